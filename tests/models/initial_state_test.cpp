#include "models/initial_state.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

Study observed_study() {
  Study study = small_study(1000.0);
  for (auto& series : study.firm_share) series.log_sd = 0.1;
  const double count[] = {1.37, 0.41, 0.0, 1.25, missing, 0.88};
  const double revenue[] = {2.2, 0.3, 0.0, 1.2, missing, 0.05};
  for (std::size_t city = 0; city < 6; ++city) {
    study.observed.lq_count[city][0] = count[city];
    study.observed.lq_revenue[city][0] = revenue[city];
  }
  return study;
}

TEST(InitialWorld, has_the_observed_lqs_of_the_first_year) {
  const Study study = observed_study();
  for (std::uint32_t member = 0; member < 50; ++member) {
    const Start start(study, {.draws = Draws(3, member), .sample = true});
    const auto count = lq_count(start.model, start.world),
               revenue = lq_revenue(start.model, start.world);
    for (const PlaceIndex city : {avalon, brook, dale, ford}) {
      EXPECT_NEAR(count[city], study.observed.lq_count[city][0], 1e-9);
      EXPECT_NEAR(revenue[city] / study.observed.lq_revenue[city][0], 1.0, 2e-6);
    }
    EXPECT_EQ(start.world.census.focal_firms[cove], 0);
    EXPECT_EQ(start.world.census.focal_revenue_usd[cove], 0);
  }
}

TEST(InitialWorld, has_the_worlds_totals_with_the_rest_as_complement) {
  const Study study = observed_study();
  const Start start(study);
  EXPECT_EQ(start.world.census.total_focal_firms(), 1000);
  EXPECT_NEAR(static_cast<double>(start.world.census.total_focal_revenue_usd()) / 1e12, 1.0, 1e-5);
  for (const auto& year : start.model.member.firm_share)
    EXPECT_NEAR(std::accumulate(year.begin(), year.end(), 0.0), 1.0, 1e-14);
}

TEST(InitialWorld, ties_the_background_to_count_and_lq) {
  const Study study = observed_study();
  const Start start(study, {.draws = Draws(3, 1), .sample = true});
  const double n = static_cast<double>(start.world.census.focal_firms[dale]);
  EXPECT_NEAR(start.model.member.firm_share[0][dale], n / (1.25 * 1000.0), 1e-12);
  EXPECT_NEAR(start.model.member.firm_share[9][dale], n / (1.25 * 1000.0), 1e-12);
}

TEST(InitialWorld, takes_a_stated_revenue_and_ties_the_share_to_it) {
  Study study = observed_study();
  study.observed.revenue_usd[dale][0] = 123e9;
  const Start start(study);
  EXPECT_NEAR(static_cast<double>(start.world.census.focal_revenue_usd[dale]) / 123e9, 1.0, 2e-6);
  EXPECT_NEAR(lq_revenue(start.model, start.world)[dale] / 1.2, 1.0, 1e-5);
}

TEST(InitialWorld, draws_what_nobody_observed_about_an_lq_of_one) {
  Study study = observed_study();
  set_parameter(study, "unobserved_lq_log_sd", 0.4);
  Sample lq, log_lq;
  for (std::uint32_t member = 0; member < 3000; ++member) {
    const Start start(study, {.draws = Draws(3, member)});
    const double value = lq_count(start.model, start.world)[elm];
    lq.add(value);
    log_lq.add(std::log(value));
    ASSERT_NEAR(lq_revenue(start.model, start.world)[elm] / value, 1.0, 1e-5);
  }
  EXPECT_TRUE(agrees(lq, 1.0));
  EXPECT_NEAR(std::sqrt(log_lq.variance()), 0.4, 0.03);
}

TEST(InitialWorld, spreads_sizes_within_a_city_by_the_declared_sd) {
  const Study study = small_study(20000.0);
  const Start start(study);
  Sample size;
  for (const auto& [firm, where] : focal_firms_of(start.world))
    if (where.place == rest) size.add(where.size.log_usd());
  EXPECT_NEAR(std::sqrt(size.variance()), 1.5, 0.05);
}

TEST(CountForLq, is_the_nearest_count_when_the_share_is_sure) {
  EXPECT_EQ(count_for_lq(2.0, 0.01, 0.0, 1000.0, 0.3), 20);
  EXPECT_EQ(count_for_lq(1.26, 0.01, 0.0, 1000.0, 0.9), 13);
  EXPECT_EQ(count_for_lq(0.01, 0.01, 0.0, 1000.0, 0.9), 1);  // an LQ above zero has a firm
}

TEST(CountForLq, spreads_over_the_counts_by_the_prior_of_the_share) {
  Sample log_count;
  for (int i = 0; i < 4000; ++i)
    log_count.add(
        std::log(static_cast<double>(count_for_lq(2.0, 0.1, 0.2, 1000.0, (i + 0.5) / 4000))));
  EXPECT_NEAR(log_count.mean(), std::log(200.0), 0.003);
  EXPECT_NEAR(std::sqrt(log_count.variance()), 0.2, 0.003);
}

TEST(CountForLq, rises_with_the_draw_and_is_never_below_one) {
  std::int64_t last = 0;
  for (double u = 0.001; u < 1.0; u += 0.001) {
    const auto count = count_for_lq(1.5, 0.001, 1.0, 1000.0, u);
    EXPECT_GE(count, std::max<std::int64_t>(1, last));
    last = count;
  }
  EXPECT_GT(last, 5);
}

}  // namespace
}  // namespace agglomera::tests
