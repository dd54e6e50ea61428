#include "scenarios/inference/simulator_noise.hpp"

#include <Eigen/Eigenvalues>
#include <algorithm>
#include <cmath>
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

MatrixXd SimulatorNoise::covariance() const {
  const Index size = variance_.size();
  const auto pairs = static_cast<double>(std::max<Index>(pairs_, 1));
  const VectorXd sd = variance_.cwiseSqrt();
  MatrixXd kept = MatrixXd::Zero(size, size);
  for (Index a = 0; a < size; ++a) {
    kept(a, a) = variance_[a];
    for (Index b = 0; b < a; ++b) {
      const double r = products_(a, b) / pairs;
      const double error = (1.0 - r * r) / std::sqrt(pairs);
      if (std::abs(r) <= 2.0 * error) continue;
      kept(a, b) = kept(b, a) = r * (1.0 - 4.0 * error * error / (r * r)) * sd[a] * sd[b];
    }
  }
  const Eigen::SelfAdjointEigenSolver<MatrixXd> solver(kept);
  if (size == 0 || solver.eigenvalues()[0] >= 0.0) return kept;
  return solver.eigenvectors() * solver.eigenvalues().cwiseMax(0.0).asDiagonal() *
         solver.eigenvectors().transpose();
}

}  // namespace agglomera::scenarios
