#include "output/scores/pit.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>

namespace agglomera::output {

double randomised_pit(std::span<const double> ensemble, double observed, double u) {
  assert(u > 0 && u < 1);
  int below = 0;
  int ties = 0;
  int present = 0;
  for (const double member : ensemble) {
    if (std::isnan(member)) continue;
    ++present;
    below += member < observed;
    ties += member == observed;
  }
  if (present == 0 || std::isnan(observed)) return std::numeric_limits<double>::quiet_NaN();
  constexpr double below_one = 0x1.fffffffffffffp-1;  // the sum rounds to one for u very near it
  return std::min((below + u * (ties + 1)) / (present + 1), below_one);
}

double distance_from_uniform(std::vector<double> values) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::ranges::sort(values);
  assert(values.front() >= 0 && values.back() <= 1);
  const auto n = static_cast<double>(values.size());
  double farthest = 0;
  for (std::size_t i = 0; i < values.size(); ++i) {  // just before and at each step of F_n
    const double before = values[i] - static_cast<double>(i) / n;
    const double after = static_cast<double>(i + 1) / n - values[i];
    farthest = std::max({farthest, before, after});
  }
  return farthest;
}

}  // namespace agglomera::output
