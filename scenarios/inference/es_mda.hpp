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
//
// A parameter that concerns all of m observations is correlated with each of them by chance too, and that
// alone would take some 1 − exp(−m/N) of its variance, N the members. With `summaries` such parameters
// learn from a few sums of the observations instead, and for each half of the ensemble these are weighed as
// the other half finds best (semi-automatic summaries: Fearnhead and Prangle 2012; a gain from other
// members: Houtekamer and Mitchell 1998), so that what is learned by chance widens and never narrows.
// To the others such a parameter, which learns less than there is to learn, is a part of the noise: for them
// C_η is measured with the parameters of another member.
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
  bool correlated_noise = true;      // false: C_η without its correlations
  // Groups of observations inside which C_η is correlated, and nowhere else; empty: as correlated_noise says.
  std::vector<std::vector<int>> noise_groups;
  // Summaries × observations; and the parameters that learn from them alone.
  Eigen::MatrixXd summaries;
  std::vector<int> summarised;
  // Groups of parameters of which a common shift changes no prediction: each member keeps their mean, which
  // localised learning would move.
  std::vector<std::vector<int>> relative;
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
