// `update`: a new year of observations moves a study and its posterior on.
//
// Before: every new observation is foretold by members made to agree with each year up to the study's
// last and then run on, with the posterior's draws and sizes of unexplained shocks where there is one,
// else with priors and sizes learned here. After: the posterior's draws are the prior ensemble of one more
// ES-MDA (Emerick and Reynolds 2013) on the new observations alone, one year ahead, a city's numbers
// learning from their own city only; the error covariance holds rounding and the old sizes of unexplained
// shocks. Sizes, momentum and the last shock are then estimated anew from all years.
//
// Because members made to agree with a year forget how they came there, the new year may be assimilated
// alone; the free run from the first year is not fitted again, which only `calibrate` does.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/provenance.hpp"
#include "scenarios/experiments/refit.hpp"
#include "scenarios/study/extended_study.hpp"

namespace agglomera::scenarios {

struct UpdateSettings {
  int members = 400;                  // of the forecasts
  int steps = 4;                      // of ES-MDA
  std::optional<std::uint64_t> seed;  // else that of the posterior, or 1
  std::function<void(const std::string& what, int done, int of)> progress;
  std::function<bool()> stop;
};

// What was said of a new observation before it: revenue in 10⁸ USD. NaN for years that the study had.
struct MadeBefore {
  double observed, median, low, high;  // 5, 50, 95 %
  double crps, log_error;
  bool foretold = false;
  bool inside() const { return low <= observed && observed <= high; }
};

struct MovedNumber {
  std::string name;
  double before, after, sd_before, sd_after;  // prior standard deviations
};

struct StudyUpdate {
  std::vector<MadeBefore> forecasts;            // of each added row
  std::optional<output::ResultFile> posterior;  // where there was one
  std::vector<MovedNumber> moved;               // every free number
  std::size_t draws = 0;
  std::size_t assimilated = 0;                  // observations
  int failed = 0;                               // runs
};

// `posterior`: a file that may or may not be there. Throws sim::InputError when it is damaged or of
// another study or version, Stopped when someone asked to stop.
StudyUpdate update(const ExtendedStudy& extended, const std::string& posterior,
                   const UpdateSettings& settings, const Provenance& provenance);

}  // namespace agglomera::scenarios
