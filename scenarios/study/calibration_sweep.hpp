// The sweep of a calibration over what it is fitted to (sweep_file.hpp).
#pragma once

#include <filesystem>

#include "scenarios/study/sweep_file.hpp"

namespace agglomera::scenarios {

// "log_error_lq_count": its error before a fit, after it, and the change.
std::vector<std::string> error_names(const std::string& measure);

// From the table of an experiment that has the key "calibration".
Sweep read_calibration_sweep(Source& source, const std::filesystem::path& path, TomlTable& root,
                             Complaints& complaints);

}  // namespace agglomera::scenarios
