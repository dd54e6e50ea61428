// Simultaneous band: one interval for each of several coordinates, such that at least `level` of the
// members lie inside all of them at once. Of pointwise 90 % intervals over forty cities a few exclude
// zero by chance alone; of a simultaneous band hardly any do.
//
// The band is [q_{z/2}, q_{1 − z/2}] of each coordinate (quantiles of type 7, as in quantile.hpp), with
// the largest z ≤ 1 − level that keeps enough members inside: the quantile-based sup-t band of Montiel
// Olea and Plagborg-Møller (2019), which asks for no normality. For k independent coordinates
// z → 1 − level^{1/k}; for one, the band is the pointwise interval. It always holds the pointwise
// intervals; with so few members that no z does, it runs from the least to the largest member.
#pragma once

#include <vector>

#include "output/scores/coverage.hpp"

namespace agglomera::output {

struct SimultaneousBand {
  double z;                         // what the band leaves out in each coordinate
  std::vector<Interval> intervals;  // in the order of the coordinates
};

// `coordinates[k][m]`: coordinate k of member m, all of one length. A coordinate without any member is
// left out (its interval is NaN), then every member that misses one of the rest. `level` in (0, 1).
SimultaneousBand simultaneous_band(const std::vector<std::vector<double>>& coordinates, double level);

}  // namespace agglomera::output
