#include <algorithm>

#include "models/background.hpp"
#include "models/year.hpp"

namespace agglomera::models {
namespace {

constexpr std::size_t block = 4096;

double uniform(std::uint32_t word) { return (static_cast<double>(word) + 0.5) * 0x1p-32; }

struct Behaviours {
  const FirmExit& exit;
  Relocation relocation;
  Acquisition acquisition;
  Entry entry;
};

Behaviours behaviours_of(const Model& model) {
  const Parameters& p = model.parameters();
  const Mechanisms& on = model.mechanisms;
  return {model.exit,
          {on.relocation ? p.relocation_rate : 0.0, p.border_barrier, p.firm_size_log_sd},
          {on.acquisition ? p.acquisition_rate : 0.0},
          {on.spin_offs ? p.spin_off_share : 0.0, p.entrant_size, p.entrant_size_log_sd}};
}

void decide_focal(sim::Slot slot, const sim::Draw& fate, const Behaviours& behave,
                  const Model& model, const sim::Firms& firms, const Market& market,
                  const sim::Draws& draws, Decisions& decisions) {
  const sim::FirmId firm = firms.id(slot);
  const sim::PlaceIndex place = firms.place[slot];
  const sim::LogRevenue size = firms.log_revenue[slot];
  const double relative = size.log_usd() - market.usual_log_revenue[place];
  const double multiple =
      relative < 0.0 ? market.small_exit_multiple[place] : market.exit_multiple[place];
  if (model.mechanisms.exit &&
      uniform(fate.words[0]) < behave.exit(multiple, relative)) {
    decisions.exits.push_back(slot);
    return;
  }
  const sim::Slot buyer =
      behave.acquisition(firm, uniform(fate.words[1]), model.nests, market, draws);
  if (buyer != no_buyer) {
    decisions.purchases.push_back({slot, buyer});
    return;
  }
  const sim::PlaceIndex to = behave.relocation(firm, place, size, uniform(fate.words[2]),
                                               *model.study, model.nests, market, draws);
  if (to != sim::no_place) decisions.moves.push_back({slot, to});
}

// Firms first … end − 1; their fates are drawn side by side.
void decide_row(std::size_t first, std::size_t end, const Behaviours& behave, const Model& model,
                const sim::Firms& firms, const Market& market, const sim::Draws& draws,
                Decisions& decisions) {
  sim::DrawBlock fates;
  draws.firms(std::span(firms.number).subspan(first, end - first),
              std::span(firms.founded).subspan(first, end - first), market.year,
              sim::Purpose::exit, fates);
  for (std::size_t i = first; i < end; ++i) {
    const auto slot = static_cast<sim::Slot>(i);
    if (!firms.alive(slot)) continue;
    const sim::Draw fate = fates[i - first];
    if (firms.sector[slot] == sim::Sector::focal) {
      decide_focal(slot, fate, behave, model, firms, market, draws, decisions);
    } else if (uniform(fate.words[0]) < market.background.exit_hazard[firms.place[slot]]) {
      decisions.exits.push_back(slot);
    }
  }
}

Decisions decide_block(std::size_t first, std::size_t end, const Behaviours& behave,
                       const Model& model, const sim::Firms& firms, const Market& market,
                       const sim::Draws& draws) {
  Decisions decisions;
  for (; first < end; first += sim::DrawBlock::firms)
    decide_row(first, std::min(end, first + sim::DrawBlock::firms), behave, model, firms, market,
               draws, decisions);
  return decisions;
}

std::vector<Entrant> decide_entrants(const Behaviours& behave, const Model& model,
                                     const Market& market, const sim::Draws& draws) {
  const std::int64_t focal = market.entrants;
  const std::int64_t all = focal + market.background.entrant_count;
  std::vector<Entrant> entrants(static_cast<std::size_t>(all));
#pragma omp parallel for schedule(static) if (all > 4096)
  for (std::int64_t i = 0; i < all; ++i)
    entrants[static_cast<std::size_t>(i)] =
        i < focal ? behave.entry(static_cast<std::uint32_t>(i), model.nests, market, draws)
                  : background_entrant(static_cast<std::uint32_t>(i - focal), model, market, draws);
  return entrants;
}

template <typename T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

}  // namespace

Decisions decide(const Model& model, const World& world, const Market& market,
                 const sim::Draws& draws) {
  const Behaviours behave = behaviours_of(model);
  const std::size_t slots = world.firms.slots();
  const std::size_t blocks = (slots + block - 1) / block;
  if (blocks <= 1) {
    Decisions all = decide_block(0, slots, behave, model, world.firms, market, draws);
    all.entrants = decide_entrants(behave, model, market, draws);
    return all;
  }
  std::vector<Decisions> parts(blocks);
#pragma omp parallel for schedule(dynamic)
  for (std::size_t b = 0; b < blocks; ++b)
    parts[b] = decide_block(b * block, std::min(slots, (b + 1) * block), behave, model, world.firms,
                            market, draws);
  Decisions all;
  for (const Decisions& part : parts) {
    append(all.exits, part.exits);
    append(all.moves, part.moves);
    append(all.purchases, part.purchases);
  }
  all.entrants = decide_entrants(behave, model, market, draws);
  return all;
}

}  // namespace agglomera::models
