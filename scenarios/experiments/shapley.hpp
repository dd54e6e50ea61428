// Shapley values: what each player adds to the worth of all, averaged over every order in which the
// players may join (Shapley 1953).
//
//   φ_i = Σ_{S without i} |S|! (n − |S| − 1)! / n! · (v(S ∪ {i}) − v(S))
//
// Efficient: Σ φ_i = v(all) − v(none), up to rounding. A player that changes no coalition gets exactly
// zero, because every difference is.
#pragma once

#include <span>
#include <vector>

namespace agglomera::scenarios {

// `worth` has 2^n values; player i is in coalition number s when bit i of s is set.
std::vector<double> shapley_values(std::span<const double> worth);

}  // namespace agglomera::scenarios
