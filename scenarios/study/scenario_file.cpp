#include "scenarios/study/scenario_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenarios/study/complaints.hpp"
#include "scenarios/study/lever_section.hpp"
#include "scenarios/study/parameters_section.hpp"
#include "scenarios/study/study_file.hpp"
#include "scenarios/study/toml_file.hpp"
#include "scenarios/study/wording.hpp"
#include "scenarios/study/years_section.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

class ScenarioReader {
 public:
  ScenarioReader(Source& source, const fs::path& path, TomlTable& root, Complaints& complaints)
      : source_(source), path_(path), root_(root), complaints_(complaints) {}

  ScenarioFile read() {
    scenario_.name = path_.stem().string();
    read_the_study();
    read_run();
    read_choices();
    read_changes();
    root_.finish();
    return {std::move(scenario_), std::move(study_.frame), study_in_order_, years_known_};
  }

 private:
  void read_the_study() {
    const auto name = root_.word("study");
    if (!name) return;
    const std::string where = fmt::format("{}:{}:{}", root_.file(), name->at.line, name->at.column);
    const std::size_t before = complaints_.count();
    study_ = read_study(source_, source_.beside(path_, name->text), where, complaints_);
    study_in_order_ = complaints_.count() == before;
    scenario_.stated_facts = study_.stated_facts;
  }

  void read_run() {
    if (const auto years = read_years(root_)) check_years(*years);
    scenario_.members = static_cast<int>(
        root_.whole("members").value_or(1));
    scenario_.seed = static_cast<std::uint64_t>(
        root_.whole("seed").value_or(0));
    if (const auto name = root_.word("posterior"))
      scenario_.posterior_file = source_.beside(path_, name->text).generic_string();
    scenario_.headline = read_headline(root_);
  }

  void check_years(const Years& years) {
    scenario_.first = years.first;
    scenario_.last = years.last;
    years_known_ = years.last > years.first;
    if (!years_known_) root_.complain(root_.at("years"), "the run has one year (two at least)");
    if (!study_.frame.years_known) return;
    const auto complain = [&](std::string message, std::string suggestion) {
      root_.complain(root_.at("years"), std::move(message), std::move(suggestion));
    };
    const sim::Year study_first = study_.frame.first;
    const sim::Year farthest = study_.frame.last + most_years_beyond;
    if (years.first != study_first)
      complain(
          fmt::format("the run begins in {} (its study begins in {})", years.first, study_first),
          fmt::format("write first = {}", study_first));
    if (years.last > farthest)
      complain(fmt::format("the run ends in {} (at most {} years after the study, in {})",
                           years.last, most_years_beyond, farthest),
               "");
  }

  void read_choices() {
    if (auto mechanisms = root_.table("mechanisms")) {
      switch_off(*mechanisms, mechanisms->words("off"));
      mechanisms->finish();
    }
    scenario_.background = static_cast<models::Background>(
        root_.one_of("background").value_or(0));
    if (scenario_.background == models::Background::agents && study_.frame.known() &&
        study_.study.totals.focal_firms.size() == study_.frame.years() &&
        study_.study.totals.listed_firms.empty())
      root_.complain(
          root_.at("background"),
          "a background of agents needs the world's listed firms (the study's totals have "
          "no listed_firms)");
    if (scenario_.background == models::Background::agents && !study_.study.sectors.empty())
      root_.complain(root_.at("background"),
                     "a study of several sectors has no background of agents (its sectors are the "
                     "background of each other)");
    scenario_.sample_priors = root_.truth("sample").value_or(true);
    scenario_.condition = root_.truth("condition").value_or(true);
    if (const auto kernel = root_.one_of("kernel"))
      study_.study.kernel = static_cast<models::Kernel>(*kernel);
  }

  void switch_off(TomlTable& mechanisms, const std::vector<Word>& off) {
    std::vector<std::string> names;
    for (const auto& row : models::mechanism_table()) names.emplace_back(row.name);
    for (const Word& word : off) {
      const auto row = std::find(names.begin(), names.end(), word.text);
      if (row == names.end()) {
        mechanisms.complain(word.at, fmt::format("unknown mechanism {}", in_quotes(word.text)),
                            suggestion_for(word.text, names));
        continue;
      }
      bool& on = scenario_.mechanisms.*
                 models::mechanism_table()[static_cast<std::size_t>(row - names.begin())].on;
      if (!on) mechanisms.complain(word.at, fmt::format("\"{}\" stands twice", word.text));
      on = false;
    }
  }

  void read_changes() {
    if (study_.study.parameters.empty()) study_.study.parameters = models::usual_settings();
    if (auto section = root_.table("parameters"))
      read_parameters(*section, study_.study.parameters);
    LeverFrame frame{study_.frame, study_.study.cities, {}, {}};
    if (years_known_) {
      frame.first = scenario_.first;
      frame.last = scenario_.last;
    }
    std::vector<models::Lever> levers;
    std::vector<int> lines;
    for (TomlTable& section : root_.tables("lever")) {
      models::Lever lever = read_lever(section, frame);
      check_conflicts(section, lever, levers, lines, frame.cities);
      levers.push_back(std::move(lever));
      lines.push_back(section.at().line);
    }
    scenario_.levers = models::in_one_order(std::move(levers));
    scenario_.study = std::make_shared<const models::Study>(std::move(study_.study));
  }

  Source& source_;
  const fs::path path_;
  TomlTable& root_;
  Complaints& complaints_;
  StudyFile study_;
  Scenario scenario_;
  bool study_in_order_ = false;
  bool years_known_ = false;
};

}  // namespace

ScenarioFile read_scenario_file(Source& source, const fs::path& path, const std::string& named_by,
                                Complaints& complaints) {
  const auto text = read_named(source, path, named_by, complaints);
  if (!text) return {};
  TomlFile file(text->file, text->text, complaints);
  if (!file.parsed()) return {};
  TomlTable root = file.root("a scenario");
  if (root.has("tables") && !root.has("study")) {
    root.complain({}, "is a study, not a scenario (it has [tables])",
                  "name a scenario, which names its study");
    return {};
  }
  if (root.has("experiment")) {
    root.complain({}, "is an experiment, not a scenario (it has experiment = \"…\")",
                  "name a scenario");
    return {};
  }
  if (!TomlFile::reads_format(root)) return {};
  return ScenarioReader(source, path, root, complaints).read();
}

void apply(const Overrides& overrides, std::int64_t least_members, Scenario& scenario,
           Complaints& complaints) {
  if (overrides.members) {
    if (*overrides.members < least_members || *overrides.members > most_members)
      complaints.add({"", 0, 0,
                      fmt::format("--members: {} is outside {} to {}", *overrides.members,
                                  least_members, most_members),
                      ""});
    else
      scenario.members = static_cast<int>(*overrides.members);
  }
  if (overrides.seed) {
    if (*overrides.seed > static_cast<std::uint64_t>(largest_seed))
      complaints.add(
          {"", 0, 0, fmt::format("--seed: {} is outside 0 to 2^63 - 1", *overrides.seed), ""});
    else
      scenario.seed = *overrides.seed;
  }
}

Scenario read_scenario(Source& source, const fs::path& path, const Overrides& overrides) {
  Complaints complaints;
  Scenario scenario = read_scenario_file(source, path, "", complaints).scenario;
  apply(overrides, 1, scenario, complaints);
  if (!complaints.none()) throw sim::InputError(complaints.all());
  scenario.inputs = source.read_so_far();
  return scenario;
}

}  // namespace agglomera::scenarios
