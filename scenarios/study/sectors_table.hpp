// The sectors of a study, where it tells several apart, in two tables.
//
// sectors.csv: how large each sector is in the world.
//   sector,name_en,name_zh,firms,revenue_usd[,year][,source]
// `firms_share` may stand for firms and `revenue_share` for revenue_usd: of the totals of all sectors,
// which totals.csv gives; shares add up to 1, and numbers to those totals, within one percent. Without a
// year a row holds for all years (a share of growing totals grows); with years every sector needs every
// year that the totals have. A study has 2 to 255 sectors.
//
// sector_specialisation.csv: what a city offers to the firms of one sector, beside what it offers to all.
//   sector,city,amenity[,source]
// Utility; 0 where no row says otherwise.
#pragma once

#include <vector>

#include "models/study.hpp"
#include "scenarios/study/frame.hpp"

namespace agglomera::scenarios {

struct SectorsTable {
  std::vector<models::Sector> sectors;  // in the order of their ids, each without amenities
  bool known = false;  // every row names its sector, so that other tables can be checked against it
};

// `totals`: of all sectors; nothing when they could not be read.
SectorsTable read_sectors(const TableText& table, const Frame& frame,
                          const models::WorldTotals* totals, Complaints& complaints);

// Adds the amenities.
void read_specialisation(const TableText& table, const Frame& frame, SectorsTable& sectors,
                         Complaints& complaints);

}  // namespace agglomera::scenarios
