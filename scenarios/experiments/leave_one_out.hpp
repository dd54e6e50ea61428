// Leave-one-city-out predictions: each target city foretold by a fit that never saw its observations,
// beside the fit that did. A fitted discrepancy makes coverage in the sample worthless; this is not.
//
// The city keeps its observation of the first year, where every member starts. Its later ones are taken
// out of the study, its own free numbers keep their priors, and the other cities are fitted with the
// settings of the experiment and at most 300 members. What is predicted of the city depends on nothing
// that was observed there after the first year.
#pragma once

#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/learning.hpp"

namespace agglomera::scenarios {

struct Calibration;
struct CalibrationResult;
struct CalibrationWatch;

inline constexpr int most_members_left_out = 300;

// Of an ensemble against observations: mean |ln(median + 0.05) − ln(observed + 0.05)|, mean CRPS on the
// measure itself (revenue in 10⁸ USD), and the share inside the 90 % interval.
struct EnsembleError {
  double log_mae, crps, coverage_90;
};

struct LeftOut {
  sim::PlaceIndex city;
  Measure measure;
  int observations;
  EnsembleError without;    // the city's own observations
  EnsembleError in_sample;  // the fit to all of them
};

// (targets × members) on the scale of the targets: the city's `targets` foretold without it.
Eigen::MatrixXd predict_without(const Calibration& experiment, sim::PlaceIndex city,
                                const std::vector<Target>& targets, const CalibrationWatch& watch);

// Throws sim::InputError when the method is not es-mda or there is one target city only.
void check_leaving_out(const Calibration& experiment);

// Of every target city and measure with observations, in their order. Steps are kept in the parts under
// the city's name. Throws as check_leaving_out, and Stopped when someone asked to stop.
std::vector<LeftOut> leave_one_out(const Calibration& experiment, const CalibrationResult& fitted,
                                   const CalibrationWatch& watch);

output::Group left_out_group(const models::Study& study, const std::vector<LeftOut>& left_out);

const char* name_of(Measure measure);  // "lq_count"

}  // namespace agglomera::scenarios
