#include "models/tech_culture_coupling.hpp"

#include <algorithm>
#include <cmath>

namespace agglomera::models {

double coupling_degree(double technology, double culture) {
  const double apart = std::abs(technology - culture);
  return std::sqrt((1.0 - apart) * std::min(technology, culture) / std::max(technology, culture));
}

double classical_coupling_degree(double technology, double culture) {
  return 2.0 * std::sqrt(technology * culture) / (technology + culture);
}

double coupling_coordination(double coupling, double technology, double culture) {
  return std::sqrt(coupling * 0.5 * (technology + culture));
}

}  // namespace agglomera::models
