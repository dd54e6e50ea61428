#include "models/census.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "sim/lanes.hpp"
#include "sim/ranks.hpp"

namespace agglomera::models {
namespace {

// Reads sizes up to the end of the last lane.
AGGLOMERA_WIDEST_LANES
PlaceSums sums_of(const sim::LogRevenue* sizes, std::size_t count, const SizeEffect& exit_effect) {
  const SizeEffect effect_of = exit_effect;
  std::int64_t revenue = 0, effects = 0, effect_revenue = 0;
  for (std::size_t i = 0; i < sim::whole_lanes(count); ++i) {
    const std::int64_t counts = i < count ? -1 : 0;  // all bits
    const float effect = effect_of(sizes[i]);
    revenue += sizes[i].usd() & counts;
    effects += PlaceSums::in_steps(effect) & counts;
    effect_revenue += PlaceSums::of_revenue(sizes[i], effect) & counts;
  }
  return {static_cast<std::int64_t>(count), revenue, effects, effect_revenue};
}

}  // namespace

void count(const sim::Block& block, const SizeEffect& exit_effect, PlaceSums* sums) {
  for (std::size_t p = 0; p < block.places(); ++p) {
    const auto sizes = block.log_revenues(static_cast<sim::PlaceIndex>(p));
    const std::size_t rest = sizes.size() % sim::lanes, whole = sizes.size() - rest;
    std::array<sim::LogRevenue, sim::lanes> last{};
    std::copy_n(sizes.data() + whole, rest, last.begin());
    sums[p] = sums_of(sizes.data(), whole, exit_effect);
    sums[p] += sums_of(last.data(), rest, exit_effect);
  }
}

std::int64_t Census::total_focal_firms() const {
  return std::accumulate(focal_firms.begin(), focal_firms.end(), std::int64_t{0});
}

std::int64_t Census::total_focal_revenue_usd() const {
  return std::accumulate(focal_revenue_usd.begin(), focal_revenue_usd.end(), std::int64_t{0});
}

std::vector<PlaceSums> sums_by_block(const sim::Firms& firms, std::size_t places,
                                     const SizeEffect& exit_effect) {
  std::vector<PlaceSums> sums(firms.blocks_in_all * places);
#pragma omp parallel for schedule(dynamic) if (firms.blocks.size() > 1)
  for (std::size_t b = 0; b < firms.blocks.size(); ++b)
    count(firms.blocks[b], exit_effect, sums.data() + (firms.first_block + b) * places);
  return sums;
}

void share_sums(const sim::Firms& firms, std::size_t places, std::vector<PlaceSums>& sums) {
  if (firms.blocks.size() == firms.blocks_in_all) return;
  const auto first = sums.begin() + static_cast<std::ptrdiff_t>(firms.first_block * places);
  const auto end = first + static_cast<std::ptrdiff_t>(firms.blocks.size() * places);
  std::fill(sums.begin(), first, PlaceSums{});
  std::fill(end, sums.end(), PlaceSums{});
  static_assert(sizeof(PlaceSums) == 4 * sizeof(std::int64_t));
  sim::add_up({reinterpret_cast<std::int64_t*>(sums.data()), 4 * sums.size()});
}

}  // namespace agglomera::models
