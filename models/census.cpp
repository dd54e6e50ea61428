#include "models/census.hpp"

#include <algorithm>
#include <numeric>

#include "sim/ranks.hpp"

namespace agglomera::models {

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
    for (std::size_t place = 0; place < places; ++place)
      for (const sim::LogRevenue size :
           firms.blocks[b].log_revenues(static_cast<sim::PlaceIndex>(place)))
        sums[(firms.first_block + b) * places + place].add(size, exit_effect(size));
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
