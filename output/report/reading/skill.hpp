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
  Verdict verdict() const;
};

// By measure, then horizon.
std::vector<Skill> skills_of(const Sheet& sheet);

Text method_title(const std::string& method);
Text years_ahead(int horizon);  // "1 year ahead"

}  // namespace agglomera::output::report
