// Skill of a forecast over a reference forecast, 1 − CRPS / CRPS_ref, of mean scores over the same
// targets: 1 is perfect, 0 no better than the reference, below 0 worse. Missing (NaN) when a score
// is missing or the reference is perfect.
#pragma once

#include <limits>

namespace agglomera::output {

inline double skill(double crps, double crps_reference) {
  return crps_reference > 0 ? 1 - crps / crps_reference : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace agglomera::output
