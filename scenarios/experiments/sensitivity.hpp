// `sensitivity`: which factors an output depends on, by Sobol indices or Morris's elementary effects
// (scenarios/inference), of the mean over replicates and of their noise.
//
// Every point of the design is run with the same luck (point_outputs.hpp), so that the mean over
// replicates is a function of the factors alone; so is the standard deviation over replicates, the noise:
// a factor may leave the mean as it is and yet make the outcome a matter of chance.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/point_work.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "scenarios/experiments/provenance.hpp"
#include "scenarios/inference/morris.hpp"
#include "scenarios/inference/sobol_indices.hpp"
#include "scenarios/study/sensitivity_file.hpp"

namespace agglomera::scenarios {

enum class Statistic { mean, noise };  // over the replicates of a point
inline constexpr std::array statistics = {Statistic::mean, Statistic::noise};
inline constexpr std::array<const char*, 2> statistic_names = {"mean", "noise"};

// Of one statistic of one output.
struct OutputSensitivity {
  double mean = 0.0;  // over the design
  double sd = 0.0;
  SobolIndices sobol;        // of a Sobol analysis
  ElementaryEffects morris;  // of a Morris analysis
  std::size_t left_out() const { return sobol.left_out + morris.left_out; }
};

struct SensitivityResult {
  std::array<std::vector<OutputSensitivity>, 2> of;  // by statistic, then output
  std::int64_t points = 0;
  std::int64_t taken_up = 0;  // of these, points that had been finished before
  std::int64_t failed_runs = 0;
  std::string reason;  // of the first that failed
  std::vector<std::int64_t> points_per_rank;

  const std::vector<OutputSensitivity>& operator[](Statistic statistic) const {
    return of[static_cast<std::size_t>(statistic)];
  }
};

// Indices that are below zero, of all that were estimated: within their interval, where that is the scatter
// of an index near zero, or beyond.
struct NegativeIndices {
  std::size_t all = 0, within = 0, beyond = 0;
};
NegativeIndices negative_indices(const SensitivityResult& result);

// The posterior that the others are drawn from, if there is one; its text goes into the inputs.
PosteriorUse attach_posterior(Sensitivity& experiment, Source& source);

// Complete at the first rank alone. Throws as run_points does (point_work.hpp).
SensitivityResult analyse_sensitivity(const Sensitivity& experiment, PointStore& store,
                                      const PointsWatch& watch = {});

output::ResultFile sensitivity_result(const Sensitivity& experiment,
                                      const SensitivityResult& result,
                                      const Provenance& provenance);

}  // namespace agglomera::scenarios
