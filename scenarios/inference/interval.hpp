// An estimate and what it is known to.
#pragma once

#include <span>

namespace agglomera::scenarios {

// Missing (NaN) where there is nothing to estimate from.
struct Interval {
  double value;
  double low;
  double high;
};

inline constexpr double interval_level = 0.9;  // of every interval that is shown

// Mean of independent estimates, within the interval of Student's t. At least two; NaN in, NaN out.
Interval mean_interval(std::span<const double> estimates, double level = interval_level);

}  // namespace agglomera::scenarios
