// Smart media (人工智能, 智媒体能级): artificial intelligence raises the productivity of a city's firms.
#include "models/lever.hpp"

namespace agglomera::models::levers {

LeverKind smart_media() {
  return {"smart_media",
          "Raises the productivity of a city's firms: their revenue grows faster every year.",
          "提高城市企业的生产率：营收逐年增长更快。",
          {{"strength", "added yearly growth of log revenue",
            "对数营收年增长的增量", "1/year", {0.0, 0.2}, 0.01, "assumed"}},
          [](std::span<const double> values, std::span<const sim::PlaceIndex> targets, Terms& terms) {
            for (const sim::PlaceIndex city : targets) terms.growth[city] += values[0];
          }};
}

}  // namespace agglomera::models::levers
