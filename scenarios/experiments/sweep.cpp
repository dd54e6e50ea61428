#include "scenarios/experiments/sweep.hpp"

namespace agglomera::scenarios {

SweepOutcome sweep(const Sweep& sweep, PointStore& store, const SweepWatch& watch) {
  const DesignPoints points(sweep);
  return run_points(sweep.variation,
                    {points.size(), [&](std::int64_t point) { return points.values(point); }},
                    store, watch);
}

}  // namespace agglomera::scenarios
