#include "scenarios/study/regions_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "scenarios/study/frame.hpp"
#include "scenarios/study/named_columns.hpp"

namespace agglomera::scenarios {
namespace {

enum : std::size_t { region, name, name_zh, country, lat, lon, cluster, governance };

std::string told(const NamedColumns& rows, std::size_t column) {
  return rows.has(column) ? std::string(rows.text(column)) : "";
}

void read_row(const NamedColumns& rows, DerivedRegion& here) {
  if (const std::string words = told(rows, name); !words.empty()) here.name = words;
  here.name_zh = told(rows, name_zh);
  here.country = told(rows, country);
  if (!here.country.empty() && !is_country_code(here.country))
    rows.complain(country, fmt::format("{} is no country code (two capital letters, ISO 3166-1)",
                                       in_quotes(here.country)));
  here.cluster = told(rows, cluster);
  here.governance = told(rows, governance);
  const std::vector<std::string> regimes = {"market", "coordinated", "mixed"};
  if (!here.governance.empty() &&
      std::find(regimes.begin(), regimes.end(), here.governance) == regimes.end())
    rows.complain(governance,
                  fmt::format("{} is no regime ({})", in_quotes(here.governance), known_names(regimes)),
                  nearest_suggestion(here.governance, regimes));
  if (told(rows, lat).empty() && told(rows, lon).empty()) return;
  for (const std::size_t column : {lat, lon})
    if (!rows.has(column))
      return rows.complain(region, "lat and lon belong together (one of the columns is missing)");
  const auto latitude = rows.number(lat, -90, 90), longitude = rows.number(lon, -180, 180);
  if (latitude && longitude) {
    here.latitude_degrees = *latitude;
    here.longitude_degrees = *longitude;
  }
}

}  // namespace

std::vector<DerivedRegion> regions_of(const ActivityTable& table) {
  std::vector<DerivedRegion> regions(table.regions.size());
  for (std::size_t k = 0; k < regions.size(); ++k) regions[k].name = table.regions[k];
  return regions;
}

std::vector<DerivedRegion> read_regions(const std::string& file, const ActivityManner& manner,
                                        const ActivityTable& table,
                                        const std::vector<std::string>& without,
                                        Complaints& complaints) {
  const std::size_t before = complaints.count();
  std::vector<DerivedRegion> regions = regions_of(table);
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (std::size_t k = 0; k < regions.size(); ++k) numbers[table.regions[k]] = k;
  NamedColumns rows(file, manner.csv, {manner.region},
                    {"name", "name_zh", "country", "lat", "lon", "cluster", "governance"}, complaints, manner.number);
  std::vector<int> lines(regions.size(), 0);
  while (rows.next()) {
    const auto found = numbers.find(rows.text(region));
    if (found == numbers.end()) continue;
    int& line = lines[found->second];
    if (line > 0)
      rows.complain(region, fmt::format("{} stands twice (first in line {})", in_quotes(rows.text(region)), line));
    else
      read_row(rows, regions[found->second]);
    line = rows.line();
  }
  if (complaints.count() > before) return regions;
  for (std::size_t k = 0; k < regions.size(); ++k)
    if (lines[k] == 0 && std::find(without.begin(), without.end(), table.regions[k]) == without.end())
      complaints.add({file, 0, 0,
                      fmt::format("has no row for {} of {}", in_quotes(table.regions[k]), table.file), ""});
  return regions;
}

}  // namespace agglomera::scenarios
