// A copyright platform (区块链版权平台): rights are registered and traded at a lower cost, which matters
// most to small content firms. Small: below what is usual in the city.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind copyright_platform() {
  return {"copyright_platform",
          "Lowers the cost of trading rights: small content firms grow faster and survive more often.",
          "降低版权交易成本：小型内容企业增长更快、更易存续。",
          {{"strength", "share of the cost of trading rights that is saved",
            "节省的版权交易成本比例", "fraction", {0.0, 1.0}, 0.3,
            "assumed"},
           {"growth", "yearly growth of small firms if all of it were saved",
            "成本全部节省时小企业的年增长", "1/year", {0.0, 0.3}, 0.05,
            "assumed"},
           {"survival", "fall of their log exit hazard if all of it were saved",
            "成本全部节省时小企业对数退出风险率的下降", "1", {0.0, 2.0}, 0.3,
            "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex city : targets) {
              terms.small_firm_growth[city] += values[0] * values[1];
              terms.small_firm_survival[city] += values[0] * values[2];
            }
          }};
}

}  // namespace agglomera::models::levers
