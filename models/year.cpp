#include "models/year.hpp"

#include <algorithm>

namespace agglomera::models {

Market pass_year(const Model& model, std::span<const Lever> levers, const sim::Draws& draws,
                 World& world, const std::vector<double>* held_siphoning) {
  std::vector<Lever> set_off;
  if (std::any_of(levers.begin(), levers.end(), [](const Lever& lever) { return lever.trigger; })) {
    set_off = levers_set_off(levers, model, world);
    levers = set_off;
  }
  Market market = open_market(model, world, levers, world.year + 1, draws, held_siphoning);
  Decisions decisions = decide(model, world, market, draws, std::move(world.memory));
  world.tally = commit(decisions, model, market, draws, world);
  world.memory = std::move(decisions);
  return market;
}

}  // namespace agglomera::models
