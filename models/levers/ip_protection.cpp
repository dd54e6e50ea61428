// Protect intellectual property: content firms of every size survive more often.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind ip_protection() {
  return {"ip_protection",
          "Protects intellectual property: content firms of every size survive more often.",
          {{"strength", "fall of the log exit hazard", "1", {0.0, 2.0}, 0.1, "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex city : targets) terms.survival[city] += values[0];
          }};
}

}  // namespace agglomera::models::levers
