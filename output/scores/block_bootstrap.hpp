// An interval for a mean of values that belong together in blocks: forecasts made from one origin err
// together, so whole blocks are drawn again (Künsch 1989; percentile interval, Efron and Tibshirani 1993).
#pragma once

#include <vector>

#include "output/scores/coverage.hpp"
#include "sim/draws.hpp"

namespace agglomera::output {

// Central interval at `level` of the mean over the values of as many blocks as there are, drawn with
// replacement `resamples` times. Empty blocks are left out; NaN when there is no value.
Interval block_bootstrap_mean(const std::vector<std::vector<double>>& blocks, double level,
                              int resamples, const sim::Draws& draws);

}  // namespace agglomera::output
