// `run`: an ensemble of one scenario, and what it says of each city.
#pragma once

#include <string>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/ensemble.hpp"
#include "scenarios/experiments/provenance.hpp"

namespace agglomera::scenarios {

// One branch under the scenario's own levers, named after the scenario.
Ensemble run_ensemble(const Scenario& scenario, const Watch& watch = {},
                      const Onlooker& onlooker = {});

output::ResultFile run_result(const Scenario& scenario, const Ensemble& ensemble,
                              const Provenance& provenance);
// The same without a copy of the series, which move into the result as the members left them in memory;
// what else the ensemble holds stays.
output::ResultFile run_result(const Scenario& scenario, Ensemble&& ensemble,
                              const Provenance& provenance);

// Throws sim::InputError at `where` when the worlds that are alive at the same time don't fit into memory:
// one for each of `threads`, or the share of a rank in one that all ranks share.
void require_memory(const Scenario& scenario, int threads, bool together, const std::string& where);

}  // namespace agglomera::scenarios
