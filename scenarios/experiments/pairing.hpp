// What pairing on common draws is worth: the variance of unpaired differences (same parameters, other
// luck) over that of paired ones, Σ_c Var(unpaired)/Σ_c Var(paired).
#pragma once

#include <vector>

#include "scenarios/experiments/ensemble.hpp"

namespace agglomera::scenarios {

// Over the cities given, of count LQs in the last year: of a branch minus a baseline on the same luck
// and minus one on other luck. Infinite when pairing leaves no variance.
double variance_reduction(const Ensemble& ensemble, std::size_t branch, std::size_t same_luck,
                          std::size_t other_luck, const std::vector<std::size_t>& cities);

}  // namespace agglomera::scenarios
