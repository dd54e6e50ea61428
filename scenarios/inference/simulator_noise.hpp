// How much, and how jointly, a noisy simulator scatters about its own mean: C_η, from pairs of runs of
// the same member with other luck, η = (y − y′)/√2.
//
// Variances are those of the latest pairs; correlations r come from all pairs so far, each in units of
// the variance of its own time, and an r that is not clear of its standard error s is taken for chance:
// r·max(0, 1 − (2s/r)²), s = (1 − r²)/√pairs (adaptive thresholding, Cai and Liu 2011). What that leaves
// is made a covariance again by dropping negative eigenvalues. Luck that adds up over years is
// correlated: were it counted as independent, many years would seem to say more than they do.
#pragma once

#include <Eigen/Core>

#include <vector>

namespace agglomera::scenarios {

class SimulatorNoise {
 public:
  // Observations × members, the same members in both; pairs with a missing value (NaN) don't count.
  void measure(const Eigen::MatrixXd& first, const Eigen::MatrixXd& second);

  Eigen::VectorXd variance() const { return variance_; }  // 0 before two pairs were measured
  Eigen::MatrixXd covariance() const;
  // With the correlations inside each group of observations alone; what is in no group has its variance.
  Eigen::MatrixXd covariance(const std::vector<std::vector<int>>& groups) const;

 private:
  Eigen::MatrixXd covariance_of(const std::vector<int>& observations) const;

  Eigen::VectorXd variance_;
  Eigen::MatrixXd products_;  // sum over pairs of the outer product of their standardised η
  Eigen::Index pairs_ = 0;
};

}  // namespace agglomera::scenarios
