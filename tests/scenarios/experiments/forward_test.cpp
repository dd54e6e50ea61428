#include "scenarios/experiments/forward.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

Told told_of(const models::Study& study, Course course, sim::Year last, std::uint32_t luck = 0,
             const models::Belief& belief = {}) {
  const sim::Distances distances = models::usual_distances(study);
  return tell({&study, {}, models::Background::shares, &distances, course, last, true}, belief,
              sim::Draws(6, luck));
}

TEST(Tell, has_every_year_to_the_last_and_every_place) {
  const Told told = told_of(observed_world(), Course::free, 2019);
  ASSERT_EQ(told.lq_count.size(), 12u);
  for (const auto* measure : {&told.lq_count, &told.lq_revenue, &told.revenue_usd})
    for (const auto& year : *measure) EXPECT_EQ(year.size(), 7u);
}

TEST(Tell, begins_with_the_first_year_as_observed) {
  const models::Study study = observed_world();
  for (const Course course : {Course::free, Course::one_year_ahead}) {
    const Told told = told_of(study, course, 2010);
    for (const std::size_t city : {0u, 1u, 3u, 4u})
      EXPECT_NEAR(told.lq_count[0][city], study.observed.lq_count[city][0], 1e-9);
  }
}

TEST(Tell, one_year_ahead_says_the_first_year_it_tries_as_the_free_run_and_others_not) {
  const models::Study study = observed_world();
  const Told free = told_of(study, Course::free, 2012), ahead = told_of(study, Course::one_year_ahead, 2012);
  EXPECT_EQ(ahead.lq_count[1], free.lq_count[1]);
  EXPECT_EQ(ahead.lq_revenue[1], free.lq_revenue[1]);
  EXPECT_NE(ahead.lq_count[2], free.lq_count[2]);
}

TEST(Tell, one_year_ahead_stays_nearer_to_what_was_observed_than_a_free_run) {
  const models::Study study = observed_world();
  double free_error = 0.0, ahead_error = 0.0;
  for (std::uint32_t luck = 0; luck < 12; ++luck) {
    const Told free = told_of(study, Course::free, 2017, luck);
    const Told ahead = told_of(study, Course::one_year_ahead, 2017, luck);
    for (std::size_t city = 0; city < 5; ++city) {
      const double observed = std::log(study.observed.lq_count[city][9] + 0.05);
      free_error += std::abs(std::log(free.lq_count[9][city] + 0.05) - observed);
      ahead_error += std::abs(std::log(ahead.lq_count[9][city] + 0.05) - observed);
    }
  }
  EXPECT_LT(ahead_error, 0.7 * free_error);
}

TEST(Tell, does_not_see_the_year_it_says) {
  models::Study study = observed_world();
  const Told told = told_of(study, Course::one_year_ahead, 2014);
  for (std::size_t city = 0; city < 5; ++city) study.observed.lq_count[city][6] = 9.0;
  const Told other = told_of(study, Course::one_year_ahead, 2014);
  EXPECT_EQ(other.lq_count, told.lq_count);  // 2014 is the last
  study.observed.lq_count[tests::dale][5] = 9.0;
  EXPECT_NE(told_of(study, Course::one_year_ahead, 2014).lq_count[6], told.lq_count[6]);
}

TEST(Tell, follows_the_belief) {
  const models::Study study = observed_world();
  double up = 0.0, down = 0.0;
  for (std::uint32_t luck = 0; luck < 10; ++luck) {
    up += told_of(study, Course::free, 2017, luck, {{"amenity:dale", 3.0}}).lq_count[9][tests::dale];
    down += told_of(study, Course::free, 2017, luck, {{"amenity:dale", -3.0}}).lq_count[9][tests::dale];
  }
  EXPECT_GT(up, 1.1 * down);
}

}  // namespace
}  // namespace agglomera::scenarios
