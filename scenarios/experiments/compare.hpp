// `compare`: simulated against observed, by measure and city, and the stated facts.
//
// Errors are mean |ln(x + 0.05) − ln(y + 0.05)| with x the ensemble median (log_mae), mean |x − y| (mae)
// and the CRPS on the measure itself; coverage is the share of observations inside the central 50 and
// 90 % intervals. Revenues are compared in units of 10⁸ USD.
#pragma once

#include <string>
#include <vector>

#include "scenarios/experiments/run_view.hpp"
#include "scenarios/experiments/stated_facts.hpp"

namespace agglomera::scenarios {

struct Score {
  int n = 0;
  double log_mae, mae, crps, coverage_50, coverage_90;  // NaN when n is 0
};

struct CityScore {
  std::string city;
  Score score;
};

struct MeasureComparison {
  std::string measure;
  Score score;
  std::vector<CityScore> cities;  // those with observations
};

struct Comparison {
  std::vector<MeasureComparison> measures;  // lq_count, lq_revenue, revenue
  std::vector<FactCheck> facts;
};

// Throws sim::InputError when the file holds no observations.
Comparison compare(const output::ResultFile& run, const std::string& place);

}  // namespace agglomera::scenarios
