// experiments/calibrate.toml: what is fitted to which observations, and how.
//   what every experiment says (experiment_file.hpp), with experiment = "calibrate"
//   [targets]   optional: targets_section.hpp
//   [free]      required: free_section.hpp
//   [method]    optional: method_section.hpp
#pragma once

#include <filesystem>

#include "scenarios/study/experiment.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "scenarios/study/source.hpp"

namespace agglomera::scenarios {

// Throws sim::InputError with everything that is wrong in the experiment, its scenario, study and
// tables. Warns of more free numbers than observations, of an ensemble too small for its free
// numbers without localisation, and of methods that don't suit many numbers.
Calibration read_calibration(Source& source, const std::filesystem::path& path,
                             const Overrides& overrides = {});

}  // namespace agglomera::scenarios
