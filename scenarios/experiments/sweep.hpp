// `sweep`: every point of a design, each run and measured once.
//
// Points are handed out to whoever asks first, over the threads of all ranks, in the order of the design,
// so that neighbours, which have most in common, tend to be run by one thread. What is finished is kept
// every second or so, of other ranks whenever all meet. The result does not depend on who ran which point,
// nor on interruptions.
#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/design_points.hpp"
#include "scenarios/experiments/point_store.hpp"
#include "scenarios/experiments/provenance.hpp"

namespace agglomera::scenarios {

struct SweepProgress {
  std::int64_t done = 0;  // of those that were missing
  std::int64_t of = 0;
  std::int64_t failed = 0;  // points with a failed replicate
};

struct SweepWatch {
  std::function<void(const SweepProgress&)> progress;  // called by one thread at a time
  const std::atomic<bool>* stop = nullptr;
};

// Of all points, at the first rank; by point of the design, [point][output].
struct SweepOutcome {
  std::vector<double> mean, sd;
  std::vector<std::int32_t> failed;             // replicates
  std::map<std::int64_t, std::string> reasons;  // of the first replicate that failed
  std::vector<std::int64_t> points_per_rank;    // run now
  std::int64_t taken_up = 0;
};

// Thrown when someone asked to stop. Exit code 3.
struct SweepInterrupted {
  std::int64_t done;  // points, with those taken up
  std::int64_t points;
};

// Throws SweepInterrupted; sim::InputError when the disk fills up; std::runtime_error when no point has a
// value. What was finished lies in the store.
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
