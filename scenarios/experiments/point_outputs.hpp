// What comes out at a point: the scenario run so many times (replicates) under the setting of the point,
// and every output's mean and standard deviation over the runs.
//
// Replicate m is member m of the scenario and has its luck at every point, so that points differ by their
// values alone (common random numbers). It passes through the same years as in `policy`: when the run goes
// beyond the observed years and no lever, of the scenario or of a factor, acts within them, it is
// conditioned on the last observed year. With Outputs::effect each output is the difference that the
// levers of the point make: the run with them minus the run without any, on the same luck.
//
// What two points have in common is kept between them by the thread that ran the one and runs the other:
// distances while the cluster discount stays, and the past while only levers and the assumed background
// change. The numbers do not depend on it.
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "scenarios/experiments/setting.hpp"

namespace agglomera::scenarios {

struct PointOutputs {
  // By output; NaN where fewer than half of the replicates have a value (a failed one has none; an LQ
  // without denominator is none).
  std::vector<double> mean;
  std::vector<double> sd;  // of a replicate (n − 1); NaN for fewer than two values
  int failed = 0;          // replicates
  std::string reason;      // of the first that failed
};

// A pure function of the values, asked by several threads at once, each of which runs the replicates of its
// point one after the other. The threads work apart from other ranks (sim::Apart) meanwhile. The variation
// must outlive it.
class PointTrial {
 public:
  // `stop` is looked at between replicates: then a point throws Stopped (learning.hpp).
  explicit PointTrial(const Variation& variation, const std::atomic<bool>* stop = nullptr);
  ~PointTrial();

  // "lq_count:pearl-river-delta", in the order of the numbers of a point.
  const std::vector<std::string>& output_names() const { return names_; }

  // Of factor values in the order of the factors; see values_at for a point of the unit cube. Throws
  // std::bad_alloc alone: what else goes wrong in a replicate makes it fail.
  PointOutputs operator()(std::span<const double> values) const;

 private:
  class Workplace;
  Workplace& workplace() const;

  const Variation& variation_;
  const std::atomic<bool>* stop_;
  std::vector<std::string> names_;
  bool conditioned_;
  mutable std::mutex mutex_;
  mutable std::map<std::thread::id, std::unique_ptr<Workplace>> workplaces_;
};

}  // namespace agglomera::scenarios
