#include "scenarios/experiments/learning.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>
#include <limits>

#include "scenarios/inference/es_mda.hpp"
#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

const std::vector<sim::PlaceIndex> observed_cities = {0, 1, 2, 3, 4};

TEST(ScaleOfTargets, is_a_logarithm_or_a_root_where_a_zero_was_observed) {
  const Target log{Measure::lq_count, 0, 1, 1.0, false}, root{Measure::lq_count, 0, 1, 1.0, true};
  EXPECT_DOUBLE_EQ(log.scaled(1.0), std::log(1.05));
  EXPECT_DOUBLE_EQ(root.scaled(2.25), 1.5);
  for (const double value : {0.0, 0.01, 0.7, 3.0, 40.0}) {
    EXPECT_NEAR(log.unscaled(log.scaled(value)), value, 1e-13);
    EXPECT_NEAR(root.unscaled(root.scaled(value)), value, 1e-13);
  }
  EXPECT_EQ(log.unscaled(-10.0), 0.0);  // no LQ is below 0
  EXPECT_EQ(root.unscaled(-0.5), 0.0);
  const double missing = std::numeric_limits<double>::quiet_NaN();
  EXPECT_TRUE(std::isnan(log.unscaled(missing)));  // of a run that failed: missing, and no LQ of 0
  EXPECT_TRUE(std::isnan(root.unscaled(missing)));
}

TEST(FreeNumbers, are_the_parameters_and_then_every_quantity_of_every_city) {
  const auto numbers =
      free_numbers(tests::small_study(), {"exit_rate"}, {"amenity", "technology"}, {1, 4});
  std::vector<std::string> names;
  std::vector<int> cities;
  for (const FreeNumber& number : numbers) names.push_back(number.name), cities.push_back(number.city);
  EXPECT_EQ(names, (std::vector<std::string>{"exit_rate", "amenity:brook", "amenity:elm",
                                             "technology:brook", "technology:elm"}));
  EXPECT_EQ(cities, (std::vector<int>{no_city, 1, 4, 1, 4}));
  EXPECT_EQ(belief_of({numbers[0], numbers[2]}, Eigen::Vector2d(0.5, -1.0)),
            (models::Belief{{"exit_rate", 0.5}, {"amenity:elm", -1.0}}));
}

TEST(TargetsOfAStudy, are_the_observations_there_are_without_the_first_year) {
  const models::Study study = observed_world();
  const auto all = targets_of(study, {Measure::lq_count, Measure::lq_revenue}, observed_cities, 2008, 2017);
  EXPECT_EQ(all.size(), 5u * 9 + 5 * 9 - 1);  // a revenue of elm is missing
  for (const Target& target : all) {
    EXPECT_GE(target.year, 1u);
    EXPECT_EQ(target.observed, observed_value(study, target.measure, static_cast<std::size_t>(target.city),
                                              target.year));
    EXPECT_FALSE(target.rooted);
  }
  EXPECT_EQ(targets_of(study, {Measure::lq_count}, observed_cities, 2010, 2011).size(), 10u);
  EXPECT_TRUE(targets_of(study, {Measure::revenue}, observed_cities, 2008, 2017).empty());
  EXPECT_TRUE(targets_of(study, {Measure::lq_count}, {tests::ford}, 2008, 2017).empty());
}

TEST(TargetsOfAStudy, of_a_city_and_measure_with_a_zero_are_all_compared_as_roots) {
  models::Study study = observed_world();
  study.observed.lq_count[tests::dale][5] = 0.0;
  for (const Target& target :
       targets_of(study, {Measure::lq_count, Measure::lq_revenue}, observed_cities, 2008, 2017))
    EXPECT_EQ(target.rooted, target.city == tests::dale && target.measure == Measure::lq_count);
}

TEST(TargetsOfAStudy, count_revenue_in_hundreds_of_millions) {
  models::Study study = observed_world();
  study.observed.revenue_usd[tests::dale][5] = 3e8;
  const auto targets = targets_of(study, {Measure::revenue}, observed_cities, 2008, 2017);
  ASSERT_EQ(targets.size(), 1u);
  EXPECT_DOUBLE_EQ(targets[0].observed, 3.0);
  EXPECT_DOUBLE_EQ(observed_of(targets)[0], std::log(3.05));
}

TEST(OwnCity, concerns_the_targets_of_the_city_and_all_of_them_without_one) {
  const std::vector<Target> targets = {{Measure::lq_count, 1, 1, 1.0}, {Measure::lq_count, 2, 1, 1.0},
                                       {Measure::lq_revenue, 1, 2, 1.0}};
  EXPECT_EQ(own_city({{"exit_rate", no_city}, {"amenity:brook", 1}, {"amenity:ford", 5}}, targets),
            (std::vector<std::vector<int>>{{0, 1, 2}, {0, 2}, {}}));
}

TEST(RoundingVariance, is_that_of_an_even_error_of_half_a_hundredth) {
  const auto variance = rounding_variance(
      {{Measure::lq_count, 0, 1, 2.0, false}, {Measure::lq_count, 0, 1, 4.0, true},
       {Measure::lq_count, 0, 1, 0.0, true}});
  EXPECT_NEAR(std::sqrt(variance[0]), 0.01 / std::sqrt(12.0) / 2.05, 1e-7);  // d ln(x + 0.05) = dx/(x + 0.05)
  EXPECT_NEAR(std::sqrt(variance[1]), 0.01 / std::sqrt(12.0) / 4.0, 1e-7);   // d √x = dx/(2 √x)
  EXPECT_NEAR(std::sqrt(variance[2]), 0.5 * std::sqrt(0.005) / std::sqrt(3.0), 1e-12);
}

struct Learner {
  models::Study study = observed_world();
  sim::Distances distances = models::usual_distances(study);
  std::vector<FreeNumber> numbers = free_numbers(study, {"exit_rate"}, {"amenity"}, observed_cities);
  std::vector<Target> targets =
      targets_of(study, {Measure::lq_count, Measure::lq_revenue}, observed_cities, 2008, 2012);
  Eigen::MatrixXd values = standard_normals(numbers.size(), 9, 1);

  Forward forward(Course course) const {
    return {&study, {}, models::Background::shares, &distances, course, 2012, true};
  }
};

TEST(TellAll, is_the_same_on_one_two_and_seven_threads) {
  const Learner learner;
  const int threads_before = omp_get_max_threads();
  std::vector<Eigen::MatrixXd> told;
  for (const int threads : {1, 2, 7}) {
    omp_set_num_threads(threads);
    told.push_back(tell_all(learner.forward(Course::free), learner.numbers, learner.targets,
                            learner.values, 4, 0));
  }
  omp_set_num_threads(threads_before);
  EXPECT_EQ(told[1], told[0]);
  EXPECT_EQ(told[2], told[0]);
}

TEST(TellAll, has_other_luck_in_every_step_and_for_every_seed) {
  const Learner learner;
  const auto told = [&](std::uint64_t seed, int step) {
    return tell_all(learner.forward(Course::free), learner.numbers, learner.targets, learner.values,
                    seed, step);
  };
  EXPECT_EQ(told(4, 1), told(4, 1));
  EXPECT_NE(told(4, 1), told(4, 2));
  EXPECT_NE(told(4, 1), told(5, 1));
}

TEST(TellAll, stops_between_members_and_tells_nothing_then) {
  const Learner learner;
  std::atomic<bool> stop = false;
  const auto told = [&] {
    return tell_all(learner.forward(Course::free), learner.numbers, learner.targets, learner.values, 4, 0,
                    &stop);
  };
  EXPECT_EQ(told(), tell_all(learner.forward(Course::free), learner.numbers, learner.targets,
                             learner.values, 4, 0));
  stop = true;
  EXPECT_THROW(told(), Stopped);
}

TEST(TellAll, keeps_what_is_told_one_year_ahead_near_what_was_observed) {
  Learner learner;
  for (Target& target : learner.targets) target.observed = 50.0;  // far from anything told
  const auto told = tell_all(learner.forward(Course::one_year_ahead), learner.numbers, learner.targets,
                             learner.values, 4, 0);
  EXPECT_NEAR(told.minCoeff(), std::log(50.05) - 0.7, 1e-12);
  EXPECT_NEAR(told.maxCoeff(), std::log(50.05) - 0.7, 1e-12);
  EXPECT_LT(tell_all(learner.forward(Course::free), learner.numbers, learner.targets, learner.values, 4, 0)
                .maxCoeff(), std::log(50.05) - 0.7);
}

}  // namespace
}  // namespace agglomera::scenarios
