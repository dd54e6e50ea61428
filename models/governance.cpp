#include "models/governance.hpp"

#include <algorithm>

namespace agglomera::models {

std::vector<double> governance_appeal(const Study& study, const Parameters& parameters,
                                      sim::Year year) {
  std::vector<double> appeal(study.places(), 0.0);
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    switch (study.regimes[city]) {
      case Regime::market: break;
      case Regime::coordinated: appeal[city] += parameters.coordinated_appeal; break;
      case Regime::mixed: appeal[city] += parameters.mixed_appeal; break;
    }
    appeal[city] += parameters.governance_quality * study.governance_score[city];
    for (const Strategy& strategy : study.strategies) {
      if (year < strategy.from) continue;
      if (std::find(strategy.countries.begin(), strategy.countries.end(),
                    study.cities[city].country) == strategy.countries.end())
        continue;
      const double share = std::min(
          1.0, static_cast<double>(year - strategy.from + 1) / std::max(1, strategy.ramp_years));
      appeal[city] += parameters.strategy_scale * strategy.effect * share;
    }
  }
  return appeal;
}

}  // namespace agglomera::models
