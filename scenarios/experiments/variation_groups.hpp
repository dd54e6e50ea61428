// What every file of points says of its factors and outputs.
#pragma once

#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/study/factor.hpp"

namespace agglomera::scenarios {

output::Dimension output_dimension(const Variation& variation);
output::Dimension factor_dimension(const Variation& variation, const char* name = "parameter");

// Measure, place, its names, and unit of every output.
std::vector<output::Variable> output_variables(const Variation& variation);
output::Group factors_group(const Variation& variation);

// The names of a city, a cluster, or the world.
sim::Wording words_of_place(const models::Study& study, const std::string& place);
// What a factor means.
sim::Wording words_of(const Variation& variation, const Factor& factor);

}  // namespace agglomera::scenarios
