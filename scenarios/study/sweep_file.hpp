// experiments/sweep-*.toml: many points of a design, each run and measured.
//   format = 1, experiment = "sweep"
//   what every variation says (variation_file.hpp), and
//   [design]
//   kind   = "grid"        all combinations of the factors' values, the last factor fastest; or points of
//                          the unit cube: "latin-hypercube", "sobol", "halton"
//   points = 256           of the latter three, 1 to 10^8
// A design may have 10^8 points. Or, instead of a scenario and all that, a calibration that is run on some
// clusters (or cities) after the others:
//   calibration = "calibrate.toml"
//   [[factor]]
//   calibrate_on = [["delta"], ["rim"], ["delta", "rim"]]
// Its outputs are the errors of the LQs of every cluster named, before (from priors) and after each fit.
#pragma once

#include <optional>

#include "scenarios/study/experiment.hpp"
#include "scenarios/study/variation_file.hpp"

namespace agglomera::scenarios {

enum class DesignKind { grid, latin_hypercube, sobol, halton };
// "grid", "latin-hypercube", "sobol", "halton", in the order of DesignKind.
const std::vector<std::string>& design_names();

struct Sweep {
  Variation variation;
  std::optional<Calibration> calibration;  // of which `variation` has the scenario
  DesignKind design = DesignKind::grid;
  std::int64_t points = 0;  // of a grid: the product of the numbers of values
};

// "grid", …; "calibration" where it is one.
std::string design_name(const Sweep& sweep);

inline constexpr std::int64_t most_points_of_sweep = 100'000'000;

// Throws sim::InputError with everything that is wrong in the experiment, its scenario, study and tables.
// Members of the overrides are replicates.
Sweep read_sweep(Source& source, const std::filesystem::path& path,
                 const Overrides& overrides = {});

}  // namespace agglomera::scenarios
