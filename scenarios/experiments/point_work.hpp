// The work on the points of a design, of a sweep or a sensitivity analysis: each is run and measured once.
//
// Points are handed out to whoever asks first, over the threads of all ranks, in the order of the design,
// so that neighbours, which have most in common, tend to be run by one thread. What is finished is kept
// every second or so, of other ranks whenever all meet. The result does not depend on who ran which point,
// nor on interruptions.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "scenarios/experiments/point_store.hpp"

namespace agglomera::scenarios {

struct PointList {
  std::int64_t size = 0;
  // Of one point, by factor; asked by several threads at once.
  std::function<std::vector<double>(std::int64_t point)> values;
  // Instead of runs of the scenario: what all ranks work out together, point after point, on the main
  // thread; nothing where somebody asked to stop.
  std::function<std::optional<PointOutputs>(std::span<const double> values)> together = {};
};

struct PointsProgress {
  std::int64_t done = 0;  // of those that were missing
  std::int64_t of = 0;
  std::int64_t failed = 0;  // points with a failed replicate
};

struct PointsWatch {
  std::function<void(const PointsProgress&)> progress;  // called by one thread at a time
  const std::atomic<bool>* stop = nullptr;
};

// Of all points, at the first rank; by point of the design, [point][output].
struct PointsOutcome {
  std::vector<double> mean, sd;
  std::vector<std::int32_t> failed;             // replicates
  std::map<std::int64_t, std::string> reasons;  // of the first replicate that failed
  std::vector<std::int64_t> points_per_rank;    // run now
  std::int64_t taken_up = 0;
};

// Thrown when someone asked to stop. Exit code 3.
struct PointsInterrupted {
  std::int64_t done;  // points, with those taken up
  std::int64_t points;
};

// Throws PointsInterrupted; sim::InputError when the disk fills up; std::runtime_error when no point has a
// value. What was finished lies in the store.
PointsOutcome run_points(const Variation& variation, const PointList& points, PointStore& store,
                         const PointsWatch& watch = {});

}  // namespace agglomera::scenarios
