// `sweep`: every point of a design, each run and measured once.
#pragma once

#include <string>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/design_points.hpp"
#include "scenarios/experiments/point_work.hpp"
#include "scenarios/experiments/provenance.hpp"

namespace agglomera::scenarios {

using SweepProgress = PointsProgress;
using SweepWatch = PointsWatch;
using SweepOutcome = PointsOutcome;
using SweepInterrupted = PointsInterrupted;

// As run_points (point_work.hpp).
SweepOutcome sweep(const Sweep& sweep, PointStore& store, const SweepWatch& watch = {});

output::ResultFile sweep_result(const Sweep& sweep, const SweepOutcome& outcome,
                                const Provenance& provenance);

// The points in a finished file, when it is a sweep's; of which origin they are.
struct FinishedSweep {
  std::string origin;
  PointStore::Earlier earlier;
};
FinishedSweep finished_sweep(const output::ResultFile& file);

}  // namespace agglomera::scenarios
