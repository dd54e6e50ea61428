#include "output/scores/pit.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <random>
#include <vector>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Values = std::vector<double>;

TEST(RandomisedPit, of_three_members_by_hand) {
  const Values members = {3, 1, 2};
  EXPECT_DOUBLE_EQ(randomised_pit(members, 0.5, 0.4), 0.4 / 4);
  EXPECT_DOUBLE_EQ(randomised_pit(members, 2.5, 0.4), 2.4 / 4);
  EXPECT_DOUBLE_EQ(randomised_pit(members, 9, 0.4), 3.4 / 4);
  EXPECT_DOUBLE_EQ(randomised_pit(members, 2, 0.4), (1 + 0.4 * 2) / 4);  // a tie
}

TEST(RandomisedPit, is_exactly_uniform_when_the_observation_is_any_of_the_ensemble) {
  // Each of these five is the observation once, the others the ensemble; u on the middles of ten
  // steps. Without ties the 50 shares are the middles of 50 steps.
  const Values all = {0.3, 4, 1, 7, 2.5};
  Values shares;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Values others = all;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    for (int step = 0; step < 10; ++step)
      shares.push_back(randomised_pit(others, all[i], (step + 0.5) / 10));
  }
  EXPECT_NEAR(distance_from_uniform(shares), 0.5 / 50, 1e-15);
}

TEST(RandomisedPit, stays_uniform_with_ties) {
  // The three equal ones share the steps from 1/5 to 4/5 and give each of their ten shares thrice:
  // jumps of 3/50 about the diagonal, so that no more than half of one lies beside it.
  const Values all = {0, 2, 2, 2, 5};
  Values shares;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Values others = all;
    others.erase(others.begin() + static_cast<std::ptrdiff_t>(i));
    for (int step = 0; step < 10; ++step)
      shares.push_back(randomised_pit(others, all[i], (step + 0.5) / 10));
  }
  EXPECT_NEAR(distance_from_uniform(shares), 1.5 / 50, 1e-15);
}

TEST(RandomisedPit, lies_strictly_between_zero_and_one) {
  const Values members = {1, 1, 1};
  constexpr double least = 0x1p-53;  // the least and the greatest draw
  for (const double observed : {0.0, 1.0, 2.0})
    for (const double u : {least, 1 - least}) {
      EXPECT_GT(randomised_pit(members, observed, u), 0);
      EXPECT_LT(randomised_pit(members, observed, u), 1);
    }
}

TEST(RandomisedPit, grows_with_the_observation) {
  const Values members = {1, 2, 2, 3};
  double before = 0;
  for (const double observed : {0.0, 1.5, 2.5, 4.0}) {
    const double share = randomised_pit(members, observed, 0.7);
    EXPECT_GT(share, before);
    before = share;
  }
}

TEST(RandomisedPit, leaves_missing_members_out) {
  EXPECT_EQ(randomised_pit(Values{1, missing, 3}, 2, 0.3), randomised_pit(Values{1, 3}, 2, 0.3));
  EXPECT_TRUE(std::isnan(randomised_pit(Values{missing}, 2, 0.3)));
  EXPECT_TRUE(std::isnan(randomised_pit(Values{}, 2, 0.3)));
  EXPECT_TRUE(std::isnan(randomised_pit(Values{1, 3}, missing, 0.3)));
}

TEST(DistanceFromUniform, of_two_values_by_hand) {
  EXPECT_DOUBLE_EQ(distance_from_uniform({0.7, 0.2}), 0.3);     // after the last step
  EXPECT_DOUBLE_EQ(distance_from_uniform({0.9, 0.6}), 0.6);     // before the first
  EXPECT_DOUBLE_EQ(distance_from_uniform({0.25, 0.25}), 0.75);  // one step of two values
  EXPECT_EQ(distance_from_uniform({0, 0}), 1);
}

TEST(DistanceFromUniform, is_the_same_from_the_other_end) {
  const Values values = {0.03, 0.1, 0.45, 0.46, 0.8};
  Values mirrored;
  for (const double value : values) mirrored.push_back(1 - value);
  EXPECT_NEAR(distance_from_uniform(mirrored), distance_from_uniform(values), 1e-15);
}

TEST(DistanceFromUniform, passes_the_kolmogorov_quantile_as_often_as_it_should) {
  // √n D is above 1.3581 in 5 % of samples (Kolmogorov 1933); (√n + 0.12 + 0.11/√n) D also for
  // moderate n (Stephens 1970).
  std::mt19937_64 random(13);
  std::uniform_real_distribution<double> uniform;
  constexpr int samples = 4000;
  const double root = std::sqrt(100.0);
  int above = 0;
  for (int s = 0; s < samples; ++s) {
    Values values(100);
    for (double& value : values) value = uniform(random);
    above += (root + 0.12 + 0.11 / root) * distance_from_uniform(values) > 1.3581;
  }
  EXPECT_NEAR(above / double{samples}, 0.05, 4 * std::sqrt(0.05 * 0.95 / samples));
}

TEST(DistanceFromUniform, leaves_missing_values_out) {
  EXPECT_EQ(distance_from_uniform({missing, 0.2, 0.7}), distance_from_uniform({0.2, 0.7}));
  EXPECT_TRUE(std::isnan(distance_from_uniform({missing})));
  EXPECT_TRUE(std::isnan(distance_from_uniform({})));
}

}  // namespace
}  // namespace agglomera::output
