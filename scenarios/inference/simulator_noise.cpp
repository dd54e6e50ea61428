#include "scenarios/inference/simulator_noise.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <vector>

namespace agglomera::scenarios {

using Eigen::Index, Eigen::MatrixXd, Eigen::VectorXd;

void SimulatorNoise::measure(const MatrixXd& first, const MatrixXd& second) {
  std::vector<Index> present;
  for (Index pair = 0; pair < first.cols(); ++pair)
    if (first.col(pair).allFinite() && second.col(pair).allFinite()) present.push_back(pair);
  if (pairs_ == 0) {
    variance_ = VectorXd::Zero(first.rows());
    products_ = MatrixXd::Zero(first.rows(), first.rows());
  }
  if (present.size() < 2) return;
  MatrixXd noise = (first - second)(Eigen::all, present) * std::sqrt(0.5);
  variance_ = noise.rowwise().squaredNorm() / static_cast<double>(present.size());
  for (Index row = 0; row < noise.rows(); ++row)
    if (variance_[row] > 0.0) noise.row(row) /= std::sqrt(variance_[row]);
  products_ += noise * noise.transpose();
  pairs_ += static_cast<Index>(present.size());
}

MatrixXd SimulatorNoise::covariance_of(const std::vector<int>& observations) const {
  const auto size = static_cast<Index>(observations.size());
  const auto pairs = static_cast<double>(std::max<Index>(pairs_, 1));
  MatrixXd kept = MatrixXd::Zero(size, size);
  for (Index a = 0; a < size; ++a) {
    const Index row = observations[static_cast<std::size_t>(a)];
    kept(a, a) = variance_[row];
    for (Index b = 0; b < a; ++b) {
      const Index column = observations[static_cast<std::size_t>(b)];
      const double r = products_(row, column) / pairs;
      const double error = (1.0 - r * r) / std::sqrt(pairs);
      if (std::abs(r) <= 2.0 * error) continue;
      kept(a, b) = kept(b, a) = r * (1.0 - 4.0 * error * error / (r * r)) *
                                std::sqrt(variance_[row]) * std::sqrt(variance_[column]);
    }
  }
  if (size == 0) return kept;
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(kept);
  if (solver.eigenvalues()[0] >= 0.0) return kept;
  return solver.eigenvectors() * solver.eigenvalues().cwiseMax(0.0).asDiagonal() *
         solver.eigenvectors().transpose();
}

MatrixXd SimulatorNoise::covariance() const {
  std::vector<int> all(static_cast<std::size_t>(variance_.size()));
  std::iota(all.begin(), all.end(), 0);
  return covariance_of(all);
}

MatrixXd SimulatorNoise::covariance(const std::vector<std::vector<int>>& groups) const {
  MatrixXd covariance = variance_.asDiagonal();
  for (const std::vector<int>& group : groups) covariance(group, group) = covariance_of(group);
  return covariance;
}

}  // namespace agglomera::scenarios
