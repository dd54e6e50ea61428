#include "scenarios/study/cities_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace agglomera::scenarios {
namespace {

enum : std::size_t { id, name_en, name_zh, country, lat, lon, cluster, governance };

std::vector<Column> columns() {
  return {{"city"},    {"name_en"},    {"name_zh"},
          {"country"}, {"lat"},        {"lon"},
          {"cluster"}, {"governance"}, {"in_paper_tables", false}};
}

std::optional<std::string> city_id(CsvTable& table) {
  const std::string& words = table.text(id);
  if (words == sim::rest_of_world_id)
    table.complain(
        id, fmt::format("\"{}\" is no city (the program adds the rest of the world itself)", words),
        "leave the row out");
  else if (!is_id(words))
    table.complain(id, fmt::format("{} is no name of a city (small letters, digits and hyphens)",
                                   in_quotes(words)));
  else
    return words;
  return std::nullopt;
}

sim::City city_of(CsvTable& table) {
  sim::City city;
  city.id = table.text(id);
  city.name_en = table.filled(name_en).value_or("");
  city.name_zh = table.text(name_zh);
  city.country = table.text(country);
  if (!is_country_code(city.country))
    table.complain(country, fmt::format("{} is no country code (two capital letters, ISO 3166-1)",
                                        in_quotes(city.country)));
  if (!table.text(lat).empty() || !table.text(lon).empty()) {
    city.latitude_degrees = table.number(lat, {-90.0, 90.0}).value_or(0.0);
    city.longitude_degrees = table.number(lon, {-180.0, 180.0}).value_or(0.0);
  }
  city.cluster = table.text(cluster);
  if (!is_id(city.cluster))
    table.complain(cluster,
                   fmt::format("{} is no name of a cluster (small letters, digits and hyphens)",
                               in_quotes(city.cluster)),
                   "write independent for a city in no cluster");
  return city;
}

CitiesTable in_order_of_ids(CitiesTable read) {
  std::vector<std::size_t> order(read.cities.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return read.cities[a].id < read.cities[b].id; });
  CitiesTable sorted;
  sorted.known = read.known;
  for (const std::size_t row : order) {
    sorted.cities.push_back(std::move(read.cities[row]));
    sorted.regimes.push_back(read.regimes[row]);
  }
  return sorted;
}

}  // namespace

CitiesTable read_cities(const TableText& text, Complaints& complaints) {
  CsvTable table(text.file, text.text, columns(), complaints);
  CitiesTable read;
  std::unordered_map<std::string, int> first_lines;
  bool all_named = true;
  while (table.next()) {
    const auto named = city_id(table);
    const auto regime = table.one_of(governance, "regime", {"market", "coordinated", "mixed"});
    if (!named) {
      all_named = false;
      continue;
    }
    const auto [before, fresh] = first_lines.try_emplace(*named, table.line());
    if (!fresh) {
      table.complain(
          id, fmt::format("city \"{}\" stands twice (first in line {})", *named, before->second));
      continue;
    }
    if (read.cities.size() == most_cities) {
      table.complain_of_row(fmt::format("more than {} cities", most_cities));
      all_named = false;
      break;
    }
    read.cities.push_back(city_of(table));
    read.regimes.push_back(static_cast<models::Regime>(regime.value_or(0)));
  }
  if (table.whole() && all_named && read.cities.empty())
    table.complain_of_file("holds no city (rows are expected below the header)");
  read.known = table.whole() && all_named && !read.cities.empty();
  return in_order_of_ids(std::move(read));
}

}  // namespace agglomera::scenarios
