
#include "scenarios/experiments/explain.hpp"
#include "scenarios/experiments/headlines.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "scenarios/experiments/told_apart.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using output::Dimension;
using output::Group;

using Names = std::vector<std::string>;

struct Statistic {
  const char* name;
  double Effect::*value;
};

constexpr Statistic quantiles[] = {{"mean", &Effect::mean}, {"q05", &Effect::q05},
                                   {"q25", &Effect::q25},   {"q50", &Effect::q50},
                                   {"q75", &Effect::q75},   {"q95", &Effect::q95}};
constexpr Statistic probability = {"p_positive", &Effect::p_positive};
constexpr Statistic error = {"monte_carlo_se", &Effect::monte_carlo_se};

Dimension measure_dimension() {
  Names names;
  for (const ExplainedMeasure& measure : explained_measures()) names.emplace_back(measure.name);
  return {"measure", "", "", names};
}

Dimension part_dimension(const std::string& name) {
  Names names;
  for (const Part& part : explained_parts()) names.emplace_back(part.name);
  return {name, "", "", names};
}

void add(Group& group, const std::string& prefix, const Statistic& statistic,
         const Names& dimensions, const std::vector<Effect>& effects) {
  std::vector<double> values;
  for (const Effect& effect : effects) values.push_back(effect.*statistic.value);
  group.variables.push_back({prefix + statistic.name, "", "", dimensions, values});
}

Group change_group(const Scenario& scenario, const Explanation& explanation) {
  Group group{"change", {measure_dimension(), city_dimension(scenario)}, {}};
  std::vector<double> observed, left;
  std::vector<Effect> simulated;
  for (std::size_t measure = 0; measure < measure_count; ++measure)
    for (std::size_t place = 0; place < explanation.places; ++place) {
      simulated.push_back(effect_of(explanation.changes(measure, place)));
      observed.push_back(observed_change(scenario, measure, place));
      left.push_back(observed.back() - simulated.back().q50);
    }
  const Names all = {"measure", "city"};
  group.variables.push_back({"unexplained", "", "", all, left});
  group.variables.push_back({"observed", "", "", all, observed});
  for (const Statistic& statistic : quantiles) add(group, "", statistic, all, simulated);
  return group;
}

Group attribution_group(const Scenario& scenario, const Explanation& explanation) {
  Group group{"attribution",
              {measure_dimension(), part_dimension("part"), city_dimension(scenario)}, {}};
  std::vector<Effect> effects;
  for (std::size_t measure = 0; measure < measure_count; ++measure)
    for (std::size_t part = 0; part < part_count; ++part)
      for (std::size_t place = 0; place < explanation.places; ++place)
        effects.push_back(effect_of(explanation.contributions(measure, part, place)));
  const Names all = {"measure", "part", "city"};
  for (const Statistic& statistic : quantiles) add(group, "", statistic, all, effects);
  add(group, "", probability, all, effects);
  add(group, "", error, all, effects);
  return group;
}

// Symmetric, with the diagonal missing: a part is not compared with itself.
Group told_apart_group(const Scenario& scenario, const Explanation& explanation) {
  std::vector<double> cities(measure_count * part_count * part_count, missing), members = cities;
  for (const PartPair& pair : pairs_of_parts(scenario, explanation))
    for (const auto& [a, b] : {std::pair{pair.a, pair.b}, std::pair{pair.b, pair.a}}) {
      const std::size_t at = (pair.measure * part_count + a) * part_count + b;
      cities[at] = pair.over_cities;
      members[at] = pair.over_members;
    }
  std::vector<double> shares;
  for (std::size_t measure = 0; measure < measure_count; ++measure)
    for (std::size_t part = 0; part < part_count; ++part)
      shares.push_back(share_excluding_zero(scenario, explanation, measure, part));
  const Names pair = {"measure", "part", "other_part"};
  return {"told_apart",
          {measure_dimension(), part_dimension("part"), part_dimension("other_part")},
          {{"over_cities", "", "", pair, cities},
           {"over_members", "", "", pair, members},
           {"share_excluding_zero", "", "", {"measure", "part"}, shares}}};
}

Group without_group(const Scenario& scenario, const Explanation& explanation) {
  Names strategies;
  for (const Counterfactual& counterfactual : explanation.without)
    strategies.push_back(counterfactual.strategy);
  Group group{"without",
              {{"strategy", "", "", strategies},
               {"measure", "", "", counterfactual_measures()},
               city_dimension(scenario)},
              {}};
  std::vector<Effect> with, without, differences;
  for (std::size_t i = 0; i < strategies.size(); ++i)
    for (const std::string& measure : counterfactual_measures())
      for (std::size_t place = 0; place < explanation.places; ++place) {
        const StrategyEffect effect = strategy_effect(explanation, i, measure, place);
        with.push_back(effect.with);
        without.push_back(effect.without);
        differences.push_back(effect.difference);
      }
  const Names all = {"strategy", "measure", "city"};
  for (const Statistic& statistic : quantiles) {
    add(group, "with_", statistic, all, with);
    add(group, "without_", statistic, all, without);
    add(group, "difference_", statistic, all, differences);
  }
  add(group, "", probability, all, differences);
  group.variables.push_back({"unit", "", "", {"measure"}, Names{"1", "1", "firms"}});
  return group;
}

Group explanation_group(const Scenario& scenario, const Explanation& explanation) {
  Names texts, texts_zh, names, names_zh;
  for (const Part& part : explained_parts()) {
    texts.emplace_back(part.text);
    texts_zh.emplace_back(part.text_zh);
    names.emplace_back(part.short_name);
    names_zh.emplace_back(part.short_name_zh);
  }
  const Names all = {"measure", "member", "city"};
  Group group{"explanation",
              {measure_dimension(), part_dimension("part"), member_dimension(explanation.members),
               city_dimension(scenario)},
              {{"contribution", "", "", {"measure", "part", "member", "city"},
                explanation.contribution},
               {"change", "", "", all, explanation.change},
               {"residual", "", "", all, explanation.residual},
               {"part_text", "", "", {"part"}, texts},
               {"part_zh", "", "", {"part"}, texts_zh},
               {"part_name", "", "", {"part"}, names},
               {"part_name_zh", "", "", {"part"}, names_zh}}};
  add_city_variables(group, *scenario.study);
  return group;
}

}  // namespace

output::ResultFile explain_result(const Scenario& scenario, const Explanation& explanation,
                                  const Provenance& provenance) {
  output::ResultFile file;
  file.filetype = "explain";
  describe_origin(file, provenance, scenario.seed, scenario.inputs);
  file.groups.push_back(change_group(scenario, explanation));
  file.groups.push_back(attribution_group(scenario, explanation));
  file.groups.push_back(told_apart_group(scenario, explanation));
  if (!explanation.without.empty()) file.groups.push_back(without_group(scenario, explanation));
  file.groups.push_back(explanation_group(scenario, explanation));
  file.groups.push_back(scenarios_group(scenario));
  file.groups.push_back(observed_group(scenario));
  Ensemble believed;  // the members without their series
  believed.members = explanation.members;
  believed.places = explanation.places;
  believed.drawn = explanation.drawn;
  file.groups.push_back(parameters_group(scenario, believed));
  file.groups.push_back(city_assumptions_group(scenario, believed));
  return file;
}

}  // namespace agglomera::scenarios
