// Displacement: how many firms untreated places lose for each firm that the treated ones gain,
//   −Σ Δfirms(untreated)/Σ Δfirms(treated),
// means over members. 1: all are drawn from elsewhere; 0: none; below 0: others gain too.
#pragma once

#include <vector>

namespace agglomera::scenarios {

// Gains by member. NaN when the treated gain is within Monte Carlo error of zero: a quotient by it would
// mean nothing.
double displacement_ratio(const std::vector<double>& treated, const std::vector<double>& elsewhere);

}  // namespace agglomera::scenarios
