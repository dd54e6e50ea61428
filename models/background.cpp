#include "models/background.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/own_firms.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr std::uint32_t first_resettled_number = 0xC0000000u;
constexpr double mean_log_revenue = 20.7;  // ln of 10⁹ USD; only shares matter

// 0 where nobody is: the rest of the world of cities that are all there is.
double log_scale(const Model& model, std::size_t place, std::size_t year) {
  if (model.member.firm_share[year][place] == 0.0) return 0.0;
  return sim::natural_log(model.member.revenue_share[year][place] /
                          model.member.firm_share[year][place]);
}

// Settles firms first_number … first_number + count − 1, each in a place drawn by `weights`, with a
// lognormal size of a mean proportional to r_c/b_c.
void settle(const Model& model, std::span<const double> weights, std::uint32_t first_number,
            std::uint32_t count, sim::Year founded, sim::Year year, const sim::Draws& draws,
            sim::Block& block) {
  const std::vector<double> by_place(weights.begin(), weights.end());
  const auto board = board_for(nullptr, model.alone, 1.0, std::span(&by_place, 1));
  const LocationChoice choice(model.alone, 1.0, by_place, *board, sim::Purpose::background_entry);
  const double sd = model.parameters().firm_size_log_sd;
  std::vector<double> log_median;
  for (std::size_t place = 0; place < weights.size(); ++place)
    log_median.push_back(mean_log_revenue + log_scale(model, place, model.year_index(year)) -
                         0.5 * sd * sd);
  for (std::uint32_t i = 0; i < count; ++i) {
    const sim::FirmId firm{first_number + i, static_cast<std::int16_t>(founded)};
    const sim::PlaceIndex place = choice(firm, year, draws);
    const double z = draws.firm(firm, year, sim::Purpose::initial_size).normal();
    block.settle(place, firm, sim::LogRevenue::of_log_usd(log_median[place] + sd * z));
  }
}

}  // namespace

void settle_background(const Model& model, World& world, const sim::Draws& draws,
                       std::uint32_t first_number) {
  const std::size_t now = model.year_index(world.year);
  world.background.blocks.assign(1, sim::Block(model.study->places()));
  const OwnFirms* own = model.study->own_firms.get();
  if (const FirmList* list = own ? own->background_in(world.year) : nullptr)
    return settle_own(*list, model.study->places(), world.background);
  settle(model, model.member.firm_share[now], first_number,
         static_cast<std::uint32_t>(model.member.listed_firms[now] + 0.5), world.year - 1,
         world.year, draws, world.background.blocks.front());
}

void resettle_background(const Model& model, World& world, const sim::Draws& draws) {
  settle_background(model, world, draws, first_resettled_number);
}

BackgroundFlow background_flow(const Model& model, sim::Year year) {
  const Member& member = model.member;
  const std::size_t now = model.year_index(year), before = now - 1;
  BackgroundFlow flow;
  for (std::size_t place = 0; place < model.study->places(); ++place) {
    const double expected = member.listed_firms[before] * member.firm_share[before][place];
    const double wanted = member.listed_firms[now] * member.firm_share[now][place];
    const double hazard =
        std::max(member.parameters.exit_rate, expected > 0.0 ? 1.0 - wanted / expected : 0.0);
    flow.exit_hazard.push_back(hazard);
    flow.entrants.push_back(std::max(0.0, wanted - expected * (1.0 - hazard)));
    flow.growth.push_back(log_scale(model, place, now) - log_scale(model, place, before));
  }
  return flow;
}

void pass_background_year(const Model& model, World& world, sim::Year year,
                          const sim::Draws& draws) {
  const BackgroundFlow flow = background_flow(model, year);
  sim::Block& block = world.background.blocks.front();
  for (std::size_t p = 0; p < block.places(); ++p) {
    const auto place = static_cast<sim::PlaceIndex>(p);
    for (std::uint32_t i = block.firms(place); i-- > 0;) {
      const double u =
          draws.firm(block.id(place, i), year, sim::Purpose::fate_of_background).uniform();
      sim::LogRevenue& size = block.log_revenues(place)[i];
      if (u < flow.exit_hazard[p])
        block.remove(place, i);
      else
        size = sim::LogRevenue::of_log_usd(size.log_usd() + flow.growth[p]);
    }
  }
  const double all = std::accumulate(flow.entrants.begin(), flow.entrants.end(), 0.0);
  const double u =
      draws.named(sim::name_key("background"), year, sim::Purpose::background_entry).uniform();
  if (const auto count = static_cast<std::uint32_t>(std::floor(all + u)))
    settle(model, flow.entrants, first_background_number, count, year, year, draws, block);
}

void count_background(const Model& model, World& world) {
  const std::size_t places = model.study->places();
  world.census.background_firms.assign(places, 0);
  world.census.background_revenue_usd.assign(places, 0);
  for (const sim::Block& block : world.background.blocks)
    for (std::size_t p = 0; p < places; ++p) {
      const auto place = static_cast<sim::PlaceIndex>(p);
      world.census.background_firms[p] += block.firms(place);
      for (const sim::LogRevenue size : block.log_revenues(place))
        world.census.background_revenue_usd[p] += size.usd();
    }
}

}  // namespace agglomera::models
