// ES-MDA with few members and many observations, where a parameter that concerns them all learns from summaries.
#include <gtest/gtest.h>

#include <numeric>

#include "scenarios/inference/es_mda.hpp"
#include "scenarios/inference/simulator_noise.hpp"
#include "tests/scenarios/inference/noisy_problems.hpp"

namespace agglomera::scenarios {
namespace {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;
using tests::covariance_of, tests::LinearProblem;

constexpr Index observations = 100;
constexpr int members = 100;

// The first parameter is seen 100 times with noise of variance 16, the second never.
LinearProblem one_seen_one_not() {
  MatrixXd design = MatrixXd::Zero(observations, 2);
  design.col(0).setOnes();
  const MatrixXd identity = MatrixXd::Identity(observations, observations);
  return {design, 0.01 * identity, 16.0 * identity};
}

Smoothed fit(const LinearProblem& linear, Assimilation problem, std::uint64_t seed) {
  return assimilate(problem, standard_normals(2, members, 10 + seed), linear.simulator(20 + seed), 30 + seed);
}

// The mean of the observations says all there is to say.
Assimilation by_their_mean(const LinearProblem& linear, const VectorXd& data) {
  Assimilation problem = linear.assimilation(data);
  problem.steps = 4;
  problem.correlated_noise = false;
  problem.summaries = MatrixXd::Constant(1, observations, 1.0 / observations);
  problem.summarised = {0, 1};
  return problem;
}

TEST(Summaries, leave_a_parameter_that_nothing_is_said_of_at_its_prior) {
  const LinearProblem linear = one_seen_one_not();
  double with = 0.0, without = 0.0;
  const int fits = 10;
  for (std::uint64_t seed = 0; seed < fits; ++seed) {
    const VectorXd data = linear.draw_data(linear.draw_truth(seed), seed);
    Assimilation problem = by_their_mean(linear, data);
    with += covariance_of(fit(linear, problem, 100 * seed).parameters)(1, 1) / fits;
    problem.summarised.clear();
    without += covariance_of(fit(linear, problem, 100 * seed).parameters)(1, 1) / fits;
  }
  EXPECT_NEAR(with, 1.0, 0.1);
  EXPECT_LT(without, 0.6);  // chance took the rest
}

TEST(Summaries, teach_a_parameter_all_that_they_know) {
  const LinearProblem linear = one_seen_one_not();
  const double exact = linear.posterior_covariance()(0, 0);
  double variance = 0.0, squares = 0.0;
  const int fits = 20;
  for (std::uint64_t seed = 0; seed < fits; ++seed) {
    const VectorXd data = linear.draw_data(linear.draw_truth(seed), seed);
    const MatrixXd z = fit(linear, by_their_mean(linear, data), 100 * seed).parameters;
    variance += covariance_of(z)(0, 0) / fits;
    const double off = z.row(0).mean() - linear.posterior_mean(data)[0];
    squares += off * off / fits;
  }
  EXPECT_NEAR(variance / exact, 1.0, 0.15);
  EXPECT_LT(squares, 0.1 * exact);
}

TEST(Summaries, of_chance_alone_widen_and_do_not_narrow) {
  // Twenty sums that say nothing of the second parameter: weights found by one half are noise to the other.
  const LinearProblem linear = one_seen_one_not();
  double variance = 0.0;
  const int fits = 10;
  for (std::uint64_t seed = 0; seed < fits; ++seed) {
    Assimilation problem = by_their_mean(linear, linear.draw_data(linear.draw_truth(seed), seed));
    problem.summaries = MatrixXd::Zero(20, observations);
    for (Index i = 0; i < observations; ++i) problem.summaries(i / 5, i) = 0.2;
    variance += covariance_of(fit(linear, problem, 100 * seed).parameters)(1, 1) / fits;
  }
  EXPECT_NEAR(variance, 1.0, 0.12);
}

TEST(RelativeParameters, keep_the_mean_of_every_member) {
  // Each of five is seen by itself against the mean of all: a common shift changes nothing.
  const MatrixXd against_mean = MatrixXd::Identity(5, 5) - MatrixXd::Constant(5, 5, 0.2);
  Assimilation problem;
  problem.data = VectorXd::Constant(5, 1.0);  // all above their mean: nobody can be
  problem.error_covariance = 0.1 * MatrixXd::Identity(5, 5);
  problem.noise_replicates = 0;
  problem.concerns = {{0}, {1}, {2}, {3}, {4}};
  const auto simulate = [&](const MatrixXd& z, int) -> MatrixXd { return against_mean * z; };
  const MatrixXd prior = standard_normals(5, 50, 1);
  EXPECT_GT(assimilate(problem, prior, simulate, 2).parameters.mean(), 0.5);
  problem.relative = {{0, 1, 2, 3, 4}};
  const MatrixXd kept = assimilate(problem, prior, simulate, 2).parameters;
  EXPECT_LT((kept.colwise().mean() - prior.colwise().mean()).cwiseAbs().maxCoeff(), 1e-12);
}

TEST(SimulatorNoise, is_correlated_inside_groups_alone_where_there_are_groups) {
  MatrixXd first(3, 400), second = MatrixXd::Zero(3, 400);
  const MatrixXd luck = tests::normals(1, 400, 1, 1);
  for (const int row : {0, 1, 2}) first.row(row) = luck.row(0);
  SimulatorNoise noise;
  noise.measure(first, second);
  const MatrixXd all = noise.covariance(), grouped = noise.covariance({{0, 2}});
  EXPECT_NEAR(all(0, 1) / all(0, 0), 1.0, 1e-9);
  EXPECT_NEAR(grouped(0, 2) / grouped(0, 0), 1.0, 1e-9);
  EXPECT_EQ(grouped(0, 1), 0.0);
  EXPECT_NEAR(grouped(1, 1), all(1, 1), 1e-9);
}

}  // namespace
}  // namespace agglomera::scenarios
