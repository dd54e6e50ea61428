// Interval of a mean over values that depend on each other within blocks (all targets of one year,
// say), but not between them: whole blocks are drawn with replacement, as many as there are, and the
// interval runs between quantiles of the means of the resamples (blocks: Künsch 1989; percentile
// interval: Efron and Tibshirani 1993). Values count alike, so that a large block weighs more. With
// fewer than about ten blocks the interval is too narrow; with one it has no width.
#pragma once

#include <vector>

#include "output/scores/coverage.hpp"
#include "sim/draws.hpp"

namespace agglomera::output {

// From the (1 − level)/2 to the (1 + level)/2 quantile, `level` in (0, 1), of `resamples` > 0 means.
// Missing values (NaN) are left out, then empty blocks; bounds are NaN when nothing is left. Draws
// are of Purpose::bootstrap, year 0, under the name "block bootstrap", numbered by the resample: two
// series of as many blocks are resampled alike.
Interval block_bootstrap_mean(const std::vector<std::vector<double>>& blocks, double level,
                              int resamples, const sim::Draws& draws);

}  // namespace agglomera::output
