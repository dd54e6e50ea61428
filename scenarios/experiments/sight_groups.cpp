#include "scenarios/experiments/sight_groups.hpp"

#include <algorithm>

#include "scenarios/experiments/policy_groups.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using output::Dimension;
using output::Group;
using Names = std::vector<std::string>;

// Every place that some policy pulls, in the order of its first appearance.
Names pulled_names(const PolicySights& sights) {
  Names names;
  for (const PolicySight& sight : sights.policies)
    for (const TurningRow& row : sight.turning.rows)
      if (std::find(names.begin(), names.end(), row.place.name) == names.end())
        names.push_back(row.place.name);
  return names;
}

const TurningRow* row_of(const PolicySight& sight, const std::string& name) {
  for (const TurningRow& row : sight.turning.rows)
    if (row.place.name == name) return &row;
  return nullptr;
}

Group turning_group(const Dimension& policies, const PolicySights& sights) {
  const Names places = pulled_names(sights);
  Group group{"turning_point", {policies, {"pulled", "", "", places}}, {}};
  const auto add = [&](const char* name, auto value_of) {
    std::vector<double> values;
    for (const PolicySight& sight : sights.policies)
      for (const std::string& place : places) {
        const TurningRow* row = row_of(sight, place);
        values.push_back(row ? value_of(sight, *row) : missing);
      }
    group.variables.push_back({name, "", "", {"scenario", "pulled"}, std::move(values)});
  };
  constexpr std::pair<const char*, double TurningRow::*> own[] = {
      {"unmoved", &TurningRow::unmoved},           {"spreads", &TurningRow::spreads},
      {"siphons", &TurningRow::siphons},           {"to_siphoning", &TurningRow::to_siphoning},
      {"to_spread", &TurningRow::to_spread},       {"factor_q05", &TurningRow::factor_q05},
      {"factor_q50", &TurningRow::factor_q50},     {"factor_q95", &TurningRow::factor_q95}};
  for (const auto& [name, value] : own)
    add(name, [value = value](const PolicySight&, const TurningRow& row) { return row.*value; });
  constexpr std::pair<const char*, Effect TurningRow::*> parts[] = {
      {"spread", &TurningRow::spread}, {"drawn", &TurningRow::drawn}, {"net", &TurningRow::net}};
  for (const auto& [name, part] : parts)
    add(name, [part = part](const PolicySight&, const TurningRow& row) { return (row.*part).mean; });
  std::vector<double> largest;
  for (const PolicySight& sight : sights.policies) largest.push_back(sight.turning.largest_factor);
  group.variables.push_back({"largest_factor", "", "", {"scenario"}, std::move(largest)});
  return group;
}

Group distance_group(const Dimension& policies, const PolicySights& sights) {
  const std::vector<DistanceBand>& bands = sights.policies.front().distance_bands;
  Names labels;
  std::vector<double> from, to;
  for (const DistanceBand& band : bands) {
    from.push_back(band.from_km), to.push_back(band.to_km);
    labels.push_back(band_label(band));
  }
  Group group{"distance", {policies, {"band", "", "", labels}}, {}};
  group.variables.push_back({"from_km", "", "", {"band"}, std::move(from)});
  group.variables.push_back({"to_km", "", "", {"band"}, std::move(to)});
  const auto add_by_band = [&](const std::string& name, auto value_of) {
    std::vector<double> values;
    for (const PolicySight& sight : sights.policies)
      for (const DistanceBand& band : sight.distance_bands) values.push_back(value_of(band));
    group.variables.push_back({name, "", "", {"scenario", "band"}, std::move(values)});
  };
  add_by_band("cities", [](const DistanceBand& band) { return static_cast<double>(band.cities); });
  constexpr std::pair<const char*, Effect DistanceBand::*> parts[] = {
      {"spill", &DistanceBand::spill}, {"siphoned", &DistanceBand::siphoned}, {"net", &DistanceBand::net}};
  for (const auto& [name, part] : parts)
    for (const auto& [statistic, value] : {std::pair{"_mean", &Effect::mean},
                                           std::pair{"_q05", &Effect::q05},
                                           std::pair{"_q95", &Effect::q95}})
      add_by_band(std::string(name) + statistic,
                  [part = part, value = value](const DistanceBand& band) { return band.*part.*value; });
  const auto add = [&](const char* name, double TurningDistance::*value) {
    std::vector<double> values;
    for (const PolicySight& sight : sights.policies) values.push_back(sight.turning_distance.*value);
    group.variables.push_back({name, "", "", {"scenario"}, std::move(values)});
  };
  add("to_siphoning", &TurningDistance::to_siphoning);
  add("to_siphoning_km_q05", &TurningDistance::to_siphoning_km_q05);
  add("to_siphoning_km_q50", &TurningDistance::to_siphoning_km_q50);
  add("to_siphoning_km_q95", &TurningDistance::to_siphoning_km_q95);
  add("to_spread", &TurningDistance::to_spread);
  add("to_spread_km_q05", &TurningDistance::to_spread_km_q05);
  add("to_spread_km_q50", &TurningDistance::to_spread_km_q50);
  add("to_spread_km_q95", &TurningDistance::to_spread_km_q95);
  return group;
}

Group extrapolation_group(const Scenario& common, const Dimension& policies,
                          const PolicyEffects& effects) {
  Names inputs;
  for (const OfferInput& input : offer_input_table()) inputs.emplace_back(input.name);
  Group group{"extrapolation",
              {policies, {"input", "", "", inputs}, city_dimension(common),
               year_dimension(effects.first, effects.last)},
              {}};
  const auto first = static_cast<std::size_t>(effects.first - common.first);
  const auto last = static_cast<std::size_t>(effects.last - common.first);
  const auto shares = [&](std::size_t branch, std::vector<double>& values, auto value_of) {
    for (std::size_t place = 0; place < common.study->places(); ++place)
      for (std::size_t year = first; year <= last; ++year)
        values.push_back(value_of(effects.sights.outside(branch, place, year)));
  };
  const auto any = [](const Extrapolation& outside) { return outside.any; };
  std::vector<double> with, without, by_input;
  shares(0, without, any);
  for (std::size_t p = 0; p < effects.summaries.size(); ++p) {
    shares(p + 1, with, any);
    for (std::size_t input = 0; input < offer_inputs; ++input)
      shares(p + 1, by_input, [&](const Extrapolation& outside) { return outside.by_input[input]; });
  }
  group.variables.push_back({"outside", "", "", {"scenario", "city", "year"}, std::move(with)});
  group.variables.push_back({"outside_without", "", "", {"city", "year"}, std::move(without)});
  group.variables.push_back(
      {"outside_by_input", "", "", {"scenario", "input", "city", "year"}, std::move(by_input)});
  return group;
}

}  // namespace

std::vector<Group> sight_groups(const std::vector<Scenario>& policies,
                                const PolicyEffects& effects) {
  const Dimension scenarios = policy_dimension(policies);
  return {turning_group(scenarios, effects.sights), distance_group(scenarios, effects.sights),
          extrapolation_group(policies.front(), scenarios, effects)};
}

}  // namespace agglomera::scenarios
