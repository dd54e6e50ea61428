#include "output/scores/sign_flip.hpp"

#include <cmath>
#include <cstdint>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace agglomera::output {

double sign_flip_p(std::span<const double> differences) {
  const std::size_t n = differences.size();
  if (n == 0) return std::numeric_limits<double>::quiet_NaN();
  if (n > 20) throw std::invalid_argument("sign flips are counted for at most 20 blocks");
  const double seen = std::abs(std::accumulate(differences.begin(), differences.end(), 0.0));
  double scale = 0.0;
  for (const double difference : differences) scale += std::abs(difference);
  const double rounding = 1e-12 * scale;
  const std::uint32_t patterns = std::uint32_t{1} << n;
  std::uint32_t as_far = 0;
  for (std::uint32_t pattern = 0; pattern < patterns; ++pattern) {
    double sum = 0.0;
    for (std::size_t i = 0; i < n; ++i) sum += pattern >> i & 1u ? -differences[i] : differences[i];
    as_far += std::abs(sum) >= seen - rounding;
  }
  return static_cast<double>(as_far) / static_cast<double>(patterns);
}

}  // namespace agglomera::output
