// The most specialised cities of each sector, as a run of several sectors left them in its last year.
//
// A city is ranked by the lower end of the 90 % interval of its LQ of firm counts, so that a wide
// interval leads nobody to the top, and only where the sector has ten firms there in the median: the LQ of
// three firms is an accident. The rest of the world is not ranked.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"

namespace agglomera::scenarios {

struct SectorLeader {
  std::size_t city;      // place in the dimension `city`
  double q05, q50, q95;  // of lq_count over the members
  double revenue_q50;    // of lq_revenue
  double firms_q50;
};

struct LedSector {
  std::string id, name;
  std::vector<SectorLeader> leaders;  // the most specialised first; fewer where few are ranked
};

inline constexpr double least_ranked_firms = 10.0;

// By sector; empty when the file has no group /sectors. Of the first scenario. Throws sim::InputError
// naming what is missing in the group.
std::vector<LedSector> sector_leaders(const output::ResultFile& file, const std::string& place,
                                      std::size_t most = 3);

}  // namespace agglomera::scenarios
