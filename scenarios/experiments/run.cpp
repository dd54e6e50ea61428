#include "scenarios/experiments/run.hpp"

#include <algorithm>
#include <numeric>

#include "scenarios/experiments/headlines.hpp"
#include "scenarios/experiments/hub_links.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "scenarios/experiments/stated_facts.hpp"
#include "sim/memory.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {

Ensemble run_ensemble(const Scenario& scenario, const Watch& watch, const Onlooker& onlooker) {
  return simulate(scenario, {{scenario.name, scenario.levers}}, watch, onlooker);
}

namespace {

output::ResultFile run_result(const Scenario& scenario, const Ensemble& ensemble,
                              output::Group series, const Provenance& provenance) {
  output::ResultFile file;
  file.filetype = "run";
  describe_origin(file, provenance, scenario.seed, scenario.inputs);
  file.groups.push_back(std::move(series));
  if (!ensemble.sectors.empty())
    file.groups.push_back(
        sectors_group(scenario, ensemble.branches, ensemble.members, ensemble.sectors));
  file.groups.push_back(scenarios_group(scenario));
  file.groups.push_back(observed_group(scenario));
  file.groups.push_back(parameters_group(scenario, ensemble));
  file.groups.push_back(city_assumptions_group(scenario, ensemble));
  if (output::Group links = links_group(scenario, ensemble); !links.variables.empty())
    file.groups.push_back(std::move(links));
  if (!scenario.stated_facts.empty()) file.groups.push_back(stated_facts_group(scenario));
  judge_stated_facts(file);
  return file;
}

}  // namespace

output::ResultFile run_result(const Scenario& scenario, const Ensemble& ensemble,
                              const Provenance& provenance) {
  return run_result(scenario, ensemble, series_group(scenario, ensemble, 1), provenance);
}

output::ResultFile run_result(const Scenario& scenario, Ensemble&& ensemble,
                              const Provenance& provenance) {
  output::Group series = series_group(scenario, std::move(ensemble));
  return run_result(scenario, ensemble, std::move(series), provenance);
}

void require_memory(const Scenario& scenario, int threads, bool together, const std::string& where) {
  const models::WorldTotals& totals = scenario.study->totals;
  double firms = std::accumulate(totals.focal_firms.begin(), totals.focal_firms.end(), 0.0,
                                 [](double most, double of_year) { return std::max(most, of_year); });
  if (scenario.background == models::Background::agents && !totals.listed_firms.empty())
    firms += *std::max_element(totals.listed_firms.begin(), totals.listed_firms.end());
  if (together)
    return sim::require_memory(static_cast<std::int64_t>(firms) / sim::ranks(), 1, where);
  sim::require_memory(static_cast<std::int64_t>(firms), std::min(scenario.members, threads), where);
}

}  // namespace agglomera::scenarios
