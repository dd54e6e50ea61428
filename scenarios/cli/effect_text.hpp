// An effect as a cell of a table.
#pragma once

#include <string>

#include "scenarios/experiments/effects.hpp"

namespace agglomera::cli {

// "+0.48 [-1.00, +3.00]": mean and 90 % interval in the given unit; "-" where missing.
std::string shown(const scenarios::Effect& effect, int digits, double unit = 1.0);

}  // namespace agglomera::cli
