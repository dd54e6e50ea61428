#include "scenarios/cli/policy_json.hpp"

namespace agglomera::cli {
namespace {

using cli::json_of;  // of an effect
using nlohmann::json;
using scenarios::EffectRow;
using scenarios::PolicyEffects;
using scenarios::PolicySummary;
using scenarios::region_count;
using scenarios::region_names;

json json_of(const scenarios::VarianceSplit& split) {
  return {{"by_parameters", split.by_parameters},
          {"by_parameters_se", split.standard_error},
          {"by_seed", split.by_seed},
          {"told_apart", split.told_apart()}};
}

json json_of(const std::vector<EffectRow>& rows, const char* place, bool of_cities) {
  json all = json::array();
  for (const EffectRow& row : rows) {
    json entry = json_of(row.effect);
    entry["policy"] = row.policy;
    entry[place] = row.place;
    entry["measure"] = row.measure;
    entry["year"] = row.year;
    entry["treated"] = row.treated;
    if (of_cities) {
      entry["cluster"] = row.cluster;
      entry["observed"] = row.observed;
      entry[row.treated ? "own" : "spillover"] = json_of(row.without_siphoning);
      entry["siphoning"] = json_of(row.siphoning);
      entry["band_low"] = row.band.low;
      entry["band_high"] = row.band.high;
      entry["variance"] = json_of(row.variance);
      entry["extrapolated"] = row.extrapolated;
      entry["extrapolated_without"] = row.extrapolated_without;
    }
    all.push_back(std::move(entry));
  }
  return all;
}

// {"treated": …, "clusters": …, "world": …}
template <typename ValueOf>
json by_region(ValueOf value_of) {
  json document;
  for (std::size_t region = 0; region < region_count; ++region)
    document[region_names[region]] = value_of(region);
  return document;
}

json json_of(const PolicySummary& summary) {
  return {{"policy", summary.policy},
          {"firms_gained", by_region([&](std::size_t r) { return json_of(summary.firms_gained[r]); })},
          {"variance", by_region([&](std::size_t r) { return json_of(summary.variance[r]); })},
          {"cost", summary.cost},
          {"cost_per_firm", by_region([&](std::size_t r) { return summary.cost_per_firm[r]; })},
          {"variance_reduction",
           {{"treated", summary.variance_reduction_treated},
            {"untreated", summary.variance_reduction_untreated}}},
          {"variance_reduction_as_asked",
           {{"treated", summary.variance_reduction_treated_asked},
            {"untreated", summary.variance_reduction_untreated_asked}}},
          {"displacement_ratio", summary.displacement_ratio}};
}

json robustness_in_json(const PolicyEffects& effects) {
  json all = json::array();
  for (const scenarios::RobustnessRow& row : effects.robustness) {
    json entry = json_of(row.effect);
    entry["policy"] = row.policy;
    entry["variant"] = scenarios::variant_table[static_cast<std::size_t>(row.variant)].name;
    entry["quantity"] = scenarios::robust_quantities[row.quantity].name;
    entry["year"] = effects.last;
    all.push_back(std::move(entry));
  }
  return all;
}

// Best first, by the mean gain of the treated cities; empty for a policy by itself.
json ranking_in_json(const PolicyEffects& effects) {
  json all = json::array();
  if (effects.summaries.size() < 2) return all;
  for (const std::size_t p : best_first(effects)) {
    const auto& rankings = effects.rankings;
    json entry = json_of(effects.summaries[p]);
    for (const char* other : {"variance", "variance_reduction", "variance_reduction_as_asked"})
      entry.erase(other);
    entry["rank"] = all.size() + 1;
    entry["p_best"] = by_region([&](std::size_t r) { return rankings[r].p_best[p]; });
    entry["regret"] = by_region([&](std::size_t r) { return rankings[r].regret[p]; });
    all.push_back(std::move(entry));
  }
  return all;
}

}  // namespace

json json_of(const PolicyEffects& effects) {
  json document = {{"effects", json_of(effects.cities, "city", true)},
                   {"clusters", json_of(effects.clusters, "cluster", false)},
                   {"world", json_of(effects.world, "world", false)},
                   {"policies", json::array()},
                   {"robustness", robustness_in_json(effects)},
                   {"ranking", ranking_in_json(effects)},
                   {"spread", sights_in_json(effects)}};
  for (const PolicySummary& summary : effects.summaries)
    document["policies"].push_back(json_of(summary));
  const json& first = document["policies"].front();  // of the first policy, or the only one
  document["variance_reduction"] = first["variance_reduction"];
  document["displacement_ratio"] = first["displacement_ratio"];
  return document;
}

}  // namespace agglomera::cli
