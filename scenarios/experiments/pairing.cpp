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

double variance_reduction(const Ensemble& ensemble, std::size_t paired, std::size_t unpaired,
                          const std::vector<std::size_t>& cities) {
  double with = 0.0, without = 0.0;
  for (const std::size_t city : cities) {
    with += variance(differences(ensemble, paired, 0, "lq_count", {city}, ensemble.years - 1));
    without += variance(differences(ensemble, unpaired, 0, "lq_count", {city}, ensemble.years - 1));
  }
  return without / with;
}

}  // namespace agglomera::scenarios
