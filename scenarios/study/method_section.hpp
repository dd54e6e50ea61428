// [method]: how a calibration is done; every key may be left out, and so may the table.
//   kind         = "es-mda"      or "abc-smc", "cma-es"
//   steps        = 8             1 to 50, of ES-MDA (Emerick and Reynolds 2013)
//   localisation = "own-city"    or "none", "summaries"
//   noise_correction = true      for the simulator's own noise
//   noise        = "innovation-likelihood"    or "stated"
//   modes        = 4             restarts of CMA-ES (Hansen 2016) before the method, 0 to 64; 0
//   cross_check  = "abc-smc"     of the free parameters by ABC-SMC (Toni et al. 2009); none
//   rounds       = 6             1 to 50, of ABC-SMC
//   generations  = 40            1 to 10 000, of CMA-ES
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/experiment.hpp"

namespace agglomera::scenarios {

class TomlTable;

// In the order of MethodKind.
const std::vector<std::string>& method_names();
const std::vector<std::string>& localisation_names();  // and of Localisation, NoiseRule
const std::vector<std::string>& noise_rule_names();

// The key "method" of an experiment. `free` is what is fitted: a cross-check needs parameters.
Method read_method(TomlTable& root, const FreeQuantities& free);

}  // namespace agglomera::scenarios
