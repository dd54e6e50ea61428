// Which free numbers the data can tell: contraction 1 − Var(posterior)/Var(prior), on the scale of prior
// standard deviations. Below 0.1 a number is not identified: its posterior is its prior (Carrella 2021
// on how common that is).
#pragma once

#include <string>
#include <vector>

#include "scenarios/experiments/learning.hpp"

namespace agglomera::scenarios {

inline constexpr double least_contraction = 0.1;

struct Identified {
  std::string name;
  double mean, sd;        // posterior, in prior standard deviations
  double contraction;
  double low, median, high;  // posterior 5, 50, 95 %, in the unit of the number
  double usual;              // in that unit
  bool identified() const { return contraction >= least_contraction; }
};

std::vector<Identified> identifiability(const models::Study& study,
                                        const std::vector<FreeNumber>& numbers,
                                        const Eigen::MatrixXd& prior,
                                        const Eigen::MatrixXd& posterior);

// The value of a number that lies `deviations` from its usual one. A share of the background is told as
// the factor of its level.
double value_of(const models::Study& study, const FreeNumber& number, double deviations);

}  // namespace agglomera::scenarios
