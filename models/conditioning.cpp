#include "models/conditioning.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/background.hpp"
#include "models/initial_state.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr std::uint32_t first_copied_number = 0x40000000u;
constexpr double least_rest_revenue = 0.01;  // of the world's
constexpr double yearly_background_log_sd = 0.05;  // of a level that an earlier count has tied

std::vector<std::vector<sim::Slot>> focal_firms_by_place(const World& world, std::size_t places) {
  std::vector<std::vector<sim::Slot>> of_place(places);
  for (sim::Slot slot = 0; slot < world.firms.slots(); ++slot)
    if (world.firms.alive(slot) && world.firms.sector[slot] == sim::Sector::focal)
      of_place[world.firms.place[slot]].push_back(slot);
  return of_place;
}

// Whether a count of an earlier year has tied the level of the background.
bool is_tied(const Study& study, std::size_t city, std::size_t now) {
  const auto& lq = study.observed.lq_count[city];
  return std::any_of(lq.begin(), lq.begin() + static_cast<std::ptrdiff_t>(now),
                     [](double value) { return value > 0.0; });
}

std::vector<std::int64_t> wanted_counts(Model& model, const World& world, const sim::Draws& draws) {
  const Study& study = *model.study;
  const std::size_t now = model.year_index(world.year);
  const double firms = model.member.focal_firms[now];
  std::vector<std::int64_t> counts = world.census.focal_firms;
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    const double lq = study.observed.lq_count[city][now];
    if (lq == 0.0) counts[city] = 0;
    if (!(lq > 0.0)) continue;
    const double u = draws.named(model.nests.place_keys[city], world.year,
                                 sim::Purpose::conditioning).uniform();
    const double share = model.member.firm_share[now][city];
    const double log_sd = study.firm_share[city].log_sd;
    counts[city] = count_for_lq(
        lq, share, is_tied(study, city, now) ? std::min(log_sd, yearly_background_log_sd) : log_sd,
        firms, u);
    shift_level(model.member.firm_share, city, now,
                static_cast<double>(counts[city]) / (lq * firms) / share);
  }
  for (std::size_t city = 0; city < study.cities.size(); ++city)
    if (study.observed.lq_revenue[city][now] > 0.0 || study.observed.revenue_usd[city][now] > 0.0)
      counts[city] = std::max<std::int64_t>(1, counts[city]);
  const auto in_cities = std::accumulate(counts.begin(), counts.end() - 1, std::int64_t{0});
  counts.back() = std::max<std::int64_t>(1, std::llround(firms) - in_cities);
  return counts;
}

// Keeps `count` firms of a place, or copies some.
void resample(World& world, std::vector<sim::Slot>& firms, sim::PlaceIndex place,
              std::int64_t count, std::uint32_t& number, const sim::Draws& draws) {
  const auto luck = [&](sim::Slot slot) {
    return draws.firm(world.firms.id(slot), world.year, sim::Purpose::conditioning).uniform();
  };
  std::sort(firms.begin(), firms.end(), [&](sim::Slot a, sim::Slot b) { return luck(a) < luck(b); });
  while (static_cast<std::int64_t>(firms.size()) > count) {
    world.firms.close(firms.back());
    world.free_slots.push_back(firms.back());
    firms.pop_back();
  }
  const std::size_t originals = firms.size();
  for (std::size_t i = 0; static_cast<std::int64_t>(firms.size()) < count; ++i) {
    const sim::FirmId firm{number++, static_cast<std::int16_t>(world.year)};
    const sim::LogRevenue size = originals > 0 ? world.firms.log_revenue[firms[i % originals]]
                                               : sim::LogRevenue::of_log_usd(17.0);
    firms.push_back(world.firms.append(firm, place, sim::Sector::focal, size));
  }
}

// Beyond all copies made this year, also those that are gone.
std::uint32_t next_copied_number(const World& world) {
  std::uint32_t next = first_copied_number;
  for (sim::Slot slot = 0; slot < world.firms.slots(); ++slot)
    if (world.firms.founded[slot] == world.year && world.firms.sector[slot] == sim::Sector::focal)
      next = std::max(next, world.firms.number[slot] + 1);
  return next;
}

std::vector<double> wanted_revenues(Model& model, const World& world,
                                    const std::vector<std::int64_t>& counts) {
  const Study& study = *model.study;
  const std::size_t now = model.year_index(world.year);
  const double all = model.member.focal_revenue_usd[now];
  const double simulated = static_cast<double>(world.census.total_focal_revenue_usd());
  std::vector<double> revenues(study.places(), 0.0);
  double in_cities = 0.0;
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    if (counts[city] == 0) continue;
    const double lq = study.observed.lq_revenue[city][now];
    const double revenue = study.observed.revenue_usd[city][now];
    const double share = model.member.revenue_share[now][city];
    if (lq > 0.0 && revenue > 0.0)
      shift_level(model.member.revenue_share, city, now, revenue / (lq * all) / share);
    if (revenue > 0.0)
      revenues[city] = revenue;
    else if (lq > 0.0)
      revenues[city] = lq * share * all;
    else
      revenues[city] = static_cast<double>(world.census.focal_revenue_usd[city]) / simulated * all;
    in_cities += revenues[city];
  }
  revenues.back() = std::max(least_rest_revenue * all, all - in_cities);
  return revenues;
}

}  // namespace

void condition(Model& model, const sim::Draws& draws, World& world) {
  const std::size_t places = model.study->places();
  auto of_place = focal_firms_by_place(world, places);
  const std::vector<std::int64_t> counts = wanted_counts(model, world, draws);
  const std::vector<double> revenues = wanted_revenues(model, world, counts);
  std::uint32_t number = next_copied_number(world);
  for (std::size_t place = 0; place < places; ++place) {
    resample(world, of_place[place], static_cast<sim::PlaceIndex>(place), counts[place], number, draws);
    std::int64_t sum = 0;
    for (const sim::Slot slot : of_place[place]) sum += world.firms.log_revenue[slot].usd();
    if (sum == 0 || !(revenues[place] > 0.0)) continue;
    const double scale = sim::natural_log(revenues[place] / static_cast<double>(sum));
    for (const sim::Slot slot : of_place[place])
      world.firms.log_revenue[slot] =
          sim::LogRevenue::of_log_usd(world.firms.log_revenue[slot].log_usd() + scale);
  }
  if (model.background == Background::agents) resettle_background(model, world, draws);
  world.census = take_census(world.firms, places);
}

}  // namespace agglomera::models
