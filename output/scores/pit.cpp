#include "output/scores/pit.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace agglomera::output {

double randomised_pit(std::span<const double> ensemble, double observed, double u) {
  double below = 0.0, equal = 0.0, members = 0.0;
  for (const double value : ensemble) {
    if (std::isnan(value)) continue;
    members += 1.0;
    below += value < observed;
    equal += value == observed;
  }
  if (members == 0.0) return std::numeric_limits<double>::quiet_NaN();
  return (below + u * (equal + 1.0)) / (members + 1.0);
}

double distance_from_uniform(std::vector<double> values) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::sort(values.begin(), values.end());
  const auto n = static_cast<double>(values.size());
  double largest = 0.0;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const auto rank = static_cast<double>(i);
    largest = std::max({largest, (rank + 1.0) / n - values[i], values[i] - rank / n});
  }
  return largest;
}

}  // namespace agglomera::output
