// A sweep of the models' small world, made in code: half-lives by a mechanism.
#pragma once

#include <algorithm>

#include "scenarios/experiments/sweep.hpp"
#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {

inline Sweep made_up_sweep(std::vector<double> half_lives) {
  Factor half_life, mechanism;
  const auto* row = models::find_parameter("half_life_km");
  half_life.name = "half_life_km";
  half_life.row = static_cast<std::size_t>(row - models::parameter_table().data());
  half_life.values = std::move(half_lives);
  half_life.bounds = row->range;
  mechanism.kind = FactorKind::mechanism;
  mechanism.name = "mechanism_radiation";
  for (const auto& declared : models::mechanism_table()) {
    if (declared.name == "radiation") break;
    ++mechanism.row;
  }
  mechanism.values = {0.0, 1.0};
  mechanism.words = {"off", "on"};
  Sweep sweep;
  Variation& variation = sweep.variation;
  variation.scenario = scenario_of(observed_world());
  variation.scenario.members = 2;
  variation.scenario.sample_priors = false;
  variation.inputs = {{"sweep.toml", "made up"}, {"run.toml", "made up too"}};
  variation.outputs.year = variation.scenario.last;
  variation.outputs.all = {{"firms", "cove", {tests::cove}}, {"lq_count", "dale", {tests::dale}}};
  variation.factors = {half_life, mechanism};
  sweep.points = static_cast<std::int64_t>(2 * variation.factors[0].values.size());
  return sweep;
}

inline Provenance made_up_provenance() {
  return {"agglomera sweep", "2009-01-01T00:00:00Z", "abc", "1.0"};
}

}  // namespace agglomera::scenarios
