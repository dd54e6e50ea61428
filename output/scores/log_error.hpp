// Log error of a simulated against an observed value, |ln(x + 0.05) − ln(y + 0.05)|: 0.1 is about
// ten per cent off; the small constant keeps LQs of zero (Singapore) finite.
#pragma once

#include <cassert>
#include <cmath>
#include <limits>
#include <span>

namespace agglomera::output {

inline constexpr double log_error_offset = 0.05;

inline double log_error(double simulated_median, double observed) {
  return std::abs(std::log(simulated_median + log_error_offset) -
                  std::log(observed + log_error_offset));
}

// `log_mae`: the mean over all pairs of which neither is missing (NaN); NaN when there is none.
inline double log_mae(std::span<const double> simulated_medians, std::span<const double> observed) {
  assert(simulated_medians.size() == observed.size());
  double sum = 0;
  int pairs = 0;
  for (std::size_t i = 0; i < observed.size(); ++i) {
    const double error = log_error(simulated_medians[i], observed[i]);
    if (std::isnan(error)) continue;
    sum += error;
    ++pairs;
  }
  return pairs > 0 ? sum / pairs : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace agglomera::output
