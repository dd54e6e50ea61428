// Invest in core technology (加大核心科技研发): the city's technology closes part of its gap to the best.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind research() {
  return {"research",
          "Raises a city's technology: part of the gap between it and the best is closed.",
          "提升城市的科技水平：缩小其与最优水平的部分差距。",
          {{"strength", "share of the gap 1 − τ that is closed",
            "差距 1 − τ 中被弥合的比例", "fraction", {0.0, 1.0}, 0.2,
            "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex city : targets)
              terms.technology_gap_closed[city] =
                  1.0 - (1.0 - terms.technology_gap_closed[city]) * (1.0 - values[0]);
          }};
}

}  // namespace agglomera::models::levers
