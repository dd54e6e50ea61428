// Ease approval and taxes (放宽管制, after Tokyo): founding a firm costs less there.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind deregulation() {
  return {"deregulation",
          "Lowers the cost of founding a firm in a city; firms already founded do not feel it.",
          "降低在城市创办企业的成本；已有企业不受影响。",
          {{"strength", "fall of the entry cost, in utility",
            "进入成本的下降（以效用计）", "1", {0.0, 3.0}, 0.2, "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex city : targets) terms.entry_utility[city] += values[0];
          }};
}

}  // namespace agglomera::models::levers
