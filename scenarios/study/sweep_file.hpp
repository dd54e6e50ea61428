// experiments/sweep-*.toml: many points of a design, each run and measured.
//   format = 1, experiment = "sweep"
//   what every variation says (variation_file.hpp), and
//   [design]
//   kind   = "grid"        all combinations of the factors' values, the last factor fastest; or points of
//                          the unit cube: "latin-hypercube", "sobol", "halton"
//   points = 256           of the latter three, 1 to 10^8
// A design may have 10^8 points.
#pragma once

#include "scenarios/study/variation_file.hpp"

namespace agglomera::scenarios {

enum class DesignKind { grid, latin_hypercube, sobol, halton };
// "grid", "latin-hypercube", "sobol", "halton", in the order of DesignKind.
const std::vector<std::string>& design_names();

struct Sweep {
  Variation variation;
  DesignKind design = DesignKind::grid;
  std::int64_t points = 0;  // of a grid: the product of the numbers of values
};

inline constexpr std::int64_t most_points_of_sweep = 100'000'000;

// Throws sim::InputError with everything that is wrong in the experiment, its scenario, study and tables.
// Members of the overrides are replicates.
Sweep read_sweep(Source& source, const std::filesystem::path& path, const Overrides& overrides = {});

}  // namespace agglomera::scenarios
