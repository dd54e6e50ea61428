#include "scenarios/inference/es_mda.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <algorithm>
#include <numeric>
#include <stdexcept>

#include "sim/missing.hpp"
#include "tests/scenarios/inference/noisy_problems.hpp"

namespace agglomera::scenarios {
namespace {

using Eigen::ArrayXd, Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;
using tests::covariance_of, tests::linear_problem, tests::LinearProblem, tests::own_block,
    tests::random_walks, tests::side_by_side;

// One parameter, observed as it is with error variance 1 and noise variance `noise`.
LinearProblem seen_as_it_is(double noise) {
  return {MatrixXd::Identity(1, 1), MatrixXd::Identity(1, 1), noise * MatrixXd::Identity(1, 1)};
}

Smoothed fit(const LinearProblem& linear, const Assimilation& problem, int members,
             std::uint64_t seed = 1) {
  const auto parameters = static_cast<std::size_t>(linear.design.cols());
  return assimilate(problem, standard_normals(parameters, members, 10 + seed),
                    linear.simulator(20 + seed), 30 + seed);
}

double variance_of(const LinearProblem& linear, bool correction) {
  Assimilation problem = linear.assimilation(VectorXd::Constant(1, 0.5));
  problem.noise_correction = correction;
  problem.noise_replicates = 400;
  const Smoothed smoothed = fit(linear, problem, 4000);
  for (const double inflation : smoothed.inflations) EXPECT_NEAR(inflation, 8.0, 1e-9);
  return covariance_of(smoothed.parameters)(0, 0);
}

TEST(EsMda, moves_the_mean_of_three_members_by_the_kalman_gain) {
  // Variance 1 and error 1: half of the way to what was observed; draws leave the mean where it is.
  Assimilation problem = seen_as_it_is(0.0).assimilation(VectorXd::Constant(1, 3.0));
  problem.steps = 1;
  MatrixXd prior(1, 3);
  prior << -1.0, 0.0, 1.0;
  const Smoothed smoothed = assimilate(
      problem, prior, [](const MatrixXd& z, int) -> MatrixXd { return z; }, 1);
  EXPECT_NEAR(smoothed.parameters.mean(), 1.5, 1e-12);
  EXPECT_EQ(smoothed.prior_predictions, prior);
  EXPECT_EQ(smoothed.inflations, std::vector<double>{1.0});
}

TEST(EsMda, meets_the_exact_posterior_of_a_linear_problem) {
  const LinearProblem linear = linear_problem(4, 12, 4.0, 1.0, 0.0);
  const VectorXd data = linear.draw_data(linear.draw_truth(1), 1);
  const MatrixXd exact = linear.posterior_covariance();
  const Smoothed smoothed = fit(linear, linear.assimilation(data), 4000);
  const VectorXd off = smoothed.parameters.rowwise().mean() - linear.posterior_mean(data);
  EXPECT_LT((off.array() / exact.diagonal().array().sqrt()).abs().maxCoeff(), 0.1);
  EXPECT_LT((covariance_of(smoothed.parameters) - exact).norm() / exact.norm(), 0.08);
}

TEST(EsMda, counts_the_noise_of_the_simulator_in_full) {
  // Prior 1, error 1, noise 1: the posterior variance is 1 / (1 + 1/2).
  EXPECT_NEAR(variance_of(seen_as_it_is(1.0), true), 2.0 / 3.0, 0.05);
}

TEST(EsMda, is_too_sure_of_itself_without_the_noise_correction) {
  // Eight steps of α = 8 then hold 8 / (8·1 + 1) of information instead of 1/2.
  EXPECT_NEAR(variance_of(seen_as_it_is(1.0), false), 1.0 / (1.0 + 8.0 / 9.0), 0.04);
}

TEST(EsMda, knows_that_luck_which_adds_up_is_not_independent) {
  LinearProblem linear = linear_problem(4, 15, 4.0, 0.25, 0.0);
  linear.noise_covariance = random_walks(3, 5, 0.5);
  const VectorXd data = linear.draw_data(linear.draw_truth(2), 2);
  const ArrayXd exact = linear.posterior_covariance().diagonal();
  const Smoothed smoothed = fit(linear, linear.assimilation(data), 3000);
  const ArrayXd ratio = (covariance_of(smoothed.parameters).diagonal().array() / exact).sqrt();
  EXPECT_LT((ratio - 1.0).abs().maxCoeff(), 0.08);
  const VectorXd off = smoothed.parameters.rowwise().mean() - linear.posterior_mean(data);
  EXPECT_LT((off.array() / exact.sqrt()).abs().maxCoeff(), 0.3);
  const ArrayXd noise =
      smoothed.noise_variance.array() / linear.noise_covariance.diagonal().array();
  EXPECT_NEAR(noise.mean(), 1.0, 0.25);
}

TEST(EsMda, spends_the_data_once_in_no_more_steps_than_asked) {
  const LinearProblem linear = linear_problem(3, 10, 4.0, 1.0, 1.0);
  for (const double far : {0.0, 1.0, 100.0}) {
    for (const int steps : {1, 3, 8}) {
      Assimilation problem = linear.assimilation(VectorXd::Constant(10, far));
      problem.steps = steps;
      const Smoothed smoothed = fit(linear, problem, 50);
      double spent = 0.0;
      for (const double inflation : smoothed.inflations) spent += 1.0 / inflation;
      EXPECT_NEAR(spent, 1.0, 1e-12);
      EXPECT_LE(smoothed.inflations.size(), static_cast<std::size_t>(steps));
    }
  }
}

TEST(EsMda, begins_with_smaller_steps_the_farther_the_data_are) {
  const LinearProblem linear = linear_problem(3, 10, 4.0, 1.0, 0.0);
  const auto first = [&](double far) {
    return fit(linear, linear.assimilation(VectorXd::Constant(10, far)), 200).inflations[0];
  };
  EXPECT_LE(8.0 - 1e-9, first(1.0));
  EXPECT_LT(2.0 * first(1.0), first(30.0));
}

TEST(EsMda, moves_no_parameter_by_what_does_not_concern_it) {
  const LinearProblem linear = side_by_side(2, 2, 5, 1.0, 4.0, 1.0);
  Assimilation problem = linear.assimilation(VectorXd::Zero(10));
  problem.noise_replicates = 0;  // C_η is measured of all observations together: equal to rounding
  problem.concerns = own_block(2, 2, 5);
  problem.concerns[1] = {};
  const Smoothed before = fit(linear, problem, 60);
  problem.data.tail(5).setConstant(0.3);
  const Smoothed after = fit(linear, problem, 60);
  ASSERT_EQ(before.inflations,
            after.inflations);  // else the steps, and with them all, would differ
  EXPECT_EQ(before.parameters.row(0), after.parameters.row(0));
  EXPECT_EQ(before.parameters.row(1), standard_normals(4, 60, 11).row(1));
  EXPECT_NE(before.parameters.row(2), after.parameters.row(2));
  problem.noise_replicates = 8;
  const MatrixXd noisy = fit(linear, problem, 60).parameters;
  problem.data.tail(5).setZero();
  EXPECT_LT((fit(linear, problem, 60).parameters - noisy).row(0).cwiseAbs().maxCoeff(), 1e-9);
}

TEST(EsMda, keeps_the_variance_of_a_small_ensemble_when_localised) {
  const LinearProblem linear = side_by_side(8, 2, 6, 4.0, 1.0, 0.0);
  const ArrayXd exact = linear.posterior_covariance().diagonal();
  const auto lost = [&](const std::vector<std::vector<int>>& concerns) {  // to chance correlations
    double kept = 0.0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      Assimilation problem = linear.assimilation(linear.draw_data(linear.draw_truth(seed), seed));
      problem.concerns = concerns;
      const MatrixXd z = fit(linear, problem, 60, seed).parameters;
      kept += (covariance_of(z).diagonal().array() / exact).mean() / 20.0;
    }
    return 1.0 - kept;
  };
  const double localised = lost(own_block(8, 2, 6)), everywhere = lost({});
  EXPECT_LT(localised, 0.15);
  EXPECT_GT(everywhere, 3.0 * localised) << localised;
}

TEST(EsMda, goes_on_without_the_runs_that_failed) {
  const LinearProblem linear = linear_problem(3, 10, 1.0, 1.0, 1.0);
  Assimilation problem = linear.assimilation(VectorXd::Zero(10));
  problem.steps = 4;
  problem.noise_replicates = 10;
  const auto sound = linear.simulator(1);
  // Runs 2 and 5 fail in each step and once more where they are run twice.
  const Simulate failing = [&](const MatrixXd& z, int step) {
    MatrixXd y = sound(z, step);
    y(0, 2) = y(7, 5) = missing;
    return y;
  };
  const Smoothed smoothed = assimilate(problem, standard_normals(3, 40, 1), failing, 1);
  EXPECT_EQ(smoothed.failed, 4 * (2 + 2));
  EXPECT_TRUE(smoothed.parameters.allFinite());
  EXPECT_TRUE(std::isnan(smoothed.prior_predictions(0, 2)));
  std::vector<double> first(smoothed.parameters.row(0).begin(), smoothed.parameters.row(0).end());
  std::sort(first.begin(), first.end());
  EXPECT_EQ(std::adjacent_find(first.begin(), first.end()), first.end());
}

TEST(EsMda, stops_when_more_than_half_of_the_runs_failed) {
  const LinearProblem linear = linear_problem(2, 3, 1.0, 1.0, 0.0);
  int failures = 5;
  const Simulate failing = [&](const MatrixXd& z, int) -> MatrixXd {
    MatrixXd y = linear.design * z;
    y.leftCols(failures).setConstant(missing);
    return y;
  };
  const Assimilation problem = linear.assimilation(VectorXd::Zero(3));
  const MatrixXd prior = standard_normals(2, 10, 1);
  EXPECT_NO_THROW(assimilate(problem, prior, failing, 1));
  failures = 6;
  try {
    assimilate(problem, prior, failing, 1);
    ADD_FAILURE() << "went on";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "6 of 10 runs of a step failed");
  }
}

TEST(EsMda, gives_the_same_bits_on_any_number_of_threads) {
  const LinearProblem linear = linear_problem(20, 60, 1.0, 1.0, 1.0);
  Assimilation problem = linear.assimilation(VectorXd::Ones(60));
  problem.steps = 2;
  const int usual = omp_get_max_threads();
  omp_set_num_threads(1);
  const MatrixXd alone = fit(linear, problem, 500).parameters;
  for (const int threads : {2, 7}) {
    omp_set_num_threads(threads);
    EXPECT_EQ(fit(linear, problem, 500).parameters, alone) << threads;
  }
  omp_set_num_threads(usual);
  EXPECT_NE(fit(linear, problem, 500, 2).parameters, alone);
}

TEST(StandardNormals, are_the_same_for_a_member_however_many_there_are) {
  const MatrixXd few = standard_normals(3, 10, 5), many = standard_normals(4, 2000, 5);
  EXPECT_EQ(few, many.topLeftCorner(3, 10));
  EXPECT_NEAR(many.mean(), 0.0, 4.0 / std::sqrt(8000.0));
  EXPECT_NEAR(many.array().square().mean(), 1.0, 4.0 * std::sqrt(2.0 / 8000.0));
}

}  // namespace
}  // namespace agglomera::scenarios
