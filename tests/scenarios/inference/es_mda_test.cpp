#include "scenarios/inference/es_mda.hpp"

#include <gtest/gtest.h>

#include <Eigen/LU>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "sim/draws.hpp"

namespace agglomera::scenarios {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

MatrixXd covariance_of(const MatrixXd& ensemble) {
  const MatrixXd about = ensemble.colwise() - ensemble.rowwise().mean();
  return about * about.transpose() / static_cast<double>(ensemble.cols() - 1);
}

// A linear simulator without luck: d = G z + e, e ~ N(0, R).
struct Linear {
  MatrixXd g;
  Assimilation problem;

  explicit Linear(int steps) {
    g.resize(3, 2);
    g << 1.0, 0.5, -0.4, 1.2, 0.3, 0.8;
    problem.data = VectorXd(3);
    problem.data << 1.4, 1.1, 1.5;
    problem.error_covariance = MatrixXd(3, 3);
    problem.error_covariance << 0.5, 0.1, 0.0, 0.1, 0.4, 0.05, 0.0, 0.05, 0.6;
    problem.steps = steps;
    problem.noise_replicates = 0;
  }
  MatrixXd covariance() const {
    const MatrixXd precision =
        MatrixXd::Identity(2, 2) + g.transpose() * problem.error_covariance.inverse() * g;
    return precision.inverse();
  }
  VectorXd mean() const {
    return covariance() * g.transpose() * problem.error_covariance.inverse() * problem.data;
  }
  Smoothed smoothed(int members, std::uint64_t seed = 1) const {
    return assimilate(problem, standard_normals(2, members, seed),
                      [this](const MatrixXd& z, int) -> MatrixXd { return g * z; }, seed);
  }
};

TEST(EsMda, finds_the_exact_posterior_of_a_linear_gaussian_problem) {
  for (const int steps : {1, 4, 8}) {
    const Linear linear(steps);
    const MatrixXd found = linear.smoothed(10'000).parameters, exact = linear.covariance();
    const VectorXd mean = found.rowwise().mean(), exact_mean = linear.mean();
    const MatrixXd covariance = covariance_of(found);
    for (Eigen::Index i = 0; i < 2; ++i) {
      EXPECT_NEAR(mean[i] / exact_mean[i], 1.0, 0.05) << steps;
      for (Eigen::Index j = 0; j < 2; ++j)
        EXPECT_NEAR((covariance(i, j) - exact(i, j)) / std::sqrt(exact(i, i) * exact(j, j)), 0.0, 0.05)
            << steps;
    }
  }
}

// y = z + η with η of the size of the observation's error, new in every run.
double posterior_sd_with_noise(bool correction) {
  constexpr double sd = 0.3;
  Assimilation problem;
  problem.data = VectorXd::Constant(1, 0.5);
  problem.error_covariance = MatrixXd::Constant(1, 1, sd * sd);
  problem.steps = 8;
  problem.noise_replicates = 4000;
  problem.noise_correction = correction;
  const auto simulate = [](const MatrixXd& z, int step) -> MatrixXd {
    MatrixXd told = z;
    for (Eigen::Index member = 0; member < z.cols(); ++member)
      told(0, member) += sd * sim::Draws(77, static_cast<std::uint32_t>(member))
                                  .named(0, step, sim::Purpose::prior).normal();
    return told;
  };
  const Smoothed smoothed = assimilate(problem, standard_normals(1, 10'000, 3), simulate, 3);
  const double exact = std::sqrt(1.0 / (1.0 + 1.0 / (2.0 * sd * sd)));
  return std::sqrt(covariance_of(smoothed.parameters)(0, 0)) / exact;
}

TEST(EsMda, has_the_exact_width_when_the_simulator_is_as_noisy_as_the_observation) {
  EXPECT_NEAR(posterior_sd_with_noise(true), 1.0, 0.05);
}

TEST(EsMda, is_too_sure_by_a_fifth_without_the_correction_for_noise) {
  EXPECT_NEAR(posterior_sd_with_noise(false), 0.78, 0.03);
}

TEST(EsMda, measures_the_noise_of_the_simulator) {
  Assimilation problem;
  problem.data = VectorXd::Zero(2);
  problem.error_covariance = MatrixXd::Identity(2, 2);
  problem.noise_replicates = 4000;
  const auto simulate = [](const MatrixXd& z, int step) -> MatrixXd {
    MatrixXd told = z;
    for (Eigen::Index member = 0; member < z.cols(); ++member)
      told(1, member) += 0.5 * sim::Draws(5, static_cast<std::uint32_t>(member))
                                   .named(0, step, sim::Purpose::prior).normal();
    return told;
  };
  const Smoothed smoothed = assimilate(problem, standard_normals(2, 100, 1), simulate, 1);
  EXPECT_NEAR(smoothed.noise_variance[0], 0.0, 1e-20);
  EXPECT_NEAR(smoothed.noise_variance[1], 0.25, 0.03);
}

TEST(EsMda, leaves_a_parameter_without_observations_of_its_own_untouched) {
  Linear linear(4);
  linear.problem.concerns = {{0, 1, 2}, {}};
  const MatrixXd prior = standard_normals(2, 50, 1);
  const MatrixXd found = linear.smoothed(50).parameters;
  EXPECT_EQ(found.row(1), prior.row(1));
  EXPECT_GT((found.row(0) - prior.row(0)).cwiseAbs().minCoeff(), 1e-6);
}

TEST(EsMda, learns_of_its_own_observations_as_if_there_were_no_others) {
  Linear both(2);
  both.problem.error_covariance = MatrixXd::Identity(3, 3) * 0.5;
  both.g << 1.0, 0.0, 0.0, 1.0, 0.0, 0.7;
  both.problem.concerns = {{0}, {1, 2}};
  Linear other = both;
  other.g.row(1) *= 3.0;  // changes what the second parameter alone learns from
  other.problem.steps = both.problem.steps = 1;
  EXPECT_EQ(other.smoothed(40).parameters.row(0), both.smoothed(40).parameters.row(0));
  EXPECT_NE(other.smoothed(40).parameters.row(1), both.smoothed(40).parameters.row(1));
}

TEST(EsMda, takes_the_data_once_in_at_most_the_steps_it_was_given) {
  for (const int steps : {1, 2, 5, 12})
    for (const double distance : {0.0, 3.0, 40.0}) {
      Linear linear(steps);
      linear.problem.data *= distance;
      const auto inflations = linear.smoothed(60).inflations;
      EXPECT_LE(inflations.size(), static_cast<std::size_t>(steps));
      double sum = 0.0;
      for (const double inflation : inflations) {
        EXPECT_GE(inflation, 1.0 - 1e-12);
        sum += 1.0 / inflation;
      }
      EXPECT_NEAR(sum, 1.0, 1e-12) << steps << " steps at " << distance;
    }
}

TEST(EsMda, is_the_same_for_the_same_seed_and_another_for_another) {
  const Linear linear(3);
  EXPECT_EQ(linear.smoothed(30, 4).parameters, linear.smoothed(30, 4).parameters);
  EXPECT_NE(linear.smoothed(30, 4).parameters, linear.smoothed(30, 5).parameters);
}

// Runs of the first `failing` members fail in the first step.
Simulate failing_at_first(int failing) {
  return [failing](const MatrixXd& z, int step) -> MatrixXd {
    MatrixXd told = z;
    if (step == 0) told.leftCols(failing).setConstant(std::numeric_limits<double>::quiet_NaN());
    return told;
  };
}

Assimilation nothing_to_learn() {
  Assimilation problem;
  problem.data = VectorXd::Zero(1);
  problem.error_covariance = MatrixXd::Constant(1, 1, 1e24);
  problem.steps = 1;
  problem.noise_replicates = 0;
  return problem;
}

TEST(EsMda, replaces_failed_columns_by_others_in_turn_and_counts_them) {
  const MatrixXd prior = standard_normals(1, 10, 1);
  const Smoothed smoothed = assimilate(nothing_to_learn(), prior, failing_at_first(3), 1);
  EXPECT_EQ(smoothed.failed, 3);
  for (Eigen::Index member = 0; member < 3; ++member)
    EXPECT_NEAR(smoothed.parameters(0, member), prior(0, member + 3), 1e-9);
  for (Eigen::Index member = 3; member < 10; ++member)
    EXPECT_NEAR(smoothed.parameters(0, member), prior(0, member), 1e-9);
}

TEST(EsMda, goes_on_with_half_of_the_runs_and_stops_with_fewer) {
  const MatrixXd prior = standard_normals(1, 10, 1);
  EXPECT_EQ(assimilate(nothing_to_learn(), prior, failing_at_first(5), 1).failed, 5);
  try {
    assimilate(nothing_to_learn(), prior, failing_at_first(6), 1);
    ADD_FAILURE() << "went on";
  } catch (const std::runtime_error& error) {
    EXPECT_STREQ(error.what(), "6 of 10 runs of a step failed");
  }
}

TEST(StandardNormals, do_not_depend_on_how_many_members_there_are) {
  const MatrixXd few = standard_normals(3, 5, 9), many = standard_normals(3, 4000, 9);
  EXPECT_EQ(many.leftCols(5), few);
  for (Eigen::Index row = 0; row < 3; ++row) {
    EXPECT_NEAR(many.row(row).mean(), 0.0, 4.0 / std::sqrt(4000.0));
    EXPECT_NEAR(covariance_of(many)(row, row), 1.0, 4.0 * std::sqrt(2.0 / 4000.0));
  }
}

}  // namespace
}  // namespace agglomera::scenarios
