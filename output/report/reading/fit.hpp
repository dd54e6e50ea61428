// How runs with the posterior fit what was observed.
#pragma once

#include <string>
#include <vector>

#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

// Of one measure, over all observations learned from.
struct Fit {
  std::string measure;
  std::vector<std::size_t> cities;  // observed ones, indices into posterior_predictive
  int observations = 0;
  double coverage_50, coverage_90;  // share inside the central intervals
  std::vector<double> pits;         // where each observation falls in its members, in (0, 1)
};

// One for each measure with observations and members.
std::vector<Fit> fits_of(const Sheet& sheet);

// Predicted without a city's own observations, beside the fit to all: means over observations.
struct LeftOutMean {
  std::string measure;
  int observations = 0;
  double log_mae, in_sample_log_mae, coverage_90, in_sample_coverage_90;
};
std::vector<LeftOutMean> left_out_means(const Sheet& sheet);  // empty without the group

}  // namespace agglomera::output::report
