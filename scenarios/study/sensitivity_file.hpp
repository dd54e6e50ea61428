// A sensitivity analysis as the user wrote it: format = 1, experiment = "sensitivity", what variation_file.hpp
// lists, and how indices are estimated:
//   [method]
//   kind         = "sobol"     shares of variance; or "morris", screening by elementary effects
//   samples      = 4096        of sobol: over all scramblings, each of a power of two; runs of each: factors + 2
//   scramblings  = 8           2 to 64; intervals are taken over them
//   second_order = false       of sobol: pairs of factors too; runs of each sample: 2 factors + 2
//   trajectories = 40          of morris: 2 to 100000; runs of each: factors + 1
//   levels       = 8           of morris: even, 2 to 64
// Ranges, lists of values and priors of factors are distributions here: those of the output's variance.
// With two replicates or more the noise is told of too: the sd over replicates, as an output of its own.
#pragma once

#include <filesystem>

#include "scenarios/study/variation_file.hpp"

namespace agglomera::scenarios {

enum class SensitivityKind { sobol, morris };

struct SensitivityMethod {
  SensitivityKind kind = SensitivityKind::sobol;
  int samples = 4096;  // of Sobol
  int scramblings = 8;
  bool second_order = false;
  int trajectories = 40;  // of Morris
  int levels = 8;

  // Points at which the output is wanted.
  std::int64_t points(std::size_t factors) const;
};

struct Sensitivity {
  Variation variation;
  SensitivityMethod method;
};

inline constexpr std::int64_t most_points_of_sensitivity = 20'000'000;
inline constexpr std::int64_t least_replicates_of_sensitivity = 2;  // their sd is an output
inline constexpr std::int64_t least_samples_of_scrambling = 16, most_samples_of_sobol = 1 << 24;
inline constexpr std::int64_t most_scramblings = 64;

// Throws sim::InputError with everything that is wrong.
Sensitivity read_sensitivity(Source& source, const std::filesystem::path& path,
                             const Overrides& overrides = {});

}  // namespace agglomera::scenarios
