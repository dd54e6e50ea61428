#include "scenarios/inference/es_mda.hpp"

#include <fmt/format.h>

#include <Eigen/Cholesky>
#include <Eigen/Eigenvalues>
#include <Eigen/QR>
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
constexpr int foreign_step = 1 << 21;

MatrixXd about_mean(const MatrixXd& ensemble) {
  return ensemble.colwise() - ensemble.rowwise().mean();
}

// The symmetric square root, also of a singular covariance: what is uncorrelated keeps its own draws.
MatrixXd square_root(const MatrixXd& covariance) {
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(covariance);
  return solver.eigenvectors() * solver.eigenvalues().cwiseMax(0.0).cwiseSqrt().asDiagonal() *
         solver.eigenvectors().transpose();
}

// The same of a covariance that is correlated inside groups alone.
MatrixXd square_root(const MatrixXd& covariance, const std::vector<std::vector<int>>& groups) {
  if (groups.empty()) return square_root(covariance);
  MatrixXd root = covariance.diagonal().cwiseMax(0.0).cwiseSqrt().asDiagonal();
  for (const std::vector<int>& group : groups)
    root(group, group) = square_root(MatrixXd(covariance(group, group)));
  return root;
}

// Their mean is taken off and their variance, a little smaller for it, put right.
MatrixXd perturbations(const MatrixXd& covariance, const std::vector<std::vector<int>>& groups,
                       Eigen::Index members, int step, std::uint64_t seed) {
  MatrixXd normal(covariance.rows(), members);
  for (Eigen::Index member = 0; member < members; ++member) {
    const sim::Draws draws(seed, static_cast<std::uint32_t>(member));
    for (Eigen::Index row = 0; row < covariance.rows(); ++row)
      normal(row, member) =
          draws.named(static_cast<std::uint32_t>(row), step, sim::Purpose::assimilation).normal();
  }
  const auto size = static_cast<double>(members);
  return std::sqrt(size / (size - 1.0)) * about_mean(square_root(covariance, groups) * normal);
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

// The first members once more with other luck, and with those of their parameters that are `foreign` taken
// from the member before; returns how many of these runs failed.
int rerun(const MatrixXd& parameters, const MatrixXd& predictions, const Simulate& simulate,
          Eigen::Index pairs, int step, const std::vector<int>& foreign, SimulatorNoise& luck) {
  MatrixXd members = parameters.leftCols(pairs);
  for (const int row : foreign)
    for (Eigen::Index pair = 0; pair < pairs; ++pair)
      members(row, pair) = parameters(row, pair == 0 ? pairs - 1 : pair - 1);
  const MatrixXd again = simulate(members, step);
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
            const MatrixXd& inflated, const Assimilation& problem) {
  const std::vector<std::vector<int>>& concerns = problem.concerns;
  const auto scale = 1.0 / static_cast<double>(parameters.cols() - 1);
  const MatrixXd deviations = about_mean(parameters), spread = about_mean(predictions);
  std::map<std::vector<int>, std::vector<Eigen::Index>> groups;
  std::vector<int> all(static_cast<std::size_t>(predictions.rows()));
  std::iota(all.begin(), all.end(), 0);
  for (Eigen::Index p = 0; p < parameters.rows(); ++p)
    if (std::ranges::find(problem.summarised, p) == problem.summarised.end())
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

MatrixXd outer(const MatrixXd& a, const MatrixXd& b) {
  return a * b.transpose() / static_cast<double>(a.cols() - 1);
}

// C_η as the problem wants it told.
MatrixXd covariance_of(const SimulatorNoise& noise, const Assimilation& problem, Eigen::Index pairs) {
  const Eigen::Index observations = problem.data.size();
  if (pairs == 0) return MatrixXd::Zero(observations, observations);
  if (!problem.noise_groups.empty()) return noise.covariance(problem.noise_groups);
  if (problem.correlated_noise) return noise.covariance();
  return noise.variance().asDiagonal();
}

// Every second member, from the first or from the second.
std::vector<int> half(Eigen::Index members, int from) {
  std::vector<int> some;
  for (int member = from; member < members; member += 2) some.push_back(member);
  return some;
}

// What the summaries say of the parameters by the best linear weights of one half, learned by the other.
void update_by_summaries(MatrixXd& parameters, const std::vector<int>& which,
                         const MatrixXd& summaries, const MatrixXd& predictions,
                         const MatrixXd& innovations, const MatrixXd& inflated) {
  const MatrixXd told = summaries * predictions, news = summaries * innovations,
                 error = summaries * inflated * summaries.transpose();
  const MatrixXd before = parameters(which, Eigen::all);
  for (const int learner : {0, 1}) {
    const std::vector<int> learns = half(told.cols(), learner), weighs = half(told.cols(), 1 - learner);
    const MatrixXd spread = about_mean(told(Eigen::all, weighs));
    const MatrixXd weights = (outer(spread, spread) + error)
                                 .ldlt()
                                 .solve(outer(spread, about_mean(before(Eigen::all, weighs))));
    const MatrixXd said = about_mean(weights.transpose() * told(Eigen::all, learns));
    const MatrixXd covariance = outer(said, said) + weights.transpose() * error * weights;
    const MatrixXd gain = outer(about_mean(before(Eigen::all, learns)), said) *
                          covariance.completeOrthogonalDecomposition().pseudoInverse();
    parameters(which, learns) += gain * weights.transpose() * news(Eigen::all, learns);
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
  const Eigen::Index pairs = std::min<Eigen::Index>(problem.noise_replicates, prior.cols());
  SimulatorNoise luck, luck_and_parameters;
  double left = 1.0;
  for (int step = 0; left > 0.0; ++step) {
    MatrixXd predictions = simulate(result.parameters, step);
    if (step == 0) result.prior_predictions = predictions;
    result.failed += replace_failed(result.parameters, predictions);
    if (pairs > 0)
      result.failed += rerun(result.parameters, predictions, simulate, pairs, noise_step + step, {}, luck);
    const MatrixXd noise = covariance_of(luck, problem, pairs);
    const MatrixXd misfit = (-predictions).colwise() + problem.data;
    const double share =
        share_of_data(misfit, problem.error_covariance + noise, left, problem.steps - step);
    left = share >= left ? 0.0 : left - share;
    const double inflation = 1.0 / share;
    const auto inflated = [&](const MatrixXd& of) -> MatrixXd {
      MatrixXd error = problem.error_covariance;
      if (problem.noise_correction) error += (1.0 - share) * of;
      return inflation * error;
    };
    const auto innovations = [&](const MatrixXd& error) -> MatrixXd {
      return misfit + perturbations(error, problem.noise_groups, predictions.cols(), step, seed);
    };
    const MatrixXd before = result.parameters;
    if (problem.summarised.empty()) {
      const MatrixXd error = inflated(noise);
      update(result.parameters, predictions, innovations(error), error, problem);
    } else {
      if (pairs > 0)
        result.failed += rerun(result.parameters, predictions, simulate, pairs, foreign_step + step,
                               problem.summarised, luck_and_parameters);
      const MatrixXd error = inflated(noise),
                     of_others = inflated(covariance_of(luck_and_parameters, problem, pairs));
      update(result.parameters, predictions, innovations(of_others), of_others, problem);
      MatrixXd taught = before;
      update_by_summaries(taught, problem.summarised, problem.summaries, predictions,
                          innovations(error), error);
      result.parameters(problem.summarised, Eigen::all) = taught(problem.summarised, Eigen::all);
    }
    for (const std::vector<int>& group : problem.relative) {
      const Eigen::RowVectorXd moved = (result.parameters - before)(group, Eigen::all).colwise().mean();
      for (const int p : group) result.parameters.row(p) -= moved;
    }
    result.inflations.push_back(inflation);
    result.noise_variance = noise.diagonal();
  }
  return result;
}

}  // namespace agglomera::scenarios
