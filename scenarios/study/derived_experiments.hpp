// The scenarios and experiments of a derived study, and its study.toml, as texts.
#pragma once

#include <optional>
#include <string>

#include "scenarios/study/derived_tables.hpp"
#include "sim/wording.hpp"

namespace agglomera::scenarios {

inline constexpr int years_ahead = 10;  // of the outlook

struct BacktestYears {
  sim::Year first_origin, last_origin;
  int last_horizon;
};
// Nothing where the study is too short: before the first origin one year must be there to learn from, and
// after the last one to foretell.
std::optional<BacktestYears> backtest_years(const DerivedStudy& study);

// Members of an ensemble that calibrates in minutes: fewer where there are many firms.
int calibration_members(const DerivedStudy& study);

std::string study_toml(const PlacedStudy& placed);
std::string baseline_toml(const PlacedStudy& placed);
std::string outlook_toml(const PlacedStudy& placed);
// What is done to the largest region: radiation where there are links, else talent.
std::string policy_name(const PlacedStudy& placed);
std::string policy_toml(const PlacedStudy& placed);
std::string calibrate_toml(const PlacedStudy& placed);
std::string backtest_toml(const PlacedStudy& placed, const BacktestYears& years);
std::string sweep_toml(const PlacedStudy& placed);

// "12 regions" in English and Chinese titles.
sim::Wording title_of(const DerivedStudy& study);

}  // namespace agglomera::scenarios
