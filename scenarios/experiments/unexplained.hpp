// What the model leaves unexplained from one year to the next: the size of each city's yearly shocks
// and how much of a change goes on, from the errors of ensembles one year ahead.
#pragma once

#include "scenarios/experiments/learning.hpp"

namespace agglomera::scenarios {

// Errors of the targets against an ensemble, in log units of the LQ.
struct Error {
  std::size_t target;
  double value;               // observed − median
  double simulator_variance;  // of the ensemble's central 68 %, and rounding
};

std::vector<Error> errors_of(const std::vector<Target>& targets, const Eigen::MatrixXd& told);

// Of one measure. Persistence is the slope of a year's error on the error of the year before, both
// within ± 1 standard deviation of their city, with a prior of 0.2 ± 0.1. Sizes count at 0.5 (counts)
// and 0.85 (revenue) of their estimate: the first years of the first study were rough ones, and forecasts with whole sizes were too
// wide (chosen on targets up to 2014).
models::Innovations innovations_of(const models::Study& study, const std::vector<Target>& targets,
                                   const std::vector<Error>& errors, Measure measure);

// τ² of every target, on its own scale.
Eigen::VectorXd discrepancy_variance(const std::vector<Target>& targets,
                                     const models::Innovations& counts,
                                     const models::Innovations& revenues);

}  // namespace agglomera::scenarios
