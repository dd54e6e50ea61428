// What is believed of a member beside its prior: some of its uncertain quantities by name, each in
// prior standard deviations from its usual value. Calibration moves these; a posterior is many of them.
//
// Names: that of a global parameter ("exit_rate"), or a quantity of a city and its id
// ("amenity:tokyo"; also growth_advantage, endowment, technology, culture, firm_share, revenue_share).
#pragma once

#include <map>
#include <string>

namespace agglomera::models {

using Belief = std::map<std::string, double, std::less<>>;

}  // namespace agglomera::models
