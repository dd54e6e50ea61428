// A sweep as people look at it: each factor in a few levels, and what comes out at them.
#pragma once

#include <string>
#include <vector>

#include "output/report/reading/sensitivity.hpp"

namespace agglomera::output::report {

// A factor with few values has a level for each, in their order; one with many is cut into parts that hold
// equally many points, named by their middle.
struct SweptFactor {
  Text title;
  std::vector<Text> levels;           // "350", "off"
  std::vector<std::size_t> level_of;  // by point
};
constexpr std::size_t most_levels = 12, levels_of_many = 8;

struct Sweep {
  std::vector<SweptFactor> factors;
  std::vector<MeasuredOutput> outputs;
  std::size_t points = 0, missing_points = 0;  // missing: without any output
  bool is_effect = false;                      // outputs are what levers change
  bool is_calibration = false;                 // points are calibrations, outputs errors
};
Sweep sweep_of(const Sheet& sheet);

// By point, in the output's unit; NaN is missing.
std::vector<double> means_of(const Sheet& sheet, const Sweep& sweep, std::size_t output);
std::vector<double> noises_of(const Sheet& sheet, const Sweep& sweep, std::size_t output);

// "Strength of Radiation 0.5, Reach of radiation 350".
Text setting_text(const Sweep& sweep, std::size_t point);

// The least and the largest mean of an output, and where; `known` points have one.
struct Extremes {
  std::size_t known = 0, positive = 0, least_at = 0, most_at = 0;
  double least, most;
};
Extremes extremes_of(const std::vector<double>& means);

}  // namespace agglomera::output::report
