// What a free number of a calibration means, and where its usual value and prior come from, in words:
// a parameter, or a quantity of a city ("unexplained amenity of Tokyo").
#pragma once

#include <string>

#include "models/study.hpp"
#include "sim/wording.hpp"

namespace agglomera::scenarios {

struct NumberWords {
  sim::Wording text;
  sim::Wording source;
};

// `name` is that of a parameter or "quantity:city"; empty words for any other.
NumberWords words_of_number(const models::Study& study, const std::string& name);

}  // namespace agglomera::scenarios
