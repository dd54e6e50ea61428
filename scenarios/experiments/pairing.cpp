#include "scenarios/experiments/pairing.hpp"

#include <cmath>

#include "scenarios/experiments/effects.hpp"

namespace agglomera::scenarios {
namespace {

double variance(const std::vector<double>& values) {
  double sum = 0.0, n = 0.0, squares = 0.0;
  for (const double x : values)
    if (!std::isnan(x)) sum += x, n += 1.0;
  for (const double x : values)
    if (!std::isnan(x)) squares += (x - sum / n) * (x - sum / n);
  return n > 1.0 ? squares / (n - 1.0) : 0.0;
}

}  // namespace

double variance_reduction(const Ensemble& ensemble, std::size_t branch, std::size_t same_luck,
                          std::size_t other_luck, const std::vector<std::size_t>& cities) {
  const auto spread = [&](std::size_t from) {
    double sum = 0.0;
    for (const std::size_t city : cities)
      sum += variance(differences(ensemble, branch, from, "lq_count", {city}, ensemble.years - 1));
    return sum;
  };
  return spread(other_luck) / spread(same_luck);
}

}  // namespace agglomera::scenarios
