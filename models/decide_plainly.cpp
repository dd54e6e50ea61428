#include "models/acquisition.hpp"
#include "models/fate.hpp"
#include "models/relocation.hpp"
#include "models/year.hpp"

namespace agglomera::models {

Decisions decide_plainly(const Model& model, const World& world, const Market& market,
                         const sim::Draws& draws) {
  const Fates fates(model);
  const Relocation relocation{model.parameters().relocation_rate, model.parameters().border_barrier,
                              model.parameters().firm_size_log_sd};
  Decisions decisions;
  for (const sim::Block& block : world.firms.blocks) {
    BlockDecisions mine;
    mine.grown.resize(block.slots());
    for (std::size_t p = 0; p < block.places(); ++p) {
      const auto place = static_cast<sim::PlaceIndex>(p);
      for (std::uint32_t i = 0; i < block.firms(place); ++i) {
        const Seat seat{place, i};
        const sim::FirmId firm = block.id(place, i);
        const sim::LogRevenue size = block.log_revenues(place)[i];
        const sim::Draw luck = draws.firm(firm, market.year, sim::Purpose::fate);
        const sim::LogRevenue grown =
            fates.grows ? fates.grown(luck.words[3], size, market.firms[place]) : size;
        mine.grown[block.first_slot(place) + i] = grown;
        const std::uint32_t acts = fates.acts(luck, size, market.firms[place]);
        if (acts & exits) {
          mine.exits.push_back(seat);
        } else if (acts & is_offered) {
          mine.offers.push_back(offer_to(seat, firm, market, draws));
        } else if (acts & considers) {
          ++mine.considered;
          const sim::PlaceIndex there = market.choice(firm, market.year, draws);
          if (relocation(firm, place, size, there, model, market, draws))
            mine.moves.push_back({seat, there});
        }
      }
    }
    decisions.blocks.push_back(std::move(mine));
  }
  return decisions;
}

}  // namespace agglomera::models
