#include "scenarios/study/frame.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace agglomera::scenarios {

std::optional<sim::PlaceIndex> Frame::find(std::string_view id) const {
  const auto found = std::lower_bound(ids.begin(), ids.end(), id);
  if (found == ids.end() || *found != id) return std::nullopt;
  return static_cast<sim::PlaceIndex>(found - ids.begin());
}

std::optional<sim::PlaceIndex> Frame::city(CsvTable& table, std::size_t column) const {
  const std::string& id = table.text(column);
  const auto found = find(id);
  if (!found && cities_known) {
    const bool wanted = table.wanted();  // the nearest of 60 000 names takes its time
    table.complain(column, unknown_city(id, *this), wanted ? suggestion_for(id, ids) : "");
  }
  return found;
}

std::optional<std::size_t> Frame::year(CsvTable& table, std::size_t column) const {
  const auto year = table.whole_number(column);
  if (!year || !years_known) return std::nullopt;
  if (*year >= first && *year <= last) return static_cast<std::size_t>(*year - first);
  table.complain(column,
                 fmt::format("year {} is outside the study ({} to {})", *year, first, last));
  return std::nullopt;
}

std::string unknown_city(std::string_view id, const Frame& frame) {
  if (id.empty()) return "the city is empty";
  return fmt::format("unknown city {} (not in {})", in_quotes(id), frame.cities_file);
}

std::optional<sim::Year> known_year(CsvTable& table, std::size_t column) {
  if (table.text(column).empty()) return std::nullopt;
  return table.whole_number(column);
}

std::string years_listed(const Frame& frame, const std::vector<bool>& missing) {
  constexpr std::size_t most = 12;
  std::string listed;
  std::size_t count = 0;
  for (std::size_t year = 0; year < missing.size(); ++year) {
    if (!missing[year]) continue;
    if (++count > most) return listed + ", …";
    listed += fmt::format("{}{}", listed.empty() ? "" : ", ", frame.first + static_cast<int>(year));
  }
  return listed;
}

bool is_country_code(std::string_view code) {
  return code.size() == 2 && std::all_of(code.begin(), code.end(), [](char letter) {
           return letter >= 'A' && letter <= 'Z';
         });
}

bool is_id(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9') || letter == '-';
  });
}

}  // namespace agglomera::scenarios
