#include "output/scores/crps.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Ensemble = std::vector<double>;

// Gneiting and Raftery (2007), for the normal distribution with mean 0 and variance 1.
double crps_of_standard_normal(double y) {
  const double density = std::exp(-y * y / 2) / std::sqrt(2 * std::numbers::pi);
  const double below = std::erfc(-y / std::numbers::sqrt2) / 2;
  return y * (2 * below - 1) + 2 * density - std::numbers::inv_sqrtpi;
}

struct MeanAndError {
  double mean;
  double standard_error;
};

MeanAndError mean_over_ensembles(double y, int members, CrpsEstimator estimator) {
  std::mt19937_64 random(7);
  std::normal_distribution<double> normal;
  constexpr int ensembles = 4000;
  double sum = 0;
  double squares = 0;
  for (int e = 0; e < ensembles; ++e) {
    Ensemble ensemble(static_cast<std::size_t>(members));
    for (double& member : ensemble) member = normal(random);
    const double score = crps(ensemble, y, estimator);
    sum += score;
    squares += score * score;
  }
  const double mean = sum / ensembles;
  return {mean, std::sqrt((squares / ensembles - mean * mean) / ensembles)};
}

TEST(Crps, of_three_members_by_hand) {
  // (1 + 1 + 3)/3 and, over ordered pairs, 2 (2 + 2 + 4) = 16.
  const Ensemble members = {5, 1, 3};
  EXPECT_DOUBLE_EQ(crps(members, 2, CrpsEstimator::standard), 5.0 / 3 - 16.0 / 18);
  EXPECT_DOUBLE_EQ(crps(members, 2, CrpsEstimator::fair), 5.0 / 3 - 16.0 / 12);
  EXPECT_DOUBLE_EQ(crps(members, 2), 5.0 / 3 - 16.0 / 12);
}

TEST(Crps, of_normal_ensembles_is_that_of_the_normal_distribution) {
  for (const double y : {-0.3, 0.0, 1.7})
    for (const int members : {2, 10, 200}) {
      const auto fair = mean_over_ensembles(y, members, CrpsEstimator::fair);
      EXPECT_NEAR(fair.mean, crps_of_standard_normal(y), 4 * fair.standard_error);
      // The standard one is too high by E|X − X'|/(2 m) = 1/(√π m).
      const auto standard = mean_over_ensembles(y, members, CrpsEstimator::standard);
      EXPECT_NEAR(standard.mean, crps_of_standard_normal(y) + std::numbers::inv_sqrtpi / members,
                  4 * standard.standard_error);
    }
}

TEST(Crps, moves_and_scales_with_the_unit) {
  const Ensemble members = {0.3, 1.9, 0.7, 2.5};
  Ensemble changed;
  for (const double member : members) changed.push_back(1000 + 3 * member);
  EXPECT_NEAR(crps(changed, 1000 + 3 * 1.1), 3 * crps(members, 1.1), 1e-11);
}

TEST(Crps, of_the_doubled_ensemble_is_the_same_by_the_standard_estimator) {
  const Ensemble members = {0.3, 1.9, 0.7};
  const Ensemble doubled = {0.3, 0.3, 1.9, 1.9, 0.7, 0.7};
  EXPECT_NEAR(crps(doubled, 1, CrpsEstimator::standard), crps(members, 1, CrpsEstimator::standard),
              1e-15);
}

TEST(Crps, of_one_member_is_the_absolute_error) {
  EXPECT_EQ(crps(Ensemble{1.5}, 2.0), 0.5);
  EXPECT_EQ(crps(Ensemble{2, 2, 2}, 2.0), 0.0);
}

TEST(Crps, leaves_missing_members_out) {
  EXPECT_EQ(crps(Ensemble{1, missing, 4}, 2), crps(Ensemble{1, 4}, 2));
  EXPECT_TRUE(std::isnan(crps(Ensemble{missing}, 2)));
  EXPECT_TRUE(std::isnan(crps(Ensemble{}, 2)));
  EXPECT_TRUE(std::isnan(crps(Ensemble{1, 4}, missing)));
}

}  // namespace
}  // namespace agglomera::output
