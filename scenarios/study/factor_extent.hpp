// How far a number is varied: a list of values, or a range that is stepped through or sampled.
//   values = [200, 350]
//   range  = { low = 0.05, high = 0.5, scale = "log", steps = 5 }
// scale is "linear" when left out; steps, ends included, stand where all combinations are run, and only there.
#pragma once

#include "scenarios/study/factor.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {

// Whether points are all combinations of values, or are sampled, so that ranges need no steps.
enum class Points { combined, sampled };

// What a number may be, and the keys that say how it is varied.
struct ExtentWords {
  std::string_view values_key, range_key;
  models::Range allowed;
  std::string_view unit;
};

// Values, or range and spread, of the factor, by whose name it is complained of.
void read_extent(TomlTable& section, const ExtentWords& words, Points points, Factor& factor);

}  // namespace agglomera::scenarios
