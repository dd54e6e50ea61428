// Effects place by place: every city, cluster and the world, every measure, every year from the first
// lever on, for each policy.
#pragma once

#include <string>
#include <vector>

#include "output/scores/coverage.hpp"
#include "scenarios/experiments/effects.hpp"
#include "scenarios/experiments/variance_split.hpp"

namespace agglomera::scenarios {

struct EffectRow {
  std::string policy;
  std::string place;    // city, cluster, or "world"
  std::string cluster;  // of a city; empty for an independent one
  bool treated = false;
  bool observed = false;  // whether anything was ever observed there
  std::string measure;
  sim::Year year = 0;
  Effect effect{};
  // Of a city: the effect with siphoning held, own gain where treated, else spillover; and the rest.
  Effect without_siphoning{};
  Effect siphoning{};
  // 90 %, simultaneous over the cities of the study; of clusters, the world and its rest
  // missing, and where the members are so few that the band would be their whole range.
  output::Interval band{};
  VarianceSplit variance{};
  // Of a city: share of members outside the conditions of the observed years, with and without the
  // policy.
  double extrapolated = 0.0, extrapolated_without = 0.0;

  // The simultaneous band lies on one side of zero.
  bool band_excludes_zero() const { return band.low > 0.0 || band.high < 0.0; }
};

// By policy, measure, year, place.
struct EffectRows {
  std::vector<EffectRow> cities;
  std::vector<EffectRow> clusters;
  std::vector<EffectRow> world;  // firms and revenue only
};

EffectRows effect_rows(const std::vector<Scenario>& policies, const Ensemble& ensemble,
                       sim::Year first, sim::Year last);

}  // namespace agglomera::scenarios
