#include "scenarios/experiments/headlines.hpp"

#include "scenarios/experiments/policy_branches.hpp"

namespace agglomera::scenarios {
namespace {

using output::Group;
using Texts = std::vector<std::string>;

void add_headlines(Group& group, const Texts& along, const std::vector<Headline>& headlines,
                   const models::Study& study) {
  const auto add = [&](const char* name, sim::Wording Headline::*words, std::string sim::Wording::*language) {
    Texts texts;
    for (const Headline& headline : headlines) texts.push_back(headline.*words.*language);
    group.variables.push_back({name, "", "", along, std::move(texts)});
  };
  add("title", &Headline::title, &sim::Wording::en);
  add("title_zh", &Headline::title, &sim::Wording::zh);
  add("question", &Headline::question, &sim::Wording::en);
  add("question_zh", &Headline::question, &sim::Wording::zh);
  group.variables.push_back({"study", "", "", {}, Texts{study.name}});
  group.variables.push_back({"study_zh", "", "", {}, Texts{study.name_zh}});
}

}  // namespace

Group scenarios_group(const Scenario& scenario) {
  Group group{"scenarios", {{"scenario", "", "", Texts{scenario.name}}}, {}};
  add_headlines(group, {"scenario"}, {scenario.headline}, *scenario.study);
  return group;
}

Group scenarios_group(const std::vector<Scenario>& policies) {
  Texts names = {baseline_name};
  std::vector<Headline> headlines = {{{"Baseline", "基准情景"}, {}}};
  for (const Scenario& policy : policies) {
    names.push_back(policy.name);
    headlines.push_back(policy.headline);
  }
  Group group{"scenarios", {{"scenario", "", "", names}}, {}};
  add_headlines(group, {"scenario"}, headlines, *policies.front().study);
  return group;
}

Group experiment_group(const Scenario& scenario) {
  Group group{"experiment", {}, {}};
  add_headlines(group, {}, {scenario.headline}, *scenario.study);
  return group;
}

}  // namespace agglomera::scenarios
