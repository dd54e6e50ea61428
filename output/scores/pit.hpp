// Probability integral transform: where the observation falls in the ensemble, as a share. Over many
// targets of honest ensembles the shares are uniform on (0, 1); heaped at both ends when the
// ensembles are too narrow, in the middle when too wide, at one end when biased (Dawid 1984).
//
//   (number below + u (ties + 1)) / (M + 1),  u uniform on (0, 1)
//
// The draw u spreads the rank over its step, so that the share of an honest ensemble is exactly
// uniform with few members and with ties (Czado, Gneiting and Held 2009).
#pragma once

#include <span>
#include <vector>

namespace agglomera::output {

// In (0, 1). `u` in (0, 1). Missing members (NaN) are left out; NaN when none is left or the
// observation is missing.
double randomised_pit(std::span<const double> ensemble, double observed, double u);

// sup |F_n(x) − x|, F_n the share of the values at or below x (Kolmogorov 1933). Values in [0, 1];
// NaN among them are left out; NaN when there are none.
double distance_from_uniform(std::vector<double> values);

}  // namespace agglomera::output
