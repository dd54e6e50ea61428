#include "scenarios/inference/es_mda.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <stdexcept>

#include "scenarios/inference/simulator_noise.hpp"
#include "sim/draws.hpp"

namespace agglomera::scenarios {
namespace {

using Eigen::MatrixXd;
using Eigen::VectorXd;

constexpr int noise_step = 1 << 20;  // the luck of replicates is that of no step

MatrixXd about_mean(const MatrixXd& ensemble) {
  return ensemble.colwise() - ensemble.rowwise().mean();
}

// The symmetric square root, also of a singular covariance: what is uncorrelated keeps its own draws.
MatrixXd square_root(const MatrixXd& covariance) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(covariance);
  return solver.eigenvectors() * solver.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal() *
         solver.eigenvectors().transpose();
}

// Their mean is taken off and their variance, a little smaller for it, put right.
MatrixXd perturbations(const MatrixXd& covariance, Eigen::Index members, int step,
                       std::uint64_t seed) {
  MatrixXd normal(covariance.rows(), members);
  for (Eigen::Index member = 0; member < members; ++member) {
    const sim::Draws draws(seed, static_cast<std::uint32_t>(member));
    for (Eigen::Index row = 0; row < covariance.rows(); ++row)
      normal(row, member) =
          draws.named(static_cast<std::uint32_t>(row), step, sim::Purpose::assimilation).normal();
  }
  const auto size = static_cast<double>(members);
  return std::sqrt(size / (size - 1.0)) * about_mean(square_root(covariance) * normal);
}

void stop_when_most_failed(std::size_t failed, Eigen::Index runs) {
  if (2 * failed > static_cast<std::size_t>(runs))
    throw std::runtime_error(fmt::format("{} of {} runs of a step failed", failed, runs));
}

// Columns whose run failed are taken over by others, in turn, with their predictions.
int replace_failed(MatrixXd& parameters, MatrixXd& predictions) {
  std::vector<Eigen::Index> good, bad;
  for (Eigen::Index member = 0; member < predictions.cols(); ++member)
    (predictions.col(member).allFinite() ? good : bad).push_back(member);
  stop_when_most_failed(bad.size(), predictions.cols());
  for (std::size_t i = 0; i < bad.size(); ++i) {
    parameters.col(bad[i]) = parameters.col(good[i % good.size()]);
    predictions.col(bad[i]) = predictions.col(good[i % good.size()]);
  }
  return static_cast<int>(bad.size());
}

// The first members once more with other luck; returns how many of these runs failed.
int rerun(const MatrixXd& parameters, const MatrixXd& predictions, const Simulate& simulate,
          Eigen::Index pairs, int step, SimulatorNoise& luck) {
  const MatrixXd again = simulate(parameters.leftCols(pairs), noise_step + step);
  std::size_t failed = 0;
  for (Eigen::Index pair = 0; pair < pairs; ++pair)
    if (!again.col(pair).allFinite()) ++failed;
  stop_when_most_failed(failed, pairs);
  luck.measure(predictions.leftCols(pairs), again);
  return static_cast<int>(failed);
}

// 1/α: an equal share of what is left, or less while the data misfit of the members asks for smaller
// steps (Iglesias and Yang 2021).
double share_of_data(const MatrixXd& misfit, const MatrixXd& covariance, double left,
                     int steps_left) {
  const Eigen::LLT<MatrixXd> solver(covariance);
  VectorXd squares(misfit.cols());
  for (Eigen::Index member = 0; member < misfit.cols(); ++member)
    squares[member] = misfit.col(member).dot(solver.solve(misfit.col(member)));
  const auto observations = static_cast<double>(misfit.rows());
  const double mean = squares.mean();
  const double variance = (squares.array() - mean).square().mean();
  const double rule = std::max(observations / mean, std::sqrt(2.0 * observations / variance));
  if (steps_left == 1) return left;
  return std::min(rule, left / static_cast<double>(steps_left));
}

void update(MatrixXd& parameters, const MatrixXd& predictions, const MatrixXd& innovations,
            const MatrixXd& inflated, const std::vector<std::vector<int>>& concerns) {
  const auto scale = 1.0 / static_cast<double>(parameters.cols() - 1);
  const MatrixXd deviations = about_mean(parameters), spread = about_mean(predictions);
  std::map<std::vector<int>, std::vector<Eigen::Index>> groups;
  std::vector<int> all(static_cast<std::size_t>(predictions.rows()));
  std::iota(all.begin(), all.end(), 0);
  for (Eigen::Index p = 0; p < parameters.rows(); ++p)
    groups[concerns.empty() ? all : concerns[static_cast<std::size_t>(p)]].push_back(p);
  for (const auto& [observations, members] : groups) {
    if (observations.empty()) continue;
    const MatrixXd local = spread(observations, Eigen::all);
    const MatrixXd covariance =
        scale * local * local.transpose() + inflated(observations, observations);
    const MatrixXd weights = covariance.llt().solve(innovations(observations, Eigen::all));
    parameters(members, Eigen::all) +=
        scale * deviations(members, Eigen::all) * local.transpose() * weights;
  }
}

}  // namespace

MatrixXd standard_normals(std::size_t parameters, int members, std::uint64_t seed) {
  MatrixXd normals(static_cast<Eigen::Index>(parameters), members);
  for (int member = 0; member < members; ++member) {
    const sim::Draws draws(seed, static_cast<std::uint32_t>(member));
    for (std::size_t p = 0; p < parameters; ++p)
      normals(static_cast<Eigen::Index>(p), member) =
          draws.named(static_cast<std::uint32_t>(p), -1, sim::Purpose::assimilation).normal();
  }
  return normals;
}

Smoothed assimilate(const Assimilation& problem, const MatrixXd& prior, const Simulate& simulate,
                    std::uint64_t seed) {
  Smoothed result;
  result.parameters = prior;
  const Eigen::Index observations = problem.data.size();
  const Eigen::Index pairs = std::min<Eigen::Index>(problem.noise_replicates, prior.cols());
  SimulatorNoise luck;
  double left = 1.0;
  for (int step = 0; left > 0.0; ++step) {
    MatrixXd predictions = simulate(result.parameters, step);
    if (step == 0) result.prior_predictions = predictions;
    result.failed += replace_failed(result.parameters, predictions);
    if (pairs > 0)
      result.failed += rerun(result.parameters, predictions, simulate, pairs, step, luck);
    const MatrixXd noise =
        pairs > 0 ? luck.covariance() : MatrixXd::Zero(observations, observations);
    const MatrixXd misfit = (-predictions).colwise() + problem.data;
    const double share =
        share_of_data(misfit, problem.error_covariance + noise, left, problem.steps - step);
    left = share >= left ? 0.0 : left - share;
    const double inflation = 1.0 / share;
    MatrixXd error = problem.error_covariance;
    if (problem.noise_correction) error += (1.0 - share) * noise;
    const MatrixXd inflated = inflation * error;
    update(result.parameters, predictions,
           misfit + perturbations(inflated, predictions.cols(), step, seed), inflated,
           problem.concerns);
    result.inflations.push_back(inflation);
    result.noise_variance = noise.diagonal();
  }
  return result;
}

}  // namespace agglomera::scenarios
