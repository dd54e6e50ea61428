// How near an ensemble is to what was observed, for a measure of a scenario.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

// The observations of a measure, by city and year; NaN where nothing was observed.
class Observed {
 public:
  Observed(const Sheet& sheet, const std::string& measure);

  double at(const std::string& city, int year) const;
  bool any(const std::string& city) const;
  int last_year() const { return last_year_; }  // 0 when nothing was observed at all

 private:
  std::map<std::string, std::map<int, double>> values_;
  int last_year_ = 0;
};

// The last year in which anything the model explains was observed; 0 when nothing was.
int last_observed_year(const Sheet& sheet);

// Counted over the cities and years that were observed and that the ensemble reaches, but for the years
// in which the run was set to what was observed: there it agrees by making.
struct Agreement {
  std::vector<int> set_years;
  std::size_t observed = 0, inside_50 = 0, inside_90 = 0;
  // Median of the distance of the ensemble's median from the observation, as exp|ln(q50/observed)| − 1:
  // 0.25 is a quarter too much or too little; NaN when no pair is positive.
  double typical_error;

  double coverage_50() const;  // shares; NaN when nothing was observed
  double coverage_90() const;
};

Agreement agreement_of(const Sheet& sheet, const std::string& measure, std::size_t scenario = 0);

// An observation outside its 90 % interval.
struct Miss {
  std::string city;
  Spread simulated;
  double observed;
};
// Of one year, the farthest from the ensemble's median first (as a factor of LQ + 0.05); none in a year
// that was set to what was observed.
std::vector<Miss> misses_of(const Sheet& sheet, const std::string& measure, int year,
                            std::size_t scenario = 0);

// In words: in which years the run was set to the observations, and where its parameters come from.
Text freedom_of(const Sheet& sheet);

// Whether the parameters of the run come from a calibration: agreement is then a fit, not a forecast.
bool is_calibrated(const Sheet& sheet);

}  // namespace agglomera::output::report
