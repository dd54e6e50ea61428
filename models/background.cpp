#include "models/background.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr std::uint32_t first_resettled_number = 0xC0000000u;
constexpr double mean_log_revenue = 20.7;  // ln of 10⁹ USD; only shares matter

double log_scale(const Model& model, sim::PlaceIndex place, std::size_t year) {
  return sim::natural_log(model.member.revenue_share[year][place] /
                          model.member.firm_share[year][place]);
}

// Lognormal with a mean proportional to r_c/b_c.
sim::LogRevenue background_size(const Model& model, sim::FirmId firm, sim::PlaceIndex place,
                                sim::Year year, const sim::Draws& draws) {
  const double sd = model.parameters().firm_size_log_sd;
  const double z = draws.firm(firm, year, sim::Purpose::initial_size).normal();
  return sim::LogRevenue::of_log_usd(mean_log_revenue +
                                     log_scale(model, place, model.year_index(year)) -
                                     0.5 * sd * sd + sd * z);
}

}  // namespace

BackgroundFlow background_flow(const Model& model, const World&, sim::Year year,
                               const sim::Draws& draws) {
  const Member& member = model.member;
  const std::size_t now = model.year_index(year), before = now - 1;
  BackgroundFlow flow;
  for (std::size_t place = 0; place < model.study->places(); ++place) {
    const double expected = member.listed_firms[before] * member.firm_share[before][place];
    const double wanted = member.listed_firms[now] * member.firm_share[now][place];
    const double hazard = std::max(member.parameters.exit_rate, 1.0 - wanted / expected);
    flow.exit_hazard.push_back(hazard);
    flow.entrants.push_back(std::max(0.0, wanted - expected * (1.0 - hazard)));
    const auto index = static_cast<sim::PlaceIndex>(place);
    flow.growth.push_back(log_scale(model, index, now) - log_scale(model, index, before));
  }
  const double all = std::accumulate(flow.entrants.begin(), flow.entrants.end(), 0.0);
  const double u =
      draws.named(sim::name_key("background"), year, sim::Purpose::background_entry).uniform();
  flow.entrant_count = static_cast<std::int64_t>(std::floor(all + u));
  return flow;
}

void settle_background(const Model& model, World& world, const sim::Draws& draws,
                       std::uint32_t first_number) {
  const std::size_t now = model.year_index(world.year);
  const auto& share = model.member.firm_share[now];
  const auto firms = static_cast<std::uint32_t>(model.member.listed_firms[now] + 0.5);
  for (std::uint32_t i = 0; i < firms; ++i) {
    const sim::FirmId firm{first_number + i, static_cast<std::int16_t>(world.year - 1)};
    const sim::PlaceIndex place = race(share, model.nests.place_keys, firm, world.year,
                                       sim::Purpose::background_entry, draws);
    world.firms.append(firm, place, sim::Sector::background,
                       background_size(model, firm, place, world.year, draws));
  }
}

void resettle_background(const Model& model, World& world, const sim::Draws& draws) {
  for (sim::Slot slot = 0; slot < world.firms.slots(); ++slot) {
    if (!world.firms.alive(slot) || world.firms.sector[slot] != sim::Sector::background) continue;
    world.firms.close(slot);
    world.free_slots.push_back(slot);
  }
  settle_background(model, world, draws, first_resettled_number);
}

Entrant background_entrant(std::uint32_t number, const Model& model, const Market& market,
                           const sim::Draws& draws) {
  const sim::FirmId firm{first_background_number + number, static_cast<std::int16_t>(market.year)};
  const sim::PlaceIndex place = race(market.background.entrants, model.nests.place_keys, firm,
                                     market.year, sim::Purpose::background_entry, draws);
  return {firm, place, sim::Sector::background,
          background_size(model, firm, place, market.year, draws)};
}

}  // namespace agglomera::models
