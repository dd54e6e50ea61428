#include "scenarios/study/activity_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

#include "scenarios/study/activity_columns.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double largest = 1e100;  // sums stay finite

class ActivityReader {
 public:
  ActivityReader(const std::string& file, const ActivityManner& manner, Complaints& complaints)
      : manner_(manner), complaints_(complaints), rows_(file, manner.csv, complaints) {
    table_.file = file;
    place_of_year_.fill(no_year);
  }

  ActivityTable read() {
    if (!rows_.next()) {
      complaints_.add({table_.file, 0, 0, "holds only empty lines", "begin with a header"});
      return std::move(table_);
    }
    columns_ = activity_columns(rows_, manner_, table_.industries);
    if (columns_.width == 0) return std::move(table_);
    while (rows_.next()) read_row();
    if (table_.size() == 0 && complaints_.none())
      complaints_.add({table_.file, 0, 0, "holds a header and no rows", ""});
    name_totals();
    sort_years();
    sort_rows();
    complain_of_twins();
    return std::move(table_);
  }

 private:
  static constexpr std::uint16_t no_year = 0xFFFF;

  void read_row() {
    const auto cells = rows_.cells();
    if (cells.size() != columns_.width) {
      rows_.complain_of_row(fmt::format("{} cells (the header has {})", cells.size(), columns_.width),
                            cells.size() > columns_.width
                                ? "write numbers without separators of thousands, and put a name with a "
                                  "comma into quotes"
                                : "");
      return;
    }
    const auto region = named(columns_.region, table_.regions);
    const auto industry = columns_.industry == ActivityColumns::none
                              ? std::optional<std::uint32_t>(0)
                              : named(columns_.industry, table_.industries);
    const auto year = columns_.year == ActivityColumns::none ? std::optional<std::uint16_t>(0)
                                                             : dated(columns_.year);
    for (std::size_t k = 0; k < columns_.values.size(); ++k) {
      Known known = Known::number;
      const auto value = number(columns_.values[k], known);
      if (!value || !region || !industry || !year) continue;
      const bool by_industry = columns_.shape == TableShape::industry_columns;
      table_.region.push_back(*region);
      table_.industry.push_back(by_industry ? columns_.industries[k] : *industry);
      table_.year.push_back(columns_.years.empty() ? *year : place(columns_.years[k]));
      table_.value.push_back(*value);
      table_.known.push_back(known);
      lines_.push_back(static_cast<std::uint32_t>(rows_.line()));
    }
  }

  std::optional<std::uint32_t> named(std::size_t column, DistinctNames& names) {
    const std::string_view name = rows_.cells()[column];
    if (!name.empty()) return names.number(name);
    rows_.complain(column, fmt::format("{} is empty (a name is expected)",
                                       in_quotes(column == columns_.region ? manner_.region
                                                                           : manner_.industry)));
    return std::nullopt;
  }

  std::uint16_t place(int year) {
    std::uint16_t& place = place_of_year_[static_cast<std::size_t>(year)];
    if (place == no_year) {
      place = static_cast<std::uint16_t>(table_.years.size());
      table_.years.push_back(year);
    }
    return place;
  }

  std::optional<std::uint16_t> dated(std::size_t column) {
    const std::string_view words = rows_.cells()[column];
    if (const auto year = year_of(words)) return place(*year);
    rows_.complain(column, fmt::format("{} is {}, no year (a whole number from 1 to 9999 is expected)",
                                       in_quotes(manner_.year), in_quotes(words)),
                   words.empty() ? "" : "write 2009 and nothing else");
    return std::nullopt;
  }

  std::optional<double> number(std::size_t column, Known& known) {
    const std::string_view words = rows_.cells()[column];
    const bool digit = !words.empty() && words[0] >= '0' && words[0] <= '9';
    if (!digit) {
      known = words.empty() || std::ranges::find(manner_.missing, words) != manner_.missing.end()
                  ? Known::missing
              : std::ranges::find(manner_.suppressed, words) != manner_.suppressed.end()
                  ? Known::suppressed
                  : Known::number;
      if (known != Known::number) return missing;
    }
    double value = 0;
    const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
    const bool whole = error == std::errc{} && end == words.data() + words.size();
    if (whole && value >= 0 && value <= largest && (!manner_.counts || value == std::floor(value)))
      return value + 0.0;  // −0 is 0
    complain_of_number(column, words, error == std::errc::result_out_of_range ? HUGE_VAL : whole ? value : missing);
    return std::nullopt;
  }

  void complain_of_number(std::size_t column, std::string_view words, double value) const {
    if (!rows_.wanted()) return rows_.complain(column, "");
    const std::string is = fmt::format("the value is {}", in_quotes(words));
    if (std::isnan(value)) {
      const bool parted = words.find_first_of(", '") != std::string_view::npos &&
                          words.find_first_of("0123456789") != std::string_view::npos;
      rows_.complain(column, is + ", no number",
                     parted ? "write a decimal point and no separators of thousands"
                            : "name a mark with --suppressed or --missing");
    } else if (!(std::abs(value) <= largest)) {
      rows_.complain(column, is + " (a finite number is expected)", "leave the cell empty when nothing is known");
    } else if (value < 0) {
      rows_.complain(column, is + " (amounts of activity are never negative)",
                     "leave the cell empty when nothing is known");
    } else {
      rows_.complain(column, is + " (--counts takes whole numbers)", "");
    }
  }

  void name_totals() {
    const auto find = [&](const std::string& name, const DistinctNames& names, const char* option)
        -> std::optional<std::uint32_t> {
      if (name.empty()) return std::nullopt;
      for (std::size_t k = 0; k < names.size(); ++k)
        if (names[k] == name) return static_cast<std::uint32_t>(k);
      complaints_.add({"", 0, 0, fmt::format("{}: {} is nowhere in {}", option, in_quotes(name), table_.file), ""});
      return std::nullopt;
    };
    table_.total_region = find(manner_.total_region, table_.regions, "--total-region");
    table_.total_industry = find(manner_.total_industry, table_.industries, "--total-industry");
  }

  void sort_years() {
    table_.has_years = !table_.years.empty();
    if (!table_.has_years) table_.years = {0};
    std::vector<int> ascending = table_.years;
    std::ranges::sort(ascending);
    std::vector<std::uint16_t> now(ascending.size());
    for (std::size_t k = 0; k < now.size(); ++k)
      now[k] = static_cast<std::uint16_t>(std::ranges::lower_bound(ascending, table_.years[k]) -
                                          ascending.begin());
    for (std::uint16_t& year : table_.year) year = now[year];
    table_.years = std::move(ascending);
  }

  // Stable counting sorts by the least key first: rows of one combination stay in the order of lines.
  void sort_rows() {
    std::vector<std::uint32_t> order(table_.size());
    std::iota(order.begin(), order.end(), 0u);
    sort_by(table_.region, table_.regions.size(), order);
    sort_by(table_.industry, table_.industries.size(), order);
    sort_by(table_.year, table_.years.size(), order);
    arrange(table_.region, order);
    arrange(table_.industry, order);
    arrange(table_.year, order);
    arrange(table_.value, order);
    arrange(table_.known, order);
    arrange(lines_, order);
  }

  template <typename Key>
  static void sort_by(const std::vector<Key>& keys, std::size_t different,
                      std::vector<std::uint32_t>& order) {
    std::vector<std::uint32_t> next(different + 1, 0), sorted(order.size());
    for (const std::uint32_t row : order) ++next[keys[row] + 1u];
    std::partial_sum(next.begin(), next.end(), next.begin());
    for (const std::uint32_t row : order) sorted[next[keys[row]]++] = row;
    order = std::move(sorted);
  }

  template <typename Entry>
  static void arrange(std::vector<Entry>& entries, const std::vector<std::uint32_t>& order) {
    std::vector<Entry> arranged(entries.size());
    for (std::size_t k = 0; k < order.size(); ++k) arranged[k] = entries[order[k]];
    entries = std::move(arranged);
  }

  void complain_of_twins() {
    std::size_t first = 0;
    for (std::size_t k = 1; k < table_.size(); ++k) {
      const bool same = table_.region[k] == table_.region[first] &&
                        table_.industry[k] == table_.industry[first] &&
                        table_.year[k] == table_.year[first];
      if (!same) {
        first = k;
        continue;
      }
      if (!complaints_.wanted(table_.file)) {
        complaints_.add({table_.file, 0, 0, "", ""});  // counted
        continue;
      }
      const std::string when =
          table_.has_years ? fmt::format(" in {}", table_.years[table_.year[k]]) : "";
      complaints_.add({table_.file, static_cast<int>(lines_[k]), 1,
                       fmt::format("{} in {}{} stands twice (first in line {})",
                                   in_quotes(table_.industries[table_.industry[k]]),
                                   in_quotes(table_.regions[table_.region[k]]), when, lines_[first]),
                       ""});
    }
  }

  const ActivityManner& manner_;
  Complaints& complaints_;
  CsvStream rows_;
  ActivityColumns columns_;
  ActivityTable table_;
  std::array<std::uint16_t, 10000> place_of_year_;
  std::vector<std::uint32_t> lines_;
};

}  // namespace

ActivityTable read_activity(const std::string& file, const ActivityManner& manner,
                            Complaints& complaints) {
  return ActivityReader(file, manner, complaints).read();
}

}  // namespace agglomera::scenarios
