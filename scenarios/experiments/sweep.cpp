#include "scenarios/experiments/sweep.hpp"

#include "scenarios/experiments/calibrate_on.hpp"

namespace agglomera::scenarios {

SweepOutcome sweep(const Sweep& sweep, PointStore& store, const SweepWatch& watch) {
  const DesignPoints points(sweep);
  PointList list{points.size(), [&](std::int64_t point) { return points.values(point); }, {}};
  if (sweep.calibration)
    list.together = [&](std::span<const double> values) -> std::optional<PointOutputs> {
      try {
        return calibrate_on(sweep, values.front(), {{}, watch.stop, nullptr});
      } catch (const Stopped&) {
        return std::nullopt;
      }
    };
  return run_points(sweep.variation, list, store, watch);
}

}  // namespace agglomera::scenarios
