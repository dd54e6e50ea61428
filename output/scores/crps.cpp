#include "output/scores/crps.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include "output/scores/quantile.hpp"

namespace agglomera::output {

double crps(std::span<const double> ensemble, double observed, CrpsEstimator estimator) {
  const std::vector<double> members = present_ascending(ensemble);
  if (members.empty() || std::isnan(observed)) return std::numeric_limits<double>::quiet_NaN();
  const auto m = static_cast<double>(members.size());
  double distance = 0;  // Σ |x_i − y|
  double spread = 0;    // Σ Σ |x_i − x_j| / 2; about y, which costs fewer digits than about 0
  for (std::size_t i = 0; i < members.size(); ++i) {
    const double deviation = members[i] - observed;
    distance += std::abs(deviation);
    spread += (2 * static_cast<double>(i + 1) - m - 1) * deviation;
  }
  if (members.size() == 1) return distance;
  const double pairs = estimator == CrpsEstimator::fair ? m * (m - 1) : m * m;
  return distance / m - spread / pairs;
}

}  // namespace agglomera::output
