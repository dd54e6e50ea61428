// What pairing on common draws is worth: the variance of unpaired differences (same parameters, other
// luck) over that of paired ones, Σ_c Var(unpaired)/Σ_c Var(paired).
#pragma once

#include <vector>

#include "scenarios/experiments/ensemble.hpp"

namespace agglomera::scenarios {

// Over the cities given, of count LQs in the last year, against the first branch. Infinite when pairing
// leaves no variance.
double variance_reduction(const Ensemble& ensemble, std::size_t paired, std::size_t unpaired,
                          const std::vector<std::size_t>& cities);

}  // namespace agglomera::scenarios
