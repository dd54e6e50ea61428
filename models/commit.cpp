#include <algorithm>
#include <array>

#include "models/year.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr std::size_t block = sim::DrawBlock::firms;

// Firms first … end − 1; their shocks are drawn side by side.
void grow_block(std::size_t first, std::size_t end, const Model& model, const Market& market,
                const sim::Draws& draws, sim::Firms& firms) {
  std::array<double, block> shocks;
  draws.firms_laplace(std::span(firms.number).subspan(first, end - first),
                      std::span(firms.founded).subspan(first, end - first), market.year,
                      sim::Purpose::growth, shocks);
  const bool agents = !market.background.growth.empty();
  for (std::size_t i = first; i < end; ++i) {
    const auto slot = static_cast<sim::Slot>(i);
    if (!firms.alive(slot)) continue;
    const sim::PlaceIndex place = firms.place[slot];
    const double size = firms.log_revenue[slot].log_usd();
    if (firms.sector[slot] == sim::Sector::focal) {
      const double relative = size - market.usual_log_revenue[place];
      const double drift = relative < 0.0 ? market.small_drift[place] : market.drift[place];
      firms.log_revenue[slot] = sim::LogRevenue::of_log_usd(
          size + model.growth(drift, relative, shocks[i - first]));
    } else if (agents) {
      firms.log_revenue[slot] =
          sim::LogRevenue::of_log_usd(size + market.background.growth[place]);
    }
  }
}

void grow(const Model& model, const Market& market, const sim::Draws& draws, sim::Firms& firms) {
  const std::size_t slots = firms.slots();
#pragma omp parallel for schedule(static) if (slots > 4096)
  for (std::size_t first = 0; first < slots; first += block)
    grow_block(first, std::min(slots, first + block), model, market, draws, firms);
}

std::size_t buy(const std::vector<Purchase>& purchases, const std::vector<sim::Slot>& exits,
                World& world) {
  sim::Firms& firms = world.firms;
  std::vector<sim::Slot> gone = exits;
  for (const Purchase& purchase : purchases) gone.push_back(purchase.target);
  std::sort(gone.begin(), gone.end());
  std::size_t carried_out = 0;
  for (const auto& [target, buyer] : purchases) {
    if (std::binary_search(gone.begin(), gone.end(), buyer)) continue;  // the target itself too
    if (firms.log_revenue[buyer] <= firms.log_revenue[target]) continue;
    const auto together = firms.log_revenue[buyer].usd() + firms.log_revenue[target].usd();
    firms.log_revenue[buyer] =
        sim::LogRevenue::of_log_usd(sim::natural_log(static_cast<double>(together)));
    firms.close(target);
    world.free_slots.push_back(target);
    ++carried_out;
  }
  return carried_out;
}

void settle(const std::vector<Entrant>& entrants, World& world) {
  for (const Entrant& entrant : entrants) {
    if (world.free_slots.empty()) {
      world.firms.append(entrant.firm, entrant.place, entrant.sector, entrant.log_revenue);
      continue;
    }
    world.firms.put(world.free_slots.back(), entrant.firm, entrant.place, entrant.sector,
                    entrant.log_revenue);
    world.free_slots.pop_back();
  }
}

}  // namespace

std::size_t commit(const Decisions& decisions, const Model& model, const Market& market,
                   const sim::Draws& draws, World& world) {
  if (model.mechanisms.growth) grow(model, market, draws, world.firms);
  const std::size_t purchases = buy(decisions.purchases, decisions.exits, world);
  for (const Move& move : decisions.moves) world.firms.place[move.firm] = move.to;
  for (const sim::Slot slot : decisions.exits) {
    world.firms.close(slot);
    world.free_slots.push_back(slot);
  }
  settle(decisions.entrants, world);
  world.ln_resources = market.offers.ln_resources;
  world.year = market.year;
  if (market.year > model.study->last && world.reference_inclusive_value == 0.0)
    world.reference_inclusive_value = market.plain_inclusive_value;
  world.census = take_census(world.firms, model.study->places());
  return purchases;
}

}  // namespace agglomera::models
