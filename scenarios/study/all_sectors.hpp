// Firms and revenue of all sectors by city and year, beside a list that has the firms of one sector alone
// (init --totals):
//   city,year,firms,revenue
// Every city needs every year of the list; further columns and other years are passed over.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/firm_list.hpp"

namespace agglomera::scenarios {

struct AllSectors {
  std::string file;
  DistinctNames cities;  // perhaps others than those of the list
  std::vector<std::vector<double>> firms,
      revenue_usd;  // [city][year] from the list's first year on
};

// Complains of cities and years that stand twice or are missing, of a city of the list without rows, and of
// numbers that are none or negative.
AllSectors read_all_sectors(const std::string& file, const FirmListManner& manner,
                            const FirmPanel& panel, Complaints& complaints);

}  // namespace agglomera::scenarios
