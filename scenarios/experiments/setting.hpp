// The setting of a point: what its run changes in the scenario. A parameter that is a factor has the value
// of the point and no prior; a lever its strength or places; a mechanism is off or on; a background goes
// on as assumed. Everything else is that of the scenario.
#pragma once

#include <span>
#include <vector>

#include "scenarios/experiments/ensemble.hpp"
#include "scenarios/study/factor.hpp"

namespace agglomera::scenarios {

struct Setting {
  models::ParameterSettings parameters;
  models::Mechanisms mechanisms;
  std::vector<models::Lever> levers;  // in one order
  Variant variant = Variant::as_drawn;
};

// `values` of the factors, in their order.
Setting setting_at(const Variation& variation, std::span<const double> values);

// The values at a point of the unit cube.
std::vector<double> values_at(const Variation& variation, std::span<const double> unit);

}  // namespace agglomera::scenarios
