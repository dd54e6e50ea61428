// Forecasts against the best simple forecast: what the scores of a backtest say.
#pragma once

#include <string>
#include <vector>

#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

// Above this probability by chance a difference is inconclusive: the rule of `agglomera backtest`.
inline constexpr double usual_significance = 0.1;

enum class Verdict { better, worse, inconclusive, no_target };
Text verdict_text(Verdict verdict);

// One measure at one horizon.
struct Skill {
  std::string measure;
  int horizon;  // years ahead
  int targets;  // observations forecast
  double skill, sign_flip_p;
  std::string best;  // the simple forecast with the lowest CRPS; empty where none has one
  double crps, best_crps;
  double coverage_50, coverage_90, coverage_90_low, coverage_90_high;
  int origins;  // from which a forecast met an observation; 0 where the file does not tell
  Verdict verdict() const;

  // The smallest p that flipping the signs of so many origins can give: 1/2^(n − 1); NaN without any.
  double smallest_p() const;
  // That few origins could not have shown a difference whatever they held.
  bool has_too_few_origins() const { return smallest_p() > usual_significance; }
  // p is the smallest there is: the difference has one sign at every origin.
  bool is_of_one_sign() const;
};

// By measure, then horizon.
std::vector<Skill> skills_of(const Sheet& sheet);

// The verdict, and where it is inconclusive for want of origins the reason: "ahead at 4 of 4 origins,
// too few to call (smallest possible p 0.125)".
Text verdict_with_reason(const Skill& skill);

Text method_title(const std::string& method);
Text years_ahead(int horizon);  // "1 year ahead"

}  // namespace agglomera::output::report
