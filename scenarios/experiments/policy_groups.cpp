#include "scenarios/experiments/policy_groups.hpp"

namespace agglomera::scenarios {
namespace {

using output::Dimension;
using output::Group;
using Names = std::vector<std::string>;

Dimension region_dimension() {
  return {"region", "", "", Names(region_names.begin(), region_names.end())};
}

void add_per_policy(Group& group, const char* name, const PolicyEffects& effects,
                    double PolicySummary::*value) {
  std::vector<double> values;
  for (const PolicySummary& summary : effects.summaries) values.push_back(summary.*value);
  group.variables.push_back({name, "", "", {"scenario"}, std::move(values)});
}

// `value_of(summary, region)`.
template <typename ValueOf>
void add_per_region(Group& group, const char* name, const PolicyEffects& effects,
                    ValueOf value_of) {
  std::vector<double> values;
  for (const PolicySummary& summary : effects.summaries)
    for (std::size_t region = 0; region < region_count; ++region)
      values.push_back(value_of(summary, region));
  group.variables.push_back({name, "", "", {"scenario", "region"}, std::move(values)});
}

Group pairing_group(const Dimension& policies, const PolicyEffects& effects) {
  Group group{"pairing", {policies}, {}};
  add_per_policy(group, "variance_reduction_treated", effects,
                 &PolicySummary::variance_reduction_treated);
  add_per_policy(group, "variance_reduction_untreated", effects,
                 &PolicySummary::variance_reduction_untreated);
  add_per_policy(group, "displacement_ratio", effects, &PolicySummary::displacement_ratio);
  return group;
}

Group gain_group(const Dimension& policies, const PolicyEffects& effects) {
  Group group{"gain", {policies, region_dimension()}, {}};
  for (const EffectStatistic& statistic : effect_statistics)
    add_per_region(group, statistic.name, effects, [&](const PolicySummary& of, std::size_t region) {
      return of.firms_gained[region].*statistic.value;
    });
  add_per_region(group, "variance_by_parameters", effects,
                 [](const PolicySummary& of, std::size_t region) {
                   return of.variance[region].by_parameters;
                 });
  add_per_region(group, "variance_by_parameters_se", effects,
                 [](const PolicySummary& of, std::size_t region) {
                   return of.variance[region].standard_error;
                 });
  add_per_region(group, "variance_by_seed", effects,
                 [](const PolicySummary& of, std::size_t region) {
                   return of.variance[region].by_seed;
                 });
  add_per_region(group, "cost_per_firm", effects, [](const PolicySummary& of, std::size_t region) {
    return of.cost_per_firm[region];
  });
  add_per_policy(group, "cost", effects, &PolicySummary::cost);
  return group;
}

// Rows of robustness stand by policy, variant, quantity, as the arrays do.
Group robustness_group(const Dimension& policies, const PolicyEffects& effects) {
  Names variants, quantities, units;
  for (const VariantDeclaration& declared : variant_table) variants.emplace_back(declared.name);
  for (const RobustQuantity& quantity : robust_quantities) {
    quantities.emplace_back(quantity.name);
    units.emplace_back(quantity.unit);
  }
  Group group{"robustness",
              {policies, {"variant", "", "", variants}, {"quantity", "", "", quantities}},
              {}};
  for (const EffectStatistic& statistic : effect_statistics) {
    std::vector<double> values;
    for (const RobustnessRow& row : effects.robustness)
      values.push_back(row.effect.*statistic.value);
    group.variables.push_back(
        {statistic.name, "", "", {"scenario", "variant", "quantity"}, std::move(values)});
  }
  group.variables.push_back({"unit", "", "", {"quantity"}, units});
  return group;
}

Group ranking_group(const Dimension& policies, const PolicyEffects& effects) {
  Group group{"ranking", {policies, region_dimension()}, {}};
  for (const auto& [name, value] : {std::pair{"p_best", &Ranking::p_best},
                                    std::pair{"regret", &Ranking::regret}}) {
    std::vector<double> values;
    for (std::size_t p = 0; p < effects.summaries.size(); ++p)
      for (const Ranking& ranking : effects.rankings) values.push_back((ranking.*value)[p]);
    group.variables.push_back({name, "", "", {"scenario", "region"}, std::move(values)});
  }
  return group;
}

}  // namespace

Dimension policy_dimension(const std::vector<Scenario>& policies) {
  Names names;
  for (const Scenario& policy : policies) names.push_back(policy.name);
  return {"scenario", "", "", names};
}

std::vector<Group> policy_groups(const std::vector<Scenario>& policies,
                                 const PolicyEffects& effects) {
  const Dimension scenarios = policy_dimension(policies);
  std::vector<Group> groups = {pairing_group(scenarios, effects), gain_group(scenarios, effects),
                               robustness_group(scenarios, effects)};
  if (policies.size() > 1) groups.push_back(ranking_group(scenarios, effects));
  return groups;
}

}  // namespace agglomera::scenarios
