// Protect intellectual property: content firms of every size survive more often.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind ip_protection() {
  return {"ip_protection",
          "Protects intellectual property: content firms of every size survive more often.",
          "保护知识产权：各种规模的内容企业都更易存续。",
          {{"strength", "fall of the log exit hazard",
            "对数退出风险率的下降", "1", {0.0, 2.0}, 0.1, "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex city : targets) terms.survival[city] += values[0];
          }};
}

}  // namespace agglomera::models::levers
