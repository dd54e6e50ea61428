// A posterior as ArviZ InferenceData: one netCDF-4 file that `arviz.from_netcdf` reads.
//
// The schema (InferenceData, ArviZ) asks for groups of known names, variables that begin with the
// dimensions chain and draw where they hold draws, coordinates for every dimension, and in each group
// when and by which library it was made. posterior.h5 has groups beside these, of which ArviZ warns:
// they are left out here. What the study says of its cities is the group constant_data.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"

namespace agglomera::output {

// The groups of the schema that the result has, in the schema's order, as they will be written:
// dimensions that no variable uses left out. Empty when there are no draws of a posterior.
std::vector<Group> inference_groups_of(const ResultFile& result);

// Throws sim::InputError when the place can't be written.
void write_inference_data(const ResultFile& result, const std::vector<Group>& groups,
                          const std::filesystem::path& place);

}  // namespace agglomera::output
