// The rows of the world map (see map_spec.hpp): every city that lies somewhere, in every year and world.
#pragma once

#include <string>
#include <vector>

#include "output/report/drawing/map_labels.hpp"
#include "output/report/reading/sheet.hpp"
#include "output/report/table.hpp"

namespace agglomera::output::report {

// The map's middle meridian: the Americas to the left, Australia to the right.
constexpr double map_centre_longitude = 12;

struct MapCity {
  std::string id;
  std::size_t row;  // in `series`
  Place place;
  double typical_firms;  // largest median over the years
  Label label;
};
std::vector<MapCity> map_cities(const Sheet& sheet);

// Scenarios on the map: the first ones, for more would make a slow page.
std::size_t worlds_on_map(const Sheet& sheet);
Text world_name(const Sheet& sheet, std::size_t scenario);

// The unit in which Chinese tables count revenue: one number serves both languages.
inline constexpr double revenue_unit_usd = 1e8;

struct MapRows {
  Table table;
  // Largest medians over all worlds, cities and years; 0 when there are none. Revenue in units.
  double largest_firms = 0, largest_revenue = 0;
};
MapRows map_rows(const Sheet& sheet, const std::vector<MapCity>& cities);

}  // namespace agglomera::output::report
