// What every table of a study must fit into: its cities and its years.
//
// A city whose row could not be read must not make every other table wrong: while the cities or
// the years are not surely known, nothing that depends on them is complained of.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/csv_table.hpp"
#include "sim/cities.hpp"

namespace agglomera::scenarios {

// The text of a table and the name of its file.
struct TableText {
  std::string file;
  std::string text;
};

struct Frame {
  std::string cities_file;
  std::vector<std::string> ids;  // ascending; a city's place among them is its index
  bool cities_known = false;     // all of them
  sim::Year first = 0;
  sim::Year last = -1;
  bool years_known = false;

  std::size_t cities() const { return ids.size(); }
  std::size_t years() const { return static_cast<std::size_t>(last - first + 1); }
  bool known() const { return cities_known && years_known; }

  std::optional<sim::PlaceIndex> find(std::string_view id) const;
  // Cells of a table; complain when the city is unknown or the year outside.
  std::optional<sim::PlaceIndex> city(CsvTable& table, std::size_t column) const;
  std::optional<std::size_t> year(CsvTable& table, std::size_t column) const;  // from 0
};

// "unknown city \"x\" (not in cities.csv)"
std::string unknown_city(std::string_view id, const Frame& frame);

// The column `known`: the year from which on the row's value could be known; nothing where the column
// is absent or the cell empty.
std::optional<sim::Year> known_year(CsvTable& table, std::size_t column);

// "2009, 2011" of the years that are missing.
std::string years_listed(const Frame& frame, const std::vector<bool>& missing);

// The code of a country: two capital letters (ISO 3166-1 alpha-2).
bool is_country_code(std::string_view code);
// Small letters, digits and hyphens.
bool is_id(std::string_view id);

}  // namespace agglomera::scenarios
