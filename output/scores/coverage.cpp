#include "output/scores/coverage.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <vector>

#include "output/scores/quantile.hpp"

namespace agglomera::output {

Interval central_interval(std::span<const double> ensemble, double level) {
  assert(level > 0 && level < 1);
  const std::vector<double> ascending = present_ascending(ensemble);
  return {quantile_of_ascending(ascending, (1 - level) / 2),
          quantile_of_ascending(ascending, (1 + level) / 2)};
}

void Coverage::add(std::span<const double> ensemble, double observed) {
  const Interval interval = central_interval(ensemble, level_);
  if (std::isnan(observed) || std::isnan(interval.low)) return;
  ++counted_;
  if (interval.holds(observed)) ++covered_;
}

double Coverage::share() const {
  if (counted_ == 0) return std::numeric_limits<double>::quiet_NaN();
  return static_cast<double>(covered_) / counted_;
}

}  // namespace agglomera::output
