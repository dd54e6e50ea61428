// Train and attract talent (人才培养, 柔性流动, 打破区域藩篱): resources flow in, and firms that follow
// the talent across a border meet fewer barriers.
#include <algorithm>

#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind talent() {
  return {"talent",
          "Adds to a city's innovation resources every year and lowers barriers for firms moving in.",
          "每年增加城市的创新资源，并降低企业迁入的壁垒。",
          {{"strength", "yearly inflow to ln R",
            "每年流入 ln R 的增量", "1/year", {0.0, 0.5}, 0.05, "assumed"},
           {"openness", "share of the border barrier removed for firms moving in, per unit of strength",
            "每单位强度为迁入企业消除的边境壁垒比例",
            "year", {0.0, 20.0}, 0.0, "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            const double opened = std::min(1.0, values[0] * values[1]);
            for (const sim::PlaceIndex city : targets) {
              terms.resource_inflow[city] += values[0];
              terms.barrier_removed[city] =
                  1.0 - (1.0 - terms.barrier_removed[city]) * (1.0 - opened);
            }
          }};
}

}  // namespace agglomera::models::levers
