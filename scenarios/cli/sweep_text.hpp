// What `sweep` says of its points on stdout.
#pragma once

#include "scenarios/experiments/sweep.hpp"

namespace agglomera::cli {

// The points themselves where they are few, and between which values each output lies.
void print_sweep(const scenarios::Sweep& sweep, const scenarios::SweepOutcome& outcome);

}  // namespace agglomera::cli
