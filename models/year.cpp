#include "models/year.hpp"

namespace agglomera::models {

Market pass_year(const Model& model, std::span<const Lever> levers, const sim::Draws& draws,
                 World& world, const std::vector<double>* held_siphoning) {
  Market market = open_market(model, world, levers, world.year + 1, draws, held_siphoning);
  const Decisions decisions = decide(model, world, market, draws);
  commit(decisions, model, market, draws, world);
  return market;
}

}  // namespace agglomera::models
