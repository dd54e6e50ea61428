#include "scenarios/experiments/compare.hpp"

#include <gtest/gtest.h>

#include "output/store/schema.hpp"
#include "sim/errors.hpp"
#include "tests/scenarios/experiments/small_results.hpp"

namespace agglomera::scenarios {
namespace {

TEST(Compare, scores_one_observation_as_worked_by_hand) {
  HandMadeRun run({2008, 2009}, 5);
  run.simulate("lq_count", alpha, 1, {5, 1, 3, 2, 4});
  run.observe("lq_count", alpha, 1, 3.5);
  const Comparison comparison = compare(run.file(), "run.h5");
  ASSERT_EQ(comparison.measures.size(), 3u);
  const MeasureComparison& count = comparison.measures[0];
  EXPECT_EQ(count.measure, "lq_count");
  EXPECT_EQ(count.score.n, 1);
  EXPECT_DOUBLE_EQ(count.score.mae, 0.5);
  EXPECT_DOUBLE_EQ(count.score.log_mae, std::log(3.55 / 3.05));
  EXPECT_NEAR(count.score.crps, 1.3 - 1.0, 1e-12);  // mean |x - y| less 20 / (5 · 4)
  EXPECT_EQ(count.score.coverage_50, 1.0);          // 2 to 4
  EXPECT_EQ(count.score.coverage_90, 1.0);
  ASSERT_EQ(count.cities.size(), 1u);
  EXPECT_EQ(count.cities[0].city, "alpha");
  EXPECT_EQ(count.cities[0].score.mae, count.score.mae);
}

TEST(Compare, averages_over_cities_and_years) {
  HandMadeRun run({2008, 2009}, 5);
  run.simulate("lq_count", alpha, 0, {1, 2, 3, 4, 5});
  run.observe("lq_count", alpha, 0, 3.5);                  // inside both
  run.simulate("lq_count", alpha, 1, {1, 2, 3, 4, 5});
  run.observe("lq_count", alpha, 1, 4.5);                  // inside 90 % alone: 1.2 to 4.8
  run.simulate("lq_count", beta, 0, {2, 2, 2, 2, 2});
  run.observe("lq_count", beta, 0, 5.0);                   // outside
  const MeasureComparison count = compare(run.file(), "run.h5").measures[0];
  EXPECT_EQ(count.score.n, 3);
  EXPECT_DOUBLE_EQ(count.score.mae, (0.5 + 1.5 + 3.0) / 3);
  EXPECT_DOUBLE_EQ(count.score.log_mae,
                   (std::log(3.55 / 3.05) + std::log(4.55 / 3.05) + std::log(5.05 / 2.05)) / 3);
  EXPECT_DOUBLE_EQ(count.score.coverage_50, 1.0 / 3);
  EXPECT_DOUBLE_EQ(count.score.coverage_90, 2.0 / 3);
  ASSERT_EQ(count.cities.size(), 2u);
  EXPECT_EQ(count.cities[0].score.n, 2);
  EXPECT_EQ(count.cities[0].score.mae, 1.0);
  EXPECT_EQ(count.cities[1].city, "beta");
  EXPECT_EQ(count.cities[1].score.crps, 3.0);
  EXPECT_EQ(count.cities[1].score.coverage_90, 0.0);
}

TEST(Compare, takes_revenue_in_hundred_millions) {
  HandMadeRun run({2008}, 3);
  run.simulate("revenue", alpha, 0, {1e8, 3e8, 2e8});
  run.observe("revenue", alpha, 0, 4e8);
  const Score score = compare(run.file(), "run.h5").measures[2].score;
  EXPECT_DOUBLE_EQ(score.mae, 2.0);
  EXPECT_DOUBLE_EQ(score.log_mae, std::log(4.05 / 2.05));
}

TEST(Compare, leaves_out_what_was_not_observed_and_who_failed) {
  HandMadeRun run({2008, 2009}, 3);
  run.simulate("lq_revenue", beta, 0, {1, 1, 9});
  run.fail(2);
  run.observe("lq_revenue", beta, 0, 1.0);
  const Comparison comparison = compare(run.file(), "run.h5");
  EXPECT_EQ(comparison.measures[1].score.n, 1);
  EXPECT_EQ(comparison.measures[1].score.crps, 0.0);
  EXPECT_EQ(comparison.measures[0].score.n, 0);
  EXPECT_TRUE(std::isnan(comparison.measures[0].score.log_mae));
  EXPECT_TRUE(std::isnan(comparison.measures[0].score.coverage_90));
  EXPECT_TRUE(comparison.measures[0].cities.empty());
}

TEST(Compare, refuses_a_run_without_observations) {
  try {
    compare(HandMadeRun({2008}, 1).file(), "mine.h5");
    FAIL() << "no complaint";
  } catch (const sim::InputError& error) {
    EXPECT_STREQ(error.what(),
                 "mine.h5: holds no observations to compare with (its study has none in these years)");
  }
}

TEST(HandMadeRun, fits_the_schema_of_the_files) {
  HandMadeRun run({2008, 2009}, 2);
  run.state("firms", "alpha", 2008, 2008, "=", 1.0);
  EXPECT_EQ(output::mismatches(run.file(), output::Unknown::refused), std::vector<std::string>{});
}

}  // namespace
}  // namespace agglomera::scenarios
