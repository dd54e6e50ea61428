#include "scenarios/experiments/sweep.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include "output/store/schema.hpp"
#include "scenarios/experiments/sweep_origin.hpp"
#include "tests/scenarios/experiments/made_up_sweep.hpp"

namespace agglomera::scenarios {
namespace {

TEST(Sweeps, measure_every_point_as_it_would_be_alone) {
  const Sweep experiment = made_up_sweep({150.0, 300.0, 600.0});
  PointStore none;
  const SweepOutcome outcome = sweep(experiment, none);
  const DesignPoints points(experiment);
  const PointTrial trial(experiment.variation);
  for (std::int64_t point = 0; point < points.size(); ++point) {
    const PointOutputs alone = trial(points.values(point));
    for (std::size_t output = 0; output < 2; ++output) {
      const std::size_t at = static_cast<std::size_t>(point) * 2 + output;
      EXPECT_EQ(outcome.mean[at], alone.mean[output]);
      EXPECT_EQ(outcome.sd[at], alone.sd[output]);
    }
  }
  EXPECT_EQ(outcome.points_per_rank, std::vector<std::int64_t>{6});
  EXPECT_EQ(outcome.taken_up, 0);
}

TEST(Sweeps, tell_progress_up_to_the_last_point) {
  const Sweep experiment = made_up_sweep({150.0, 300.0});
  PointStore none;
  std::vector<std::int64_t> done;
  sweep(experiment, none, {[&](const SweepProgress& now) {
          done.push_back(now.done);
          EXPECT_EQ(now.of, 4);
        }});
  EXPECT_EQ(done, (std::vector<std::int64_t>{1, 2, 3, 4}));
}

TEST(Sweeps, that_are_asked_to_stop_say_how_many_points_are_done) {
  const Sweep experiment = made_up_sweep({150.0, 300.0});
  PointStore none;
  const std::atomic<bool> stop = true;
  try {
    sweep(experiment, none, {{}, &stop});
    FAIL() << "went on";
  } catch (const SweepInterrupted& stopped) {
    EXPECT_EQ(stopped.done, 0);
    EXPECT_EQ(stopped.points, 4);
  }
}

TEST(Sweeps, give_files_that_fit_the_schema_and_whose_points_can_be_taken_up) {
  const Sweep experiment = made_up_sweep({150.0, 300.0});
  PointStore none;
  const SweepOutcome outcome = sweep(experiment, none);
  const output::ResultFile file = sweep_result(experiment, outcome, made_up_provenance());
  EXPECT_EQ(output::mismatches(file, output::Unknown::refused), std::vector<std::string>{});
  const FinishedSweep finished = finished_sweep(file);
  EXPECT_EQ(finished.origin, origin_of(experiment.variation, made_up_provenance()));
  EXPECT_EQ(finished.earlier.created, made_up_provenance().created);
  ASSERT_EQ(finished.earlier.points.size(), 4u);
  const Factor& mechanism = experiment.variation.factors[1];
  EXPECT_EQ(finished.earlier.points.keys[1], key_of(mechanism, 0.0));
  EXPECT_EQ(finished.earlier.points.keys[3], key_of(mechanism, 1.0));
  EXPECT_EQ(finished.earlier.points.values[0], outcome.mean[0]);
}

}  // namespace
}  // namespace agglomera::scenarios
