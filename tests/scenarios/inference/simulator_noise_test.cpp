#include "scenarios/inference/simulator_noise.hpp"

#include <gtest/gtest.h>

#include <Eigen/Eigenvalues>
#include <cmath>
#include <limits>

#include "tests/scenarios/inference/noisy_problems.hpp"

namespace agglomera::scenarios {
namespace {

using Eigen::Index, Eigen::MatrixXd;

SimulatorNoise measured(const MatrixXd& covariance, Index pairs, std::uint64_t seed) {
  const MatrixXd factor = covariance.llt().matrixL();
  const auto luck = [&](int run) -> MatrixXd {
    return factor * tests::normals(covariance.rows(), pairs, seed, run);
  };
  SimulatorNoise noise;
  noise.measure(luck(0), luck(1));
  return noise;
}

TEST(SimulatorNoise, is_half_the_mean_square_of_the_differences) {
  MatrixXd first(1, 3), second(1, 3);
  first << 1.0, 10.0, 5.0;
  second << 3.0, 10.0, 1.0;
  SimulatorNoise noise;
  noise.measure(first, second);
  EXPECT_NEAR(noise.variance()[0], (4.0 + 0.0 + 16.0) / 6.0, 1e-14);
  EXPECT_EQ(noise.covariance()(0, 0), noise.variance()[0]);
}

TEST(SimulatorNoise, leaves_out_pairs_with_a_failed_run) {
  MatrixXd first = MatrixXd::Zero(2, 4), second = MatrixXd::Zero(2, 4);
  second.row(0) << 2.0, 2.0, 2.0, 2.0;
  first(1, 0) = second(0, 3) = std::numeric_limits<double>::quiet_NaN();
  SimulatorNoise noise;
  noise.measure(first, second);
  EXPECT_NEAR(noise.variance()[0], 2.0, 1e-14);
  EXPECT_EQ(noise.variance()[1], 0.0);
  EXPECT_TRUE(noise.covariance().allFinite());
}

TEST(SimulatorNoise, keeps_a_strong_correlation_and_drops_most_chance) {
  MatrixXd covariance = MatrixXd::Identity(30, 30);
  covariance(0, 1) = covariance(1, 0) = 0.8;
  const MatrixXd found = measured(covariance, 64, 1).covariance();
  EXPECT_NEAR(found(0, 1) / std::sqrt(found(0, 0) * found(1, 1)), 0.8, 0.2);
  // 434 pairs are uncorrelated; by chance r is beyond two standard errors in one of twenty.
  EXPECT_LT((found.array().abs() > 1e-6).count() - 32, 2 * 434 / 5);
}

TEST(SimulatorNoise, learns_correlations_from_all_steps_and_variances_from_the_last) {
  const MatrixXd covariance = tests::random_walks(2, 5, 1.0);
  const MatrixXd factor = covariance.llt().matrixL();
  SimulatorNoise noise;
  const MatrixXd none = MatrixXd::Zero(10, 50);
  double scale = 1.0, distance = 0.0, first_distance = 0.0;
  for (int step = 0; step < 40; ++step) {
    scale = step < 39 ? 1.0 + step : 0.1;
    noise.measure(none, scale * std::sqrt(2.0) * factor * tests::normals(10, 50, 3, step));
    const MatrixXd sd = noise.variance().cwiseSqrt().cwiseInverse().asDiagonal();
    const MatrixXd root = covariance.diagonal().cwiseSqrt().cwiseInverse().asDiagonal();
    distance = (sd * noise.covariance() * sd - root * covariance * root).norm();
    if (step == 0) first_distance = distance;
  }
  EXPECT_LT(distance, 0.5 * first_distance);
  EXPECT_NEAR((noise.variance().array() / covariance.diagonal().array()).mean(), 0.01, 0.004);
}

TEST(SimulatorNoise, is_never_negative_in_any_direction) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    const MatrixXd found = measured(tests::random_walks(3, 5, 1.0), 8, seed).covariance();
    const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(found);
    EXPECT_GE(solver.eigenvalues()[0], -1e-9) << seed;
  }
}

}  // namespace
}  // namespace agglomera::scenarios
