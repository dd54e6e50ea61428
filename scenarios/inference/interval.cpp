#include "scenarios/inference/interval.hpp"

#include <boost/math/distributions/students_t.hpp>
#include <cassert>
#include <cmath>

#include "sim/missing.hpp"

namespace agglomera::scenarios {

Interval mean_interval(std::span<const double> estimates, double level) {
  assert(estimates.size() >= 2);
  const auto n = static_cast<double>(estimates.size());
  double mean = 0.0, squares = 0.0;
  for (const double estimate : estimates) mean += estimate / n;
  for (const double estimate : estimates) squares += (estimate - mean) * (estimate - mean);
  if (std::isnan(mean)) return {missing, missing, missing};
  const double standard_error = std::sqrt(squares / (n - 1.0) / n);
  const double t = boost::math::quantile(boost::math::students_t(n - 1.0), 0.5 + 0.5 * level);
  return {mean, mean - t * standard_error, mean + t * standard_error};
}

}  // namespace agglomera::scenarios
