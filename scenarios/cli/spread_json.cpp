#include "scenarios/cli/policy_json.hpp"

namespace agglomera::cli {
namespace {

using nlohmann::json;
using scenarios::Effect;
using scenarios::PolicyEffects;
using scenarios::PolicySight;

json turning_in_json(const PolicySight& sight) {
  json places = json::array();
  for (const scenarios::TurningRow& row : sight.turning.rows)
    places.push_back({{"place", row.place.name},
                      {"reached", row.reached},
                      {"unmoved", row.unmoved},
                      {"spreads", row.spreads},
                      {"siphons", row.siphons},
                      {"to_siphoning", row.to_siphoning},
                      {"to_spread", row.to_spread},
                      {"factor_q05", row.factor_q05},
                      {"factor_q50", row.factor_q50},
                      {"factor_q95", row.factor_q95},
                      {"spread", json_of(row.spread)},
                      {"drawn", json_of(row.drawn)},
                      {"net", json_of(row.net)}});
  return {{"year", sight.turning.year},
          {"strength", sight.turning.strength},
          {"largest_factor", sight.turning.largest_factor},
          {"places", std::move(places)}};
}

json distance_in_json(const PolicySight& sight) {
  json bands = json::array();
  for (const scenarios::DistanceBand& band : sight.distance_bands)
    bands.push_back({{"from_km", band.from_km},
                     {"to_km", band.to_km},
                     {"cities", band.cities},
                     {"spillover", json_of(band.spill)},
                     {"siphoning", json_of(band.siphoned)},
                     {"net", json_of(band.net)}});
  const scenarios::TurningDistance& turn = sight.turning_distance;
  return {{"bands", std::move(bands)},
          {"to_siphoning",
           {{"share", turn.to_siphoning},
            {"km_q05", turn.to_siphoning_km_q05},
            {"km_q50", turn.to_siphoning_km_q50},
            {"km_q95", turn.to_siphoning_km_q95}}},
          {"to_spread",
           {{"share", turn.to_spread},
            {"km_q05", turn.to_spread_km_q05},
            {"km_q50", turn.to_spread_km_q50},
            {"km_q95", turn.to_spread_km_q95}}}};
}

json beyond_in_json(const PolicySight& sight) {
  json levers = json::array();
  for (const scenarios::BeyondUsual& lever : sight.beyond_usual)
    levers.push_back({{"lever", lever.kind}, {"strength", lever.strength}, {"usual", lever.usual}});
  return levers;
}

}  // namespace

json json_of(const Effect& effect) {
  json document;
  for (const auto& [name, value] : scenarios::effect_statistics) document[name] = effect.*value;
  return document;
}

json sights_in_json(const PolicyEffects& effects) {
  json all = json::array();
  for (std::size_t p = 0; p < effects.summaries.size(); ++p) {
    const PolicySight& sight = effects.sights.policies[p];
    all.push_back({{"policy", effects.summaries[p].policy},
                   {"turning_point", turning_in_json(sight)},
                   {"distance", distance_in_json(sight)},
                   {"beyond_usual", beyond_in_json(sight)}});
  }
  return all;
}

}  // namespace agglomera::cli
