#include "scenarios/experiments/sweep.hpp"

#include "scenarios/experiments/calibrate_on.hpp"

namespace agglomera::scenarios {

SweepOutcome sweep(const Sweep& sweep, PointStore& store, const SweepWatch& watch) {
  const DesignPoints design(sweep);
  PointList points{design.size(), [&](std::int64_t point) { return design.values(point); }};
  if (sweep.calibration)
    points.together = [&](std::span<const double> values) -> std::optional<PointOutputs> {
      try {
        return calibrate_on(sweep, values.front(), {{}, watch.stop, nullptr});
      } catch (const Stopped&) {
        return std::nullopt;
      }
    };
  return run_points(sweep.variation, points, store, watch);
}

}  // namespace agglomera::scenarios
