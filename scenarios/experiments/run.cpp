#include "scenarios/experiments/run.hpp"

#include "scenarios/experiments/headlines.hpp"
#include "scenarios/experiments/hub_links.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "scenarios/experiments/stated_facts.hpp"

namespace agglomera::scenarios {

Ensemble run_ensemble(const Scenario& scenario, const Watch& watch, const Onlooker& onlooker) {
  return simulate(scenario, {{scenario.name, scenario.levers}}, watch, onlooker);
}

output::ResultFile run_result(const Scenario& scenario, const Ensemble& ensemble,
                              const Provenance& provenance) {
  output::ResultFile file;
  file.filetype = "run";
  describe_origin(file, provenance, scenario.seed, scenario.inputs);
  file.groups.push_back(series_group(scenario, ensemble, 1));
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

}  // namespace agglomera::scenarios
