// background.csv: the share of each city in the world's listed firms and in their revenue.
//   city,measure,year,value,log_sd,kind,source[,known]
// `measure` is firm_share or revenue_share; every city needs both in every year up to its last, after
// which they are continued, and the shares of a year add up to less than 1, for the rest of the world is
// a place too. Where a study says that there is none they add up to 1, but for rounding. `known` is the year from which on a value could be known; empty: its own. A series is as uncertain as
// its most uncertain year, and derived only when every year is.
#pragma once

#include <vector>

#include "models/study.hpp"
#include "scenarios/study/frame.hpp"

namespace agglomera::scenarios {

struct BackgroundTable {
  std::vector<models::ShareSeries> firm_share;     // of each city
  std::vector<models::ShareSeries> revenue_share;  // of each city
};

// `cities_are_all`: there is no rest of the world.
BackgroundTable read_background(const TableText& table, const Frame& frame, bool cities_are_all,
                                Complaints& complaints);

}  // namespace agglomera::scenarios
