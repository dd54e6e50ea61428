// Culture plus (文化＋, 挖掘自身特色): a city develops its own culture, and with it the coupling of
// technology and culture.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind culture_plus() {
  return {"culture_plus",
          "Raises a city's culture: part of the gap between it and the best is closed.",
          "提升城市的文化水平：缩小其与最优水平的部分差距。",
          {{"strength", "share of the gap 1 − κ that is closed",
            "差距 1 − κ 中被弥合的比例", "fraction", {0.0, 1.0}, 0.2, "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex city : targets)
              terms.culture_gap_closed[city] =
                  1.0 - (1.0 - terms.culture_gap_closed[city]) * (1.0 - values[0]);
          }};
}

}  // namespace agglomera::models::levers
