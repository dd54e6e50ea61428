#include "models/conditioning.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "models/background.hpp"
#include "models/initial_state.hpp"
#include "models/own_firms.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr std::uint32_t first_copied_number = 0x40000000u;
constexpr double least_rest_revenue = 0.01;        // of the world's
constexpr double yearly_background_log_sd = 0.05;  // of a level that an earlier count has tied

struct Firm {
  sim::FirmId id;
  sim::LogRevenue size;
};

// The focal firms of a place, in all blocks, taken out of them.
std::vector<Firm> taken_out(World& world, sim::PlaceIndex place) {
  std::vector<Firm> firms;
  for (sim::Block& block : world.firms.blocks) {
    for (std::uint32_t i = 0; i < block.firms(place); ++i)
      firms.push_back({block.id(place, i), block.log_revenues(place)[i]});
    block.clear(place);
  }
  return firms;
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
  std::vector<std::size_t> uncounted;
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    const double lq = study.observed.lq_count[city][now];
    if (lq == 0.0) counts[city] = 0;
    if (std::isnan(lq)) uncounted.push_back(city);
    if (!(lq > 0.0)) continue;
    const double u =
        draws.named(model.nests.place_keys[city], world.year, sim::Purpose::conditioning).uniform();
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
  if (study.cities_are_all) {
    counts.back() = 0;
    fill_up(uncounted, std::llround(firms), counts);
    return counts;
  }
  const auto in_cities = std::accumulate(counts.begin(), counts.end() - 1, std::int64_t{0});
  counts.back() = std::max<std::int64_t>(1, std::llround(firms) - in_cities);
  return counts;
}

// Keeps `count` firms of a place, or copies some.
void resample(std::vector<Firm>& firms, sim::Year year, std::int64_t count, std::uint32_t& copies,
              const sim::Draws& draws) {
  const auto luck = [&](const Firm& firm) {
    return draws.firm(firm.id, year, sim::Purpose::conditioning).uniform();
  };
  std::sort(firms.begin(), firms.end(),
            [&](const Firm& a, const Firm& b) { return luck(a) < luck(b); });
  if (static_cast<std::int64_t>(firms.size()) > count)
    firms.resize(static_cast<std::size_t>(count));
  const std::size_t originals = firms.size();
  for (std::size_t i = 0; static_cast<std::int64_t>(firms.size()) < count; ++i)
    firms.push_back(
        {{first_copied_number + copies++, static_cast<std::int16_t>(year)},
         originals > 0 ? firms[i % originals].size : sim::LogRevenue::of_log_usd(17.0)});
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
  if (!study.cities_are_all) revenues.back() = std::max(least_rest_revenue * all, all - in_cities);
  return revenues;
}

void resample_firms(Model& model, const sim::Draws& draws, World& world) {
  const std::size_t places = model.study->places();
  const std::vector<std::int64_t> counts = wanted_counts(model, world, draws);
  const std::vector<double> revenues = wanted_revenues(model, world, counts);
  for (std::size_t p = 0; p < places; ++p) {
    const auto place = static_cast<sim::PlaceIndex>(p);
    std::vector<Firm> firms = taken_out(world, place);
    resample(firms, world.year, counts[p], world.copies, draws);
    std::int64_t sum = 0;
    for (const Firm& firm : firms) sum += firm.size.usd();
    const double scale = sum > 0 && revenues[p] > 0.0
                             ? sim::natural_log(revenues[p] / static_cast<double>(sum))
                             : 0.0;
    for (const Firm& firm : firms)
      world.firms.blocks[firm.id.number % world.firms.blocks.size()].settle(
          place, firm.id, sim::LogRevenue::of_log_usd(firm.size.log_usd() + scale));
  }
}

}  // namespace

void condition(Model& model, const sim::Draws& draws, World& world) {
  if (const FirmList* list = own_firms_in(*model.study, world.year)) {
    tie_to_own(*list, world.year, model);
    settle_own(*list, model.study->places(), world.firms);
  } else {
    resample_firms(model, draws, world);
  }
  if (model.background == Background::agents) resettle_background(model, world, draws);
  world.boards = {};
  take_census(model, world);
}

}  // namespace agglomera::models
