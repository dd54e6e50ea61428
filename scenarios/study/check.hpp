// What `validate` says of a file: everything that is wrong in a study, scenario or experiment, told
// apart by its keys, and in every file it names.
#pragma once

#include <filesystem>
#include <vector>

#include "scenarios/study/complaints.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {

enum class FileKind { study, scenario, calibration, backtest, portfolio, sweep, sensitivity, unknown };

// What a file is, by the keys that only one kind has; unknown, and a complaint, when it is none.
FileKind kind_of_file(const std::filesystem::path& path, Complaints& complaints);

std::vector<sim::Complaint> check(const std::filesystem::path& path);

}  // namespace agglomera::scenarios
