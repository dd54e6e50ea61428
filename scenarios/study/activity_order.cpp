#include "scenarios/study/activity_order.hpp"

#include <algorithm>
#include <numeric>

namespace agglomera::scenarios {
namespace {

void renumber(std::vector<std::uint32_t>& numbers, DistinctNames& names) {
  const std::vector<std::uint32_t> now = names.sort();
  if (now.empty()) return;
  for (std::uint32_t& number : numbers) number = now[number];
}

void sort_years(ActivityTable& table) {
  table.has_years = !table.years.empty();
  if (!table.has_years) table.years = {0};
  std::vector<int> ascending = table.years;
  std::ranges::sort(ascending);
  std::vector<std::uint16_t> now(ascending.size());
  for (std::size_t k = 0; k < now.size(); ++k)
    now[k] = static_cast<std::uint16_t>(std::ranges::lower_bound(ascending, table.years[k]) -
                                        ascending.begin());
  for (std::uint16_t& year : table.year) year = now[year];
  table.years = std::move(ascending);
}

template <typename Key>
void sort_by(const std::vector<Key>& keys, std::size_t different,
             std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> next(different + 1, 0), sorted(order.size());
  for (const std::uint32_t row : order) ++next[keys[row] + 1u];
  std::partial_sum(next.begin(), next.end(), next.begin());
  for (const std::uint32_t row : order) sorted[next[keys[row]]++] = row;
  order = std::move(sorted);
}

template <typename Entry>
void arrange(std::vector<Entry>& entries, const std::vector<std::uint32_t>& order) {
  std::vector<Entry> arranged(entries.size());
  for (std::size_t k = 0; k < order.size(); ++k) arranged[k] = entries[order[k]];
  entries = std::move(arranged);
}

}  // namespace

void put_in_order(ActivityTable& table, std::vector<std::uint32_t>& lines) {
  renumber(table.region, table.regions);
  renumber(table.industry, table.industries);
  sort_years(table);
  // Stable counting sorts by the least key first.
  std::vector<std::uint32_t> order(table.size());
  std::iota(order.begin(), order.end(), 0u);
  sort_by(table.region, table.regions.size(), order);
  sort_by(table.industry, table.industries.size(), order);
  sort_by(table.year, table.years.size(), order);
  arrange(table.region, order);
  arrange(table.industry, order);
  arrange(table.year, order);
  arrange(table.value, order);
  arrange(table.known, order);
  arrange(lines, order);
}

}  // namespace agglomera::scenarios
