// A national strategy: from a year on a country's places offer firms other terms. What calibration
// learns about the dated strategies of the past (strategy_scale) scales this one too.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind national_strategy() {
  return {"national_strategy",
          "Changes what the places of a country offer all firms, as the dated national plans of the past.",
          "如同以往有起始年份的国家规划，改变一国各城市给予所有企业的条件。",
          {{"strength", "utility at full strength, before strategy_scale",
            "全力实施时的效用（乘以 strategy_scale 之前）", "1", {0.0, 2.0}, 0.1,
            "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex city : targets) terms.strategy[city] += values[0];
          }};
}

}  // namespace agglomera::models::levers
