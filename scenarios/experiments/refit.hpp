// Fitting the free numbers to targets by ES-MDA, with what the model can't explain estimated from the
// errors themselves.
//
// The error covariance holds rounding and the discrepancy τ² of each city and measure, by the innovation
// likelihood of errors one year ahead: of the usual values before the fit, and of the posterior after it.
// Errors are taken from the ensemble's median and the simulator's noise from its central 68 %, so that a
// city whose only firm closed in some members does not pass for a noisy one.
//
// In free runs luck moves all LQs of a measure together, by the few giants in their common denominator.
// If the fit knew these correlations it would leave a common bias of all cities to luck; so there the
// simulator's noise counts without them, and the posterior is narrower in that direction than it should
// be. By summaries, the noise keeps its correlations over the years and measures of each city, and the
// parameters of the model learn from the mean and the trend of every city and measure alone.
#pragma once

#include <functional>

#include "scenarios/experiments/finished_parts.hpp"
#include "scenarios/experiments/learning.hpp"
#include "scenarios/inference/es_mda.hpp"

namespace agglomera::scenarios {

struct RefitSettings {
  int members = 400;
  int steps = 4;               // 0: none, `start` is what another method found
  Eigen::MatrixXd start;       // numbers × members
  bool localised = true;
  bool by_summaries = false;  // parameters learn from summaries of every city, besides localised
  bool noise_correction = true;
  bool estimate_noise = true;  // else rounding alone
  std::uint64_t seed = 0;
  std::function<void(int done, int of)> progress;  // in steps
  std::function<bool()> stop;                      // asked between steps; throws Stopped
  const std::atomic<bool>* stop_now = nullptr;     // looked at within a step too
  const FinishedParts* parts = nullptr;            // where finished steps are kept
  std::string name = "fit";                        // of its parts
};

// A run that gave no number: kept with all that is needed to repeat it, beside the seed.
struct FailedRun {
  int step;    // of the luck
  int member;
  Eigen::VectorXd deviations;
};

struct Refit {
  std::vector<FreeNumber> numbers;
  std::vector<Target> targets;
  Eigen::MatrixXd prior;                  // numbers × members
  Smoothed smoothed;
  Eigen::MatrixXd posterior_predictions;  // targets × members, with new luck
  models::Innovations count_innovations;
  models::Innovations revenue_innovations;
  std::vector<FailedRun> failed_runs;
};

Refit refit(const Forward& forward, const std::vector<FreeNumber>& numbers,
            const std::vector<Target>& targets, const RefitSettings& settings);

}  // namespace agglomera::scenarios
