// `run`: an ensemble of one scenario, and what it says of each city.
#pragma once

#include "output/store/result_file.hpp"
#include "scenarios/experiments/ensemble.hpp"
#include "scenarios/experiments/provenance.hpp"

namespace agglomera::scenarios {

// One branch under the scenario's own levers, named after the scenario.
output::ResultFile run_result(const Scenario& scenario, const Ensemble& ensemble,
                              const Provenance& provenance);
Ensemble run_ensemble(const Scenario& scenario, const Watch& watch = {},
                      const Onlooker& onlooker = {});

}  // namespace agglomera::scenarios
