// Strengthen the radiation of hubs (强化辐射效应): what they send to their neighbours along the links
// grows, and with it, unless the hubs share, what they draw from them (Myrdal 1957: spread and
// backwash run along the same links).
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind radiation() {
  return {"radiation",
          "Strengthens the links of hubs to their neighbours: more spreads out, and more is drawn in.",
          "强化枢纽城市与邻近城市的联系：辐射更强，虹吸也更强。",
          {{"strength", "growth of what the hub exchanges with its neighbours",
            "枢纽城市与邻近城市之间交流的增幅", "fraction",
            {0.0, 3.0}, 0.5, "assumed"},
           {"sharing", "part of that growth that spreads without drawing in",
            "该增幅中只辐射而不虹吸的部分", "fraction",
            {0.0, 1.0}, 0.0, "assumed; 0 lets siphoning grow as fast as spread"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex hub : targets) {
              terms.spread_outreach[hub] *= 1.0 + values[0];
              terms.siphon_outreach[hub] *= 1.0 + values[0] * (1.0 - values[1]);
            }
          }};
}

}  // namespace agglomera::models::levers
