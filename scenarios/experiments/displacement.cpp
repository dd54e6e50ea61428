#include "scenarios/experiments/displacement.hpp"

#include <limits>

#include "scenarios/experiments/effects.hpp"

namespace agglomera::scenarios {

double displacement_ratio(const std::vector<double>& treated, const std::vector<double>& elsewhere) {
  const Effect gained = effect_of(treated);
  if (!beyond_monte_carlo_error(gained)) return std::numeric_limits<double>::quiet_NaN();
  return -effect_of(elsewhere).mean / gained.mean;
}

}  // namespace agglomera::scenarios
