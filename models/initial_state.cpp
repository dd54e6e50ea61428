#include "models/initial_state.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <string>

#include "models/background.hpp"
#include "models/own_firms.hpp"
#include "sim/elementary.hpp"
#include "sim/lanes.hpp"
#include "sim/ranks.hpp"

namespace agglomera::models {
namespace {

constexpr double least_rest_revenue = 0.01;  // of the world's

sim::Draw of_city(const Study& study, std::size_t city, std::string_view what, sim::Purpose purpose,
                  const sim::Draws& draws) {
  return draws.named(sim::name_key(std::string(what) + ":" + study.cities[city].id), study.first,
                     purpose);
}

// An LQ nobody observed: lognormal with mean 1.
double unobserved_lq(const Model& model, std::size_t city, std::string_view what,
                     const sim::Draws& draws) {
  const double sd = model.parameters().unobserved_lq_log_sd;
  const double z = of_city(*model.study, city, what, sim::Purpose::initial_count, draws).normal();
  return sim::natural_exp(sd * z - 0.5 * sd * sd);
}

std::vector<std::int64_t> initial_counts(Model& model, const sim::Draws& draws) {
  const Study& study = *model.study;
  const double firms = model.member.focal_firms.front();
  std::vector<std::int64_t> counts(study.places(), 0);
  std::vector<std::size_t> uncounted;
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    const double u = of_city(study, city, "count", sim::Purpose::initial_count, draws).uniform();
    const double share = model.member.firm_share.front()[city];
    const double lq = study.observed.lq_count[city].front();
    if (lq == 0.0) continue;
    if (lq > 0.0) {
      counts[city] = count_for_lq(lq, share, study.firm_share[city].log_sd, firms, u);
      const double implied = static_cast<double>(counts[city]) / (lq * firms);
      shift_level(model.member.firm_share, city, 0, implied / share);
      continue;
    }
    const double expected = unobserved_lq(model, city, "lq_count", draws) * share * firms;
    uncounted.push_back(city);
    counts[city] = static_cast<std::int64_t>(std::floor(expected + u));
    const bool earns = study.observed.lq_revenue[city].front() > 0.0 ||
                       study.observed.revenue_usd[city].front() > 0.0;
    if (earns) counts[city] = std::max<std::int64_t>(1, counts[city]);
  }
  const auto whole = static_cast<std::int64_t>(std::floor(firms + 0.5));
  if (study.cities_are_all) {
    fill_up(uncounted, whole, counts);
    return counts;
  }
  const auto all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  counts.back() = std::max<std::int64_t>(1, whole - all);
  return counts;
}

std::vector<double> initial_revenues(Model& model, const std::vector<std::int64_t>& counts) {
  const Study& study = *model.study;
  const double world = model.member.focal_revenue_usd.front();
  std::vector<double> revenues(study.places(), 0.0);
  double in_cities = 0.0;
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    if (counts[city] == 0) continue;
    const double lq = study.observed.lq_revenue[city].front();
    const double revenue = study.observed.revenue_usd[city].front();
    const double share = model.member.revenue_share.front()[city];
    if (lq > 0.0 && revenue > 0.0) {
      shift_level(model.member.revenue_share, city, 0, revenue / (lq * world) / share);
      revenues[city] = revenue;
    } else if (revenue > 0.0) {
      revenues[city] = revenue;
    } else if (lq >= 0.0) {
      revenues[city] = lq * share * world;
    } else {
      const double per_share =
          static_cast<double>(counts[city]) /
          (model.member.firm_share.front()[city] * model.member.focal_firms.front());
      revenues[city] = per_share * share * world;  // the LQ of its count
    }
    in_cities += revenues[city];
  }
  if (!study.cities_are_all)
    revenues.back() = std::max(least_rest_revenue * world, world - in_cities);
  return revenues;
}

struct Setting {
  sim::Year year;
  const sim::Draws& draws;
  std::int32_t middle;  // log revenue, in steps, before it is scaled
  float sd_steps;
};

struct Place {
  std::int64_t firms;
  double revenue_usd;
  std::int64_t first_number;
};

// Sizes of firms number, number + step, … before they are scaled to the revenue of their place.
AGGLOMERA_WIDEST_LANES
void unscaled_sizes(const sim::DrawRow& luck, std::size_t count, std::int32_t middle,
                    float sd_steps, sim::LogRevenue* sizes) {
  for (std::size_t i = 0; i < count; ++i)
    sizes[i] = sim::LogRevenue::of_raw(
        middle + static_cast<std::int32_t>(sd_steps *
                                           sim::single_normal(luck.words[2][i], luck.words[3][i])));
}

// The firms of a place whose numbers leave `block` when divided by the number of blocks.
void settle_place(const Place& here, sim::PlaceIndex place, const Setting& setting,
                  std::size_t block_number, std::size_t blocks, sim::Block& block) {
  std::array<std::uint32_t, sim::DrawRow::firms> numbers;
  std::array<std::int16_t, sim::DrawRow::firms> founded;
  std::array<sim::LogRevenue, sim::DrawRow::firms> sizes;
  founded.fill(static_cast<std::int16_t>(setting.year - 1));
  sim::DrawRow luck;
  const std::int64_t end = here.first_number + here.firms, step = static_cast<std::int64_t>(blocks);
  const std::int64_t behind = here.first_number % step;
  std::int64_t number =
      here.first_number + (static_cast<std::int64_t>(block_number) - behind + step) % step;
  while (number < end) {
    std::size_t count = 0;
    for (; count < numbers.size() && number < end; number += step)
      numbers[count++] = static_cast<std::uint32_t>(number);
    setting.draws.firms(std::span(numbers.data(), count), std::span(founded.data(), count),
                        setting.year, sim::Purpose::initial_size, 0, luck);
    unscaled_sizes(luck, count, setting.middle, setting.sd_steps, sizes.data());
    for (std::size_t i = 0; i < count; ++i) block.settle(place, {numbers[i], founded[i]}, sizes[i]);
  }
}

// Scales the revenue of every place to what it should be.
void scale(const std::vector<Place>& wanted, const SizeEffect& exit_effect, World& world) {
  const std::size_t places = wanted.size();
  world.sums = sums_by_block(world.firms, places, exit_effect);
  share_sums(world.firms, places, world.sums);
  add_up_sums(places, world);
  std::vector<std::int32_t> shift(places, 0);
  for (std::size_t place = 0; place < places; ++place)
    if (world.census.focal_revenue_usd[place] > 0 && wanted[place].revenue_usd > 0.0)
      shift[place] = static_cast<std::int32_t>(
          std::floor(sim::natural_log(wanted[place].revenue_usd /
                                      static_cast<double>(world.census.focal_revenue_usd[place])) *
                         (sim::LogRevenue::steps / sim::LogRevenue::ln2) +
                     0.5));
#pragma omp parallel for schedule(dynamic) if (world.firms.blocks.size() > 1)
  for (sim::Block& block : world.firms.blocks)
    for (std::size_t place = 0; place < places; ++place)
      for (sim::LogRevenue& size : block.log_revenues(static_cast<sim::PlaceIndex>(place)))
        size = sim::LogRevenue::of_raw(size.raw() + shift[place]);
}

void share_out_blocks(std::size_t blocks, sim::Firms& firms) {
  firms.blocks_in_all = blocks;
  firms.first_block = sim::first_block_of(sim::rank(), sim::ranks(), blocks);
  firms.blocks.resize(sim::first_block_of(sim::rank() + 1, sim::ranks(), blocks) - firms.first_block);
}

void settle_firms(const std::vector<Place>& places, const Setting& setting, std::size_t blocks,
                  World& world) {
  share_out_blocks(blocks, world.firms);
#pragma omp parallel for schedule(dynamic) if (blocks > 1)
  for (std::size_t b = 0; b < world.firms.blocks.size(); ++b) {
    std::vector<std::uint32_t> expected;
    for (const Place& place : places)
      expected.push_back(
          static_cast<std::uint32_t>(place.firms / static_cast<std::int64_t>(blocks) + 1));
    sim::Block block(expected);
    for (std::size_t place = 0; place < places.size(); ++place)
      settle_place(places[place], static_cast<sim::PlaceIndex>(place), setting,
                   world.firms.first_block + b, blocks, block);
    world.firms.blocks[b] = std::move(block);
  }
}

}  // namespace

void fill_up(std::span<const std::size_t> places, std::int64_t firms,
             std::vector<std::int64_t>& counts) {
  std::int64_t there_are = 0;
  for (const std::size_t place : places) there_are += counts[place];
  if (there_are == 0) return;
  const auto all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  const auto wanted = std::max<std::int64_t>(0, firms - (all - there_are));
  const double scale = static_cast<double>(wanted) / static_cast<double>(there_are);
  std::int64_t passed = 0, given = 0;  // rounding the running sum keeps the total
  for (const std::size_t place : places) {
    passed += counts[place];
    const std::int64_t up_to_here = std::llround(scale * static_cast<double>(passed));
    counts[place] = up_to_here - given;
    given = up_to_here;
  }
}

std::int64_t count_for_lq(double lq, double share, double log_sd, double firms, double uniform) {
  const double expected = lq * share * firms;
  if (log_sd == 0.0) return std::max<std::int64_t>(1, std::llround(expected));
  const double low = std::max(1.0, std::floor(expected * sim::natural_exp(-4.0 * log_sd)));
  const double high = std::max(low, std::ceil(expected * sim::natural_exp(4.0 * log_sd)));
  const auto deviation = [&](double n) { return sim::natural_log(n / expected) / log_sd; };
  const double nearest = std::clamp(expected, low, high);
  const double best = deviation(nearest) * deviation(nearest);  // keeps weights from vanishing
  const auto weight = [&](double n) {
    return sim::natural_exp(0.5 * (best - deviation(n) * deviation(n))) / n;
  };
  double sum = 0.0;
  for (double n = low; n <= high; n += 1.0) sum += weight(n);
  double left = uniform * sum;
  for (double n = low; n < high; n += 1.0) {
    left -= weight(n);
    if (left < 0.0) return static_cast<std::int64_t>(n);
  }
  return static_cast<std::int64_t>(high);
}

namespace {

void settle_drawn(Model& model, const sim::Draws& draws, World& world) {
  const std::vector<std::int64_t> counts = initial_counts(model, draws);
  const std::vector<double> revenues = initial_revenues(model, counts);
  std::vector<Place> places;
  std::int64_t firms = 0;
  for (std::size_t place = 0; place < counts.size(); ++place) {
    places.push_back({counts[place], revenues[place], firms});
    firms += counts[place];
  }
  constexpr double per_unit = sim::LogRevenue::steps / sim::LogRevenue::ln2;
  settle_firms(places,
               {world.year, draws, 30 * sim::LogRevenue::steps,
                static_cast<float>(model.parameters().firm_size_log_sd * per_unit)},
               sim::blocks_for(static_cast<double>(firms), counts.size()), world);
  scale(places, model.exit.size, world);
}

void settle_listed(const FirmList& list, Model& model, World& world) {
  const std::size_t places = model.study->places();
  tie_to_own(list, world.year, model);
  share_out_blocks(sim::blocks_for(static_cast<double>(list.rows.size()), places), world.firms);
  settle_own(list, places, world.firms);
}

}  // namespace

World initial_world(Model& model, const sim::Draws& draws) {
  World world;
  world.year = model.study->first;
  world.ln_resources = model.member.ln_endowment;
  if (const FirmList* list = own_firms_in(*model.study, world.year))
    settle_listed(*list, model, world);
  else
    settle_drawn(model, draws, world);
  if (model.background == Background::agents) settle_background(model, world, draws);
  take_census(model, world);
  return world;
}

}  // namespace agglomera::models
