// Integrate the chain around a lead firm (产业链整合, 领头雁): founders go where a large firm leads, the
// more the larger it is, and firms in its city survive more often.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind chain_integration() {
  return {"chain_integration",
          "Draws founders to a city by the size of its largest firm and helps the firms around it survive.",
          "城市的龙头企业越大，对创业者的吸引力越强，并帮助周围企业存续。",
          {{"strength", "utility for founders per log size of the lead firm, ln(1 + x/usual)",
            "龙头企业对数规模 ln(1 + x/通常规模) 每增加一单位给创业者带来的效用", "1",
            {0.0, 1.0}, 0.05, "assumed"},
           {"survival", "fall of the log exit hazard in the city per unit of strength",
            "每单位强度使该市对数退出风险率下降的幅度", "1", {0.0, 10.0},
            2.0, "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex city : targets) {
              terms.lead_pull[city] += values[0];
              terms.survival[city] += values[0] * values[1];
            }
          }};
}

}  // namespace agglomera::models::levers
