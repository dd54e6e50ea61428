#include "models/census.hpp"

#include <numeric>

namespace agglomera::models {

std::int64_t Census::total_focal_firms() const {
  return std::accumulate(focal_firms.begin(), focal_firms.end(), std::int64_t{0});
}

std::int64_t Census::total_focal_revenue_usd() const {
  return std::accumulate(focal_revenue_usd.begin(), focal_revenue_usd.end(), std::int64_t{0});
}

std::vector<PlaceSums> sums_by_block(const sim::Firms& firms, std::size_t places,
                                     const SizeEffect& exit_effect) {
  std::vector<PlaceSums> sums(firms.blocks.size() * places);
#pragma omp parallel for schedule(dynamic) if (firms.blocks.size() > 1)
  for (std::size_t b = 0; b < firms.blocks.size(); ++b)
    for (std::size_t place = 0; place < places; ++place)
      for (const sim::LogRevenue size :
           firms.blocks[b].log_revenues(static_cast<sim::PlaceIndex>(place)))
        sums[b * places + place].add(size, exit_effect(size));
  return sums;
}

}  // namespace agglomera::models
