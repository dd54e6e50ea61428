#include "scenarios/experiments/cost.hpp"

#include <limits>

namespace agglomera::scenarios {

double cost_of(const std::vector<models::Lever>& levers) {
  double cost = 0.0;
  for (const models::Lever& lever : levers) {
    double years = 0.0;  // at full strength
    for (sim::Year year = lever.first; year <= lever.last; ++year) years += lever.share(year);
    cost += lever.unit_cost * lever.values[0] * years * static_cast<double>(lever.targets.size());
  }
  return cost;
}

double cost_per_firm(double cost, const Effect& gained) {
  const bool gains = gained.mean > 0.0 && beyond_monte_carlo_error(gained);
  return gains ? cost / gained.mean : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace agglomera::scenarios
