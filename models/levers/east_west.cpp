// Build East and West together (东西互建): long-distance links between chosen cities of different
// clusters. What runs along any link runs along these too, spread as well as siphoning.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind east_west() {
  return {"east_west",
          "Links chosen cities of different clusters: part of what each radiates goes to the others.",
          "联结不同城市群的选定城市：各自的辐射有一部分流向对方。",
          {{"strength", "share of what a city radiates that goes to its partners of other clusters",
            "城市的辐射中流向其他城市群伙伴城市的比例",
            "fraction", {0.0, 0.9}, 0.1, "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            terms.partnerships.push_back({{targets.begin(), targets.end()}, values[0], true});
          },
          true};
}

}  // namespace agglomera::models::levers
