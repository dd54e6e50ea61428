#include "scenarios/study/subject.hpp"

#include "scenarios/study/scenario_file.hpp"
#include "scenarios/study/study_file.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {
namespace {

// What is wrong with a file that is neither is left to those who read it.
bool is_study(const std::string& path) {
  Source source;
  Complaints complaints;
  const auto text = read_named(source, path, "", complaints);
  if (!text) return false;
  TomlFile file(text->file, text->text, complaints);
  return file.parsed() && file.root("a study").has("tables") && !file.root("a study").has("study");
}

}  // namespace

Subject read_subject(const std::string& file) {
  Subject subject;
  Source source;
  subject.is_study = is_study(file);
  if (!subject.is_study) {
    subject.scenario = read_scenario(source, file);
    return subject;
  }
  Complaints complaints;
  StudyFile read = read_study(source, file, "", complaints);
  if (!complaints.none()) throw sim::InputError(complaints.all());
  subject.scenario.first = read.study.first;
  subject.scenario.last = read.study.last;
  subject.scenario.stated_facts = std::move(read.stated_facts);
  subject.scenario.study = std::make_shared<const models::Study>(std::move(read.study));
  subject.scenario.inputs = source.read_so_far();
  return subject;
}

}  // namespace agglomera::scenarios
