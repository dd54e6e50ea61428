// What `validate` says of a file: everything that is wrong in a study, scenario or experiment, told
// apart by its keys, and in every file it names.
#pragma once

#include <filesystem>
#include <vector>

#include "sim/errors.hpp"

namespace agglomera::scenarios {

std::vector<sim::Complaint> check(const std::filesystem::path& path);

}  // namespace agglomera::scenarios
