// [parameters]: what a study or scenario says instead of the table of parameters.
//   half_life_km = 300                              another usual value
//   half_life_km = { usual = 300, sd = 0.3 }        and another prior, on the parameter's scale
//   half_life_km = { usual = 300, fixed = true }    not sampled
// Every value keeps to the range of the table, and the feedbacks must die out (parameters.hpp).
#pragma once

#include "models/parameters.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {

// Changes the settings; a scenario's come after its study's.
void read_parameters(TomlTable& section, models::ParameterSettings& settings);

}  // namespace agglomera::scenarios
