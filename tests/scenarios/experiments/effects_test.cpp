#include "scenarios/experiments/effects.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/experiments/small_results.hpp"

namespace agglomera::scenarios {
namespace {

TEST(Effects, sum_up_differences_as_worked_by_hand) {
  const Effect effect = effect_of({3.0, 0.0, -1.0, 0.0});
  EXPECT_DOUBLE_EQ(effect.mean, 0.5);
  EXPECT_DOUBLE_EQ(effect.q05, -0.85);  // 0.15 of the way from -1 to 0
  EXPECT_DOUBLE_EQ(effect.q25, -0.25);
  EXPECT_DOUBLE_EQ(effect.q50, 0.0);
  EXPECT_DOUBLE_EQ(effect.q75, 0.75);
  EXPECT_DOUBLE_EQ(effect.q95, 2.55);
  EXPECT_DOUBLE_EQ(effect.monte_carlo_se, std::sqrt(3.0) / 2.0);  // sd √3 over √4
}

TEST(Effects, count_ties_half_in_the_probability_of_a_gain) {
  EXPECT_DOUBLE_EQ(effect_of({3.0, 0.0, -1.0, 0.0}).p_positive, 0.5);
  EXPECT_DOUBLE_EQ(effect_of({0.0, 0.0, 0.0}).p_positive, 0.5);
  EXPECT_DOUBLE_EQ(effect_of({1.0, 2.0, 0.0, -0.5, 7.0}).p_positive, 0.7);
  EXPECT_DOUBLE_EQ(effect_of({-1.0, -2.0}).p_positive, 0.0);
}

TEST(Effects, leave_out_failed_members) {
  const Effect with = effect_of({missing_number, 1.0, 3.0, missing_number});
  const Effect without = effect_of({1.0, 3.0});
  EXPECT_EQ(with.mean, 2.0);
  EXPECT_EQ(with.q95, without.q95);
  EXPECT_EQ(with.p_positive, 1.0);
  EXPECT_EQ(with.monte_carlo_se, 1.0);  // sd √2 over √2
}

TEST(Effects, are_missing_when_no_member_is_left) {
  for (const auto& none : {std::vector<double>{}, std::vector<double>{missing_number}}) {
    const Effect effect = effect_of(none);
    for (const double value : {effect.mean, effect.q05, effect.q25, effect.q50, effect.q75,
                               effect.q95, effect.p_positive, effect.monte_carlo_se})
      EXPECT_TRUE(std::isnan(value));
  }
}

TEST(Effects, of_one_member_have_no_monte_carlo_error) {
  const Effect effect = effect_of({2.0});
  EXPECT_EQ(effect.mean, 2.0);
  EXPECT_EQ(effect.q05, 2.0);
  EXPECT_TRUE(std::isnan(effect.monte_carlo_se));
}

TEST(Effects, are_told_from_zero_beyond_two_monte_carlo_errors) {
  EXPECT_TRUE(beyond_monte_carlo_error(effect_of({1.0, 1.5, 2.0})));
  EXPECT_TRUE(beyond_monte_carlo_error(effect_of({-1.0, -1.5, -2.0})));
  EXPECT_FALSE(beyond_monte_carlo_error(effect_of({0.5, 1.5})));  // mean 1, error ½
  EXPECT_FALSE(beyond_monte_carlo_error(effect_of({0.0, 0.0})));
  EXPECT_FALSE(beyond_monte_carlo_error(effect_of({2.0})));  // has no error
}

TEST(Effects, take_the_quotient_of_one_city_from_its_series) {
  const Ensemble ensemble = hand_made_ensemble();
  EXPECT_EQ(measure_of(ensemble, 0, "lq_count", 0, {alpha}, 0), 2.0);
  EXPECT_EQ(measure_of(ensemble, 1, "lq_revenue", 0, {alpha}, 0), 1.25);
  EXPECT_EQ(measure_of(ensemble, 0, "firms", 0, {beta}, 0), 2.0);
  EXPECT_EQ(measure_of(ensemble, 0, "revenue", 0, {beta}, 0), 20.0);
}

TEST(Effects, take_the_quotient_of_a_cluster_as_of_one_place) {
  const Ensemble ensemble = hand_made_ensemble();
  const std::vector<std::size_t> cluster = {alpha, beta};
  EXPECT_DOUBLE_EQ(measure_of(ensemble, 0, "lq_count", 0, cluster, 0), 8.0 / 20.0 / 0.3);
  EXPECT_DOUBLE_EQ(measure_of(ensemble, 0, "lq_revenue", 0, cluster, 0), 30.0 / 100.0 / 0.2);
  EXPECT_EQ(measure_of(ensemble, 0, "firms", 0, cluster, 0), 8.0);
  EXPECT_EQ(measure_of(ensemble, 0, "revenue", 0, cluster, 0), 30.0);
  EXPECT_DOUBLE_EQ(measure_of(ensemble, 0, "lq_count", 0, {alpha, beta, rest}, 0), 1.0);
}

TEST(Effects, differ_member_by_member_and_miss_failed_ones) {
  const Ensemble ensemble = hand_made_ensemble();
  for (const std::string& measure : effect_measures())
    for (const auto& places : {std::vector<std::size_t>{alpha}, {alpha, beta}, {alpha, beta, rest}})
      EXPECT_TRUE(std::isnan(differences(ensemble, 1, 0, measure, places, 0)[1])) << measure;
  EXPECT_EQ(differences(ensemble, 1, 0, "firms", {alpha}, 0)[0], 3.0);
  EXPECT_EQ(differences(ensemble, 1, 0, "firms", {alpha, beta}, 0)[0], 2.0);
  EXPECT_EQ(differences(ensemble, 0, 1, "revenue", {rest}, 0)[0], 20.0);
  EXPECT_EQ(differences(ensemble, 1, 0, "lq_count", {beta}, 0)[0], -0.5);
}

}  // namespace
}  // namespace agglomera::scenarios
