// ES-MDA: the ensemble smoother with multiple data assimilation (Emerick and Reynolds 2013), here for
// simulators that are noisy themselves.
//
// Parameters z live on a scale where their prior is N(0, I). In each step i, with fresh luck,
//
//   z_j ← z_j + C_zy (C_yy + α_i R_i)⁻¹ (d + √α_i e_j − y_j),  e_j ~ N(0, R_i),  Σ 1/α_i = 1
//   R_i = R + (1 − 1/α_i) C_η
//
// C_yy holds the simulator's noise C_η once; what α_i R alone would lack is added, for without it the
// noise counts as if it were averaged over the steps and the posterior is too narrow. C_η is measured
// by running some members twice, with its correlations (simulator_noise.hpp). The steps adapt: 1/α_i is
// an equal share of what is left, or less where the data misfit asks for it (Iglesias and Yang 2021), and
// the last step takes what is left. With localisation a parameter learns only from the observations
// that concern it.
#pragma once

#include <Eigen/Core>

#include <cstdint>
#include <functional>
#include <vector>

namespace agglomera::scenarios {

// What each column of the ensemble would have been observed as: (observations × members) for
// (parameters × members), with the luck of that step. A column of a run that failed is NaN.
using Simulate = std::function<Eigen::MatrixXd(const Eigen::MatrixXd& parameters, int step)>;

struct Assimilation {
  Eigen::VectorXd data;
  Eigen::MatrixXd error_covariance;  // R
  int steps = 8;                     // at most
  int noise_replicates = 64;         // members run twice in a step, to measure C_η; 0: it has none
  bool noise_correction = true;
  // concerns[p]: the observations that parameter p may learn from; empty: all of them, for every p.
  std::vector<std::vector<int>> concerns;
};

struct Smoothed {
  Eigen::MatrixXd parameters;         // of the last step
  Eigen::MatrixXd prior_predictions;  // of the first
  std::vector<double> inflations;     // α_i
  Eigen::VectorXd noise_variance;     // diagonal of C_η at the last step
  int failed = 0;                     // runs that gave NaN, over all steps; others take their columns
};

// `prior`: parameters × members, drawn from N(0, I). Draws are keyed by seed, step, member and
// observation. Throws std::runtime_error when more than half of the runs of a step fail.
Smoothed assimilate(const Assimilation& problem, const Eigen::MatrixXd& prior,
                    const Simulate& simulate, std::uint64_t seed);

// A parameters × members matrix of standard normal draws, keyed by the names' numbers.
Eigen::MatrixXd standard_normals(std::size_t parameters, int members, std::uint64_t seed);

}  // namespace agglomera::scenarios
