// Build East and West together (东西互建): long-distance links between chosen cities of different
// clusters. What runs along any link runs along these too, spread as well as siphoning.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind east_west() {
  return {"east_west",
          "Links chosen cities of different clusters: part of what each radiates goes to the others.",
          {{"strength", "share of what a city radiates that goes to its partners of other clusters",
            "fraction", {0.0, 0.9}, 0.1, "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            terms.partnerships.push_back({{targets.begin(), targets.end()}, values[0], true});
          },
          true};
}

}  // namespace agglomera::models::levers
