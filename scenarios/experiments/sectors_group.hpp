// The group /sectors of a run of a study that tells sectors apart: LQs of every sector at once.
//
// With n_cs the firms of sector s in place c, n_s those of the sector, n_c those of the place and n all,
// LQ_cs = (n_cs/n_s)/(n_c/n); the same of revenue. Missing where a place or a sector has no firm.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/study/scenario.hpp"

namespace agglomera::scenarios {

// One branch: [member][sector][place][year], sectors as in the study, the rest of the world the last
// place.
struct SectorSeries {
  std::vector<double> lq_count;
  std::vector<double> lq_revenue;
  std::vector<std::int32_t> firms;  // −1 in a failed member
  std::vector<double> revenue_usd;
};

// Fills in the LQs from firms and revenues; `places` and `years` are the lengths of the last two.
void compare_sectors(SectorSeries& series, std::size_t sectors, std::size_t places,
                     std::size_t years);

// Of the branches with these names, in this order.
output::Group sectors_group(const Scenario& scenario, const std::vector<std::string>& branches,
                            int members, const std::vector<SectorSeries>& series);

}  // namespace agglomera::scenarios
