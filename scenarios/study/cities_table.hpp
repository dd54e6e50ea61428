// cities.csv: the places of a study.
//   city,name_en,name_zh,country,lat,lon,cluster,governance,in_paper_tables
// A city is named by small letters, digits and hyphens; `cluster` is "independent" for a city in
// none; lat and lon may both be empty (the map leaves such a city out); `governance` is market, coordinated or mixed; the last column is for readers only. Rows may
// stand in any order: cities are held in the order of their ids.
#pragma once

#include <vector>

#include "models/study.hpp"
#include "scenarios/study/frame.hpp"

namespace agglomera::scenarios {

struct CitiesTable {
  std::vector<sim::City> cities;
  std::vector<models::Regime> regimes;
  bool known = false;  // every row names its city, so that other tables can be checked against it
};

inline constexpr std::size_t most_cities = 60000;

CitiesTable read_cities(const TableText& table, Complaints& complaints);

}  // namespace agglomera::scenarios
