// What the source states in words, held against a run.
//
// A fact holds when the central 90 % interval of the run meets the stated value: counts and ranks
// within ± 0.5, "~" within ± 10 %, bounds (">=", "<=", "between 0 and 1") by the median. Facts that the
// source itself contradicts (their note says "contradict" or "inconsistent"), or that the run does not
// reach, can't be said to hold or not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/experiments/run_view.hpp"

namespace agglomera::scenarios {

struct FactCheck {
  std::string fact;      // with its cities and years: "firms tokyo 2008"
  std::string relation;
  double stated;         // NaN when the relation says it all
  double simulated_5, simulated_50, simulated_95;  // NaN when the run can't say
  std::optional<bool> holds;
  std::string note;
};

std::vector<FactCheck> check_facts(const output::ResultFile& file, const RunView& run);

// The same as variables of the group `stated_facts` of the file, where it has that group:
// simulated_q05, simulated_q50, simulated_q95 and holds (−1 where it can't be said).
void judge_stated_facts(output::ResultFile& file);

}  // namespace agglomera::scenarios
