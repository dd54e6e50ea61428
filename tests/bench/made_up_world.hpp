// A made-up world of some size, made once for all benchmarks that ask for it: the full model at the end
// of its first year, and the market that opens then.
#pragma once

#include <map>
#include <memory>
#include <utility>

#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "scenarios/experiments/workload.hpp"

namespace agglomera::tests {

struct MadeUpWorld {
  models::Study study;
  sim::Draws draws{1, 0};
  models::Model model;
  models::World world;
  models::Market market;

  MadeUpWorld(std::int64_t cities, std::int64_t firms)
      : study(scenarios::study_of(scenarios::Workload::full, firms, cities, 2, 1)),
        model(models::make_model(study, models::draw_member(study, study.last, draws, false),
                                 scenarios::mechanisms_of(scenarios::Workload::full),
                                 models::Background::shares, models::usual_distances(study))),
        world(models::initial_world(model, draws)),
        market(models::open_market(model, world, {}, world.year + 1, draws)) {}
  MadeUpWorld(const MadeUpWorld&) = delete;
};

inline const MadeUpWorld& made_up_world(std::int64_t cities, std::int64_t firms = 100'000) {
  static std::map<std::pair<std::int64_t, std::int64_t>, std::unique_ptr<MadeUpWorld>> made;
  auto& world = made[{cities, firms}];
  if (!world) world = std::make_unique<MadeUpWorld>(cities, firms);
  return *world;
}

}  // namespace agglomera::tests
