#include "scenarios/experiments/variance_split.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

// Deviations (−1, 0, 1) and (−2, 1, 1): products 2, 0, 1, differences of them 1, −1, 0.
TEST(VarianceSplit, is_worked_by_hand) {
  const VarianceSplit split = variance_split({4.0, 5.0, 6.0}, {0.0, 3.0, 3.0});
  EXPECT_DOUBLE_EQ(split.by_parameters, 3.0 / 2.0);
  EXPECT_DOUBLE_EQ(split.by_seed, 0.5 * 2.0 / 2.0);
  EXPECT_DOUBLE_EQ(split.standard_error, std::sqrt(2.0 / 2.0 / 3.0));
  EXPECT_TRUE(split.told_apart());  // 1.5 against 1.645 · 0.58
}

// Effects θ + ε of two seeds with known variances: the estimates lie within four standard errors.
TEST(VarianceSplit, of_an_additive_model_finds_its_two_variances) {
  std::mt19937_64 random(5);
  std::normal_distribution<double> normal;
  constexpr std::size_t members = 20000;
  for (const auto& [sd_parameters, sd_seed] :
       {std::pair{2.0, 1.0}, std::pair{0.5, 3.0}, std::pair{0.0, 1.0}}) {
    std::vector<double> one, other;
    for (std::size_t m = 0; m < members; ++m) {
      const double theta = 10.0 + sd_parameters * normal(random);
      one.push_back(theta + sd_seed * normal(random));
      other.push_back(theta + sd_seed * normal(random));
    }
    const VarianceSplit split = variance_split(one, other);
    const double p = sd_parameters * sd_parameters, s = sd_seed * sd_seed;
    const double se = std::sqrt(((p + s) * (p + s) + p * p) / members);  // of a normal covariance
    EXPECT_NEAR(split.standard_error, se, 0.05 * se);
    EXPECT_NEAR(split.by_parameters, p, 4.0 * se);
    EXPECT_NEAR(split.by_seed, s, 4.0 * s * std::sqrt(2.0 / members));
    EXPECT_EQ(split.told_apart(), sd_parameters > 0.0);
  }
}

TEST(VarianceSplit, shows_a_negative_part_as_it_is_and_not_told_apart) {
  const VarianceSplit split = variance_split({1.0, -1.0, 0.5}, {-1.0, 1.0, -0.5});
  EXPECT_LT(split.by_parameters, 0.0);
  EXPECT_FALSE(split.told_apart());
}

TEST(VarianceSplit, adds_up_to_the_mean_of_both_variances) {
  const VarianceSplit split = variance_split({1.0, 4.0, 2.0, 9.0}, {3.0, 3.5, -1.0, 6.0});
  EXPECT_NEAR(split.by_parameters + split.by_seed, 0.5 * (38.0 / 3.0 + 25.1875 / 3.0), 1e-12);
}

TEST(VarianceSplit, leaves_out_members_that_miss_either_effect) {
  const VarianceSplit whole = variance_split({4.0, 5.0, 6.0}, {0.0, 3.0, 3.0});
  const VarianceSplit part =
      variance_split({4.0, missing, 5.0, 7.0, 6.0}, {0.0, 1.0, 3.0, missing, 3.0});
  EXPECT_EQ(part.by_parameters, whole.by_parameters);
  EXPECT_EQ(part.by_seed, whole.by_seed);
  EXPECT_TRUE(std::isnan(variance_split({1.0, missing}, {2.0, 3.0}).by_seed));
  EXPECT_FALSE(variance_split({1.0}, {2.0}).told_apart());
}

}  // namespace
}  // namespace agglomera::scenarios
