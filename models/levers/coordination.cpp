// Coordinate the hubs (高效协同与联动): they share rather than siphon, and are linked to one another.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind coordination() {
  return {"coordination",
          "Hubs draw less on their neighbours and direct part of what they radiate to one another.",
          "枢纽城市减少对邻近城市的虹吸，并把一部分辐射导向彼此。",
          {{"strength", "share of their siphoning that the hubs give up",
            "枢纽城市放弃的虹吸比例", "fraction", {0.0, 1.0}, 0.3,
            "assumed"},
           {"linking", "share of what a hub radiates that goes to the others at strength 1",
            "强度为 1 时，枢纽城市的辐射中流向其他枢纽城市的比例", "fraction",
            {0.0, 0.9}, 0.2, "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex hub : targets) terms.siphon_outreach[hub] *= 1.0 - values[0];
            if (values[1] > 0.0)
              terms.partnerships.push_back(
                  {{targets.begin(), targets.end()}, values[0] * values[1], false});
          }};
}

}  // namespace agglomera::models::levers
