// The most specialised cities of each sector, as a run of several sectors left them in its last year.
//
// A city is ranked by the lower end of the 90 % interval of its LQ of firm counts, so that a wide
// interval leads nobody to the top, and only where the sector has ten firms there in the median: the LQ of
// three firms is an accident. The rest of the world is not ranked.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

struct SectorLeader {
  std::string city;  // id
  Spread lq_count, lq_revenue;
  double firms;  // median
};

struct LedSector {
  std::string id;
  Text name;
  std::vector<SectorLeader> leaders;  // the most specialised first; fewer where few are ranked
};

inline constexpr double least_ranked_firms = 10.0;

// By sector, of the first scenario; empty when the file does not tell sectors apart. Throws
// std::out_of_range when its arrays do not fit each other.
std::vector<LedSector> sector_leaders(const Sheet& sheet, std::size_t most);

}  // namespace agglomera::output::report
