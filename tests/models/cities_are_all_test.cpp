// Studies whose cities are all there is: the regions of a country, counted without the world.
#include <gtest/gtest.h>

#include <numeric>

#include "models/background.hpp"
#include "models/conditioning.hpp"
#include "models/known_at.hpp"
#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

// Six cities that share out the whole; the observed LQs are those of whole counts, but for elm.
Study whole_study(std::size_t observed_year, double log_sd = 0.0) {
  Study study = small_study(1000.0);
  const std::vector<double> shares = {0.30, 0.10, 0.15, 0.20, 0.15, 0.10};
  set_shares(study, study.firm_share, shares);
  set_shares(study, study.revenue_share, shares);
  for (auto& series : study.firm_share) series.log_sd = log_sd;
  study.cities_are_all = true;
  const double counts[] = {400, 50, 0, 220, missing, 130};  // elm: 200 are left
  for (std::size_t city = 0; city < 6; ++city)
    study.observed.lq_count[city][observed_year] = counts[city] / 1000.0 / shares[city];
  return study;
}

TEST(CitiesThatAreAll, begin_with_the_counts_that_were_observed_and_nobody_elsewhere) {
  const Study study = whole_study(0);
  const Start start(study, {.sample = true});
  EXPECT_EQ(start.world.census.focal_firms, (std::vector<std::int64_t>{400, 50, 0, 220, 200, 130, 0}));
  EXPECT_EQ(start.world.census.focal_revenue_usd[rest], 0);
}

TEST(CitiesThatAreAll, leave_the_rest_of_the_world_empty_for_good) {
  for (const Background background : {Background::shares, Background::agents})
    for (std::uint32_t member = 0; member < 20; ++member) {
      const Study study = whole_study(0, 0.1);
      Start start(study, {.background = background, .draws = Draws(2, member), .sample = true, .last = 2025});
      start.run_until(2025);
      EXPECT_EQ(start.world.census.focal_firms[rest], 0);
      EXPECT_EQ(start.world.census.focal_revenue_usd[rest], 0);
      EXPECT_NEAR(static_cast<double>(start.world.census.total_focal_firms()), 1000.0, 350.0);
      EXPECT_TRUE(std::isnan(lq_count(start.model, start.world)[rest]));
    }
}

TEST(CitiesThatAreAll, share_out_the_whole_in_every_year_and_member) {
  const Study study = whole_study(0, 0.3);
  for (std::uint32_t member = 0; member < 20; ++member) {
    const Start start(study, {.draws = Draws(2, member), .sample = true, .last = 2025});
    for (const auto* shares : {&start.model.member.firm_share, &start.model.member.revenue_share})
      for (const auto& year : *shares) {
        EXPECT_NEAR(std::accumulate(year.begin(), year.end(), 0.0), 1.0, 1e-14);
        EXPECT_EQ(year.back(), 0.0);
      }
  }
}

TEST(CitiesThatAreAll, keep_their_shares_where_nothing_draws) {
  Study study = whole_study(0);
  for (auto& city : study.observed.lq_count) city[0] = 1.0;  // Ellison and Glaeser's dartboard
  Sample share;
  for (std::uint32_t member = 0; member < 400; ++member) {
    Start start(study, {.mechanisms = only({&Mechanisms::entry, &Mechanisms::exit, &Mechanisms::relocation}),
                        .draws = Draws(4, member)});
    start.run_until(2017);
    share.add(static_cast<double>(start.world.census.focal_firms[dale]) /
              static_cast<double>(start.world.census.total_focal_firms()));
  }
  EXPECT_TRUE(agrees(share, 0.20));
}

TEST(CitiesThatAreAll, are_conditioned_on_what_was_observed) {
  const Study study = whole_study(9);
  Start start(study, {.draws = Draws(8, 0), .sample = true, .last = 2020});
  start.run_until(2017);
  condition(start.model, start.draws, start.world);
  EXPECT_EQ(start.world.census.focal_firms, (std::vector<std::int64_t>{400, 50, 0, 220, 200, 130, 0}));
  start.run_until(2020);
  EXPECT_EQ(start.world.census.focal_firms[rest], 0);
}

TEST(CitiesThatAreAll, are_all_at_every_earlier_year_too) {
  const Study known = known_at(whole_study(0), 2012);
  EXPECT_TRUE(known.cities_are_all);
  const Start start(known, {.sample = true, .last = 2015});
  EXPECT_EQ(start.model.member.firm_share.back().back(), 0.0);
}

TEST(FillUp, scales_some_places_to_a_total_and_leaves_the_others) {
  std::vector<std::int64_t> counts = {10, 3, 7, 2, 0};
  const std::vector<std::size_t> places = {1, 3};
  fill_up(places, 30, counts);
  EXPECT_EQ(counts, (std::vector<std::int64_t>{10, 8, 7, 5, 0}));  // 13 by 3 : 2
  fill_up(places, 15, counts);  // the others have more than that
  EXPECT_EQ(counts, (std::vector<std::int64_t>{10, 0, 7, 0, 0}));
  fill_up(places, 30, counts);  // nothing to scale
  EXPECT_EQ(counts, (std::vector<std::int64_t>{10, 0, 7, 0, 0}));
}

}  // namespace
}  // namespace agglomera::tests
