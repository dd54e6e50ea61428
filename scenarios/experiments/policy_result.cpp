#include <algorithm>
#include <limits>

#include "scenarios/experiments/headlines.hpp"
#include "scenarios/experiments/hub_links.hpp"
#include "scenarios/experiments/lever_words.hpp"
#include "scenarios/experiments/policy.hpp"
#include "scenarios/experiments/policy_groups.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "scenarios/experiments/sight_groups.hpp"

namespace agglomera::scenarios {
namespace {

using output::Dimension;
using output::Group;
using output::Variable;

Dimension measure_dimension(const std::vector<EffectRow>& rows) {
  std::vector<std::string> measures;
  for (const std::string& measure : effect_measures())
    for (const EffectRow& row : rows)
      if (row.measure == measure) {
        measures.push_back(measure);
        break;
      }
  return {"measure", "", "", measures};
}

Variable units_of(const Dimension& measures) {
  std::vector<std::string> units;
  for (const std::string& measure : std::get<std::vector<std::string>>(measures.labels))
    units.push_back(measure == "firms" ? "firms" : measure == "revenue" ? "USD" : "1");
  return {"unit", "", "", {"measure"}, units};
}

// Rows run by policy, measure, year, place; arrays by policy, measure, place, year.
std::vector<const EffectRow*> in_array_order(const std::vector<EffectRow>& rows, std::size_t places,
                                             std::size_t years) {
  std::vector<const EffectRow*> ordered(rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::size_t place = i % places, year = i / places % years, rest = i / places / years;
    ordered[(rest * places + place) * years + year] = &rows[i];
  }
  return ordered;
}

std::vector<double> values_of(const std::vector<const EffectRow*>& rows,
                              const Effect EffectRow::*part, double Effect::*value) {
  std::vector<double> values;
  for (const EffectRow* row : rows) values.push_back(row->*part.*value);
  return values;
}

Group effect_group(const std::string& name, const std::vector<EffectRow>& rows,
                   std::vector<Dimension> dimensions, std::size_t places, std::size_t years) {
  Group group{name, std::move(dimensions), {}};
  std::vector<std::string> names;
  for (const Dimension& dimension : group.dimensions)
    if (dimension.name != "component") names.push_back(dimension.name);
  const auto ordered = in_array_order(rows, places, years);
  for (const EffectStatistic& statistic : effect_statistics)
    group.variables.push_back(
        {statistic.name, "", "", names, values_of(ordered, &EffectRow::effect, statistic.value)});
  return group;
}

// The simultaneous band and the split of the variance.
void add_spread(Group& group, const std::vector<EffectRow>& rows, std::size_t places,
                std::size_t years) {
  std::vector<double> low, high, by_parameters, by_seed;
  for (const EffectRow* row : in_array_order(rows, places, years)) {
    low.push_back(row->band.low), high.push_back(row->band.high);
    by_parameters.push_back(row->variance.by_parameters);
    by_seed.push_back(row->variance.by_seed);
  }
  const std::vector<std::string> all = {"scenario", "measure", "city", "year"};
  group.variables.push_back({"band_low", "", "", all, std::move(low)});
  group.variables.push_back({"band_high", "", "", all, std::move(high)});
  group.variables.push_back({"variance_by_parameters", "", "", all, std::move(by_parameters)});
  group.variables.push_back({"variance_by_seed", "", "", all, std::move(by_seed)});
}

// Own gain of treated cities, spillover on the others, siphoning on all; missing where it means nothing.
void add_components(Group& group, const std::vector<EffectRow>& rows, std::size_t policies,
                    std::size_t places, std::size_t years) {
  const auto ordered = in_array_order(rows, places, years);
  const std::size_t of_policy = ordered.size() / policies;
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const auto component = [&](double Effect::*value) {
    std::vector<double> values;
    for (std::size_t p = 0; p < policies; ++p)
      for (int part = 0; part < 3; ++part)
        for (std::size_t i = 0; i < of_policy; ++i) {
          const EffectRow& row = *ordered[p * of_policy + i];
          const bool told = part == 2 || row.treated == (part == 0);
          const Effect& effect = part == 2 ? row.siphoning : row.without_siphoning;
          values.push_back(told ? effect.*value : missing);
        }
    return values;
  };
  const std::vector<std::string> all = {"scenario", "component", "measure", "city", "year"};
  group.variables.push_back({"component_mean", "", "", all, component(&Effect::mean)});
  group.variables.push_back({"component_q05", "", "", all, component(&Effect::q05)});
  group.variables.push_back({"component_q95", "", "", all, component(&Effect::q95)});
}

Dimension cluster_dimension(const std::vector<EffectRow>& rows) {
  std::vector<std::string> clusters;
  for (const EffectRow& row : rows) {
    if (row.year != rows.front().year || row.measure != rows.front().measure ||
        row.policy != rows.front().policy)
      break;
    clusters.push_back(row.place);
  }
  return {"cluster", "", "", clusters};
}

}  // namespace

output::ResultFile policy_result(const std::vector<Scenario>& policies, const Ensemble& ensemble,
                                 const PolicyEffects& effects, const Provenance& provenance) {
  const Scenario& common = policies.front();
  std::vector<InputFile> inputs;
  for (const Scenario& policy : policies)
    for (const InputFile& input : policy.inputs)
      if (std::none_of(inputs.begin(), inputs.end(),
                       [&](const InputFile& known) { return known.path == input.path; }))
        inputs.push_back(input);
  output::ResultFile file;
  file.filetype = "policy";
  describe_origin(file, provenance, common.seed, inputs);

  file.groups.push_back(series_group(common, ensemble, PolicyBranches(policies.size()).shown()));
  const std::size_t years = static_cast<std::size_t>(effects.last - effects.first + 1);
  const Dimension policy = policy_dimension(policies), year = year_dimension(effects.first, effects.last);
  const Dimension measure = measure_dimension(effects.cities);

  const std::size_t places = common.study->places();
  Group cities = effect_group("effect", effects.cities,
                              {policy, measure, city_dimension(common), year}, places, years);
  cities.variables.push_back(units_of(measure));
  std::vector<std::int32_t> treated;
  for (const Scenario& of : policies)
    for (std::size_t place = 0; place < places; ++place)
      treated.push_back(std::any_of(of.levers.begin(), of.levers.end(), [&](const auto& lever) {
        return std::find(lever.targets.begin(), lever.targets.end(), place) != lever.targets.end();
      }));
  cities.variables.push_back({"treated", "", "", {"scenario", "city"}, treated});
  cities.dimensions.push_back(
      {"component", "", "", std::vector<std::string>{"own", "spillover", "siphoning"}});
  add_spread(cities, effects.cities, places, years);
  add_components(cities, effects.cities, policies.size(), places, years);
  file.groups.push_back(std::move(cities));

  if (!effects.clusters.empty()) {
    const Dimension cluster = cluster_dimension(effects.clusters);
    Group group = effect_group("cluster_effect", effects.clusters, {policy, measure, cluster, year},
                               cluster.size(), years);
    group.variables.push_back(units_of(measure));
    file.groups.push_back(std::move(group));
  }
  const Dimension world_measure = measure_dimension(effects.world);
  Group world = effect_group("world_effect", effects.world, {policy, world_measure, year}, 1, years);
  world.variables.push_back(units_of(world_measure));
  file.groups.push_back(std::move(world));
  for (Group& group : policy_groups(policies, effects)) file.groups.push_back(std::move(group));
  for (Group& group : sight_groups(policies, effects)) file.groups.push_back(std::move(group));
  file.groups.push_back(scenarios_group(policies));
  file.groups.push_back(observed_group(common));
  file.groups.push_back(parameters_group(common, ensemble));
  file.groups.push_back(city_assumptions_group(common, ensemble));
  file.groups.push_back(policy_levers_group(policies));
  if (Group links = links_group(common, ensemble); !links.variables.empty())
    file.groups.push_back(std::move(links));
  return file;
}

}  // namespace agglomera::scenarios
