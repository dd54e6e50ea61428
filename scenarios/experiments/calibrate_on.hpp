// A calibration fitted to some clusters: how far the LQs of these and of others are from what was observed,
// before (every number from its prior) and after (the free numbers from the posterior).
//
// The error of a cluster is mean |ln(median + 0.05) − ln(observed + 0.05)| over the target years and its
// cities with observations, medians over the members; revenue in 10⁸ USD. Change: after minus before. What
// is not fitted keeps its prior, so that a cluster tells what others teach about the parameters.
#pragma once

#include "scenarios/experiments/calibrate.hpp"
#include "scenarios/experiments/point_outputs.hpp"
#include "scenarios/study/sweep_file.hpp"

namespace agglomera::scenarios {

// Of one point, on all ranks together; `value` says which clusters. Throws Stopped.
PointOutputs calibrate_on(const Sweep& sweep, double value, const CalibrationWatch& watch);

}  // namespace agglomera::scenarios
