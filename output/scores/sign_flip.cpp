#include "output/scores/sign_flip.hpp"

#include <fmt/format.h>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <vector>

#include "output/scores/quantile.hpp"

namespace agglomera::output {

double sign_flip_p(std::span<const double> differences) {
  // Ascending, so that p does not depend on the order of the blocks, not even by rounding.
  const std::vector<double> d = present_ascending(differences);
  if (d.empty()) return std::numeric_limits<double>::quiet_NaN();
  if (d.size() > sign_flip_most_blocks)
    throw std::invalid_argument(fmt::format(
        "sign_flip_p: {} differences (at most {} can be flipped in all ways) join blocks", d.size(),
        sign_flip_most_blocks));

  double observed = 0;
  double magnitude = 0;
  for (const double value : d) {
    observed += value;
    magnitude += std::abs(value);
  }
  if (!std::isfinite(magnitude)) return std::numeric_limits<double>::quiet_NaN();
  const double far = std::abs(observed) - 1e-12 * magnitude;

  // A pattern and its opposite are equally far from zero: the first sign stays.
  const std::uint32_t patterns = 1u << (d.size() - 1);
  std::uint32_t as_far = 0;
  for (std::uint32_t flipped = 0; flipped < patterns; ++flipped) {
    double sum = d[0];
    for (std::size_t i = 1; i < d.size(); ++i) sum += (flipped >> (i - 1) & 1u) ? -d[i] : d[i];
    as_far += std::abs(sum) >= far;
  }
  return static_cast<double>(as_far) / patterns;
}

}  // namespace agglomera::output
