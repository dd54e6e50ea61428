#include "scenarios/experiments/cost.hpp"

#include <limits>

namespace agglomera::scenarios {

double cost_of(const std::vector<models::Lever>& levers) {
  double cost = 0.0;
  for (const models::Lever& lever : levers)
    cost += lever.unit_cost * lever.values[0] * models::city_years(lever);
  return cost;
}

double cost_per_firm(double cost, const Effect& gained) {
  const bool gains = gained.mean > 0.0 && beyond_monte_carlo_error(gained);
  return gains ? cost / gained.mean : std::numeric_limits<double>::quiet_NaN();
}

}  // namespace agglomera::scenarios
