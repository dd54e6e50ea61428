#include "scenarios/study/links_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace agglomera::scenarios {
namespace {

enum : std::size_t { city_a, city_b, kind, length_km };

constexpr double shortest_km = 0.001;
constexpr double longest_km = 40100.0;  // once around the earth

}  // namespace

std::vector<sim::Link> read_links(const TableText& text, const Frame& frame,
                                  Complaints& complaints) {
  CsvTable table(text.file, text.text,
                 {{"city_a"}, {"city_b"}, {"kind"}, {"length_km"}, {"source"}}, complaints);
  std::vector<sim::Link> links;
  std::unordered_map<std::uint32_t, int> first_lines;
  while (table.next()) {
    const auto a = frame.city(table, city_a), b = frame.city(table, city_b);
    const auto word = table.filled(kind);
    const auto length = table.number(length_km, {shortest_km, longest_km});
    if (!a || !b) continue;
    if (*a == *b) {
      table.complain(city_b,
                     fmt::format("{} is linked with itself", in_quotes(table.text(city_b))));
      continue;
    }
    const auto [low, high] = std::minmax(*a, *b);
    const auto [before, fresh] =
        first_lines.try_emplace(std::uint32_t{low} << 16 | high, table.line());
    if (!fresh)
      table.complain(city_a, fmt::format("the link of {} and {} stands twice (first in line {})",
                                         table.text(city_a), table.text(city_b), before->second));
    else
      links.push_back({low, high, word.value_or(""), length.value_or(1.0)});
  }
  std::sort(links.begin(), links.end(), [](const sim::Link& one, const sim::Link& other) {
    return std::tie(one.a, one.b) < std::tie(other.a, other.b);
  });
  return links;
}

}  // namespace agglomera::scenarios
