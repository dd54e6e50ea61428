#include "scenarios/study/activity_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "scenarios/study/activity_columns.hpp"
#include "scenarios/study/activity_order.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double largest = 1e100;       // sums stay finite
constexpr double largest_count = 1e15;  // every whole number up to it has a double of its own

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
    tell_doubtful();
    put_in_order(table_, lines_);
    name_totals();
    complain_of_twins();
    return std::move(table_);
  }

 private:
  static constexpr std::uint16_t no_year = 0xFFFF;

  void read_row() {
    const auto cells = rows_.cells();
    if (cells.size() != columns_.width) {
      rows_.complain_of_row(
          fmt::format("{} cells (the header has {})", cells.size(), columns_.width),
          cells.size() > columns_.width
              ? "write numbers with a decimal point and without separators of thousands, "
                "and put a name with a comma into quotes"
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
    rows_.complain(column,
                   fmt::format("{} is {}, no year (a whole number from 1 to 9999 is expected)",
                               in_quotes(manner_.year), in_quotes(words)),
                   words.empty() ? "" : "write 2009 and nothing else");
    return std::nullopt;
  }

  bool stands_in(const std::vector<std::string>& marks, std::string_view words) const {
    return std::ranges::find(marks, words) != marks.end();
  }

  Known marked(std::string_view words) const {
    if (words.empty() || stands_in(manner_.missing, words)) return Known::missing;
    return stands_in(manner_.suppressed, words) ? Known::suppressed : Known::number;
  }

  // By the mark in the column of flags, whatever stands in the cell: offices write 0 there, or nothing.
  bool flagged() const {
    if (columns_.flag == ActivityColumns::none) return false;
    const std::string_view mark = rows_.cells()[columns_.flag];
    return !mark.empty() && (mark == "N" || stands_in(manner_.suppressed, mark));
  }

  std::optional<double> number(std::size_t column, Known& known) {
    const std::string_view words = rows_.cells()[column];
    if (flagged()) {
      known = Known::suppressed;
      return missing;
    }
    const bool digit = !words.empty() && words[0] >= '0' && words[0] <= '9';
    if (!digit) {
      known = marked(words);
      if (known != Known::number) return missing;
      if (stands_in(manner_.zero, words)) return 0;
    }
    const std::optional<double> value = number_in(words, manner_.number);
    const double most = manner_.counts ? largest_count : largest;
    if (!value || !(*value >= 0 && *value <= most) ||
        (manner_.counts && *value != std::floor(*value))) {
      complain_of_number(column, words, value);
      return std::nullopt;
    }
    if (!manner_.number.told && !points_are_decimal_) watch_points(words);
    return *value + 0.0;  // −0 is 0
  }

  // One number that can't have a point between thousands settles it for the table.
  void watch_points(std::string_view words) {
    if (words.find('.') == words.npos) return;
    if (!could_be_thousands(words))
      points_are_decimal_ = true;
    else if (doubtful_.empty()) {
      doubtful_ = words;
      doubtful_line_ = rows_.line();
    }
  }

  void tell_doubtful() {
    if (points_are_decimal_ || doubtful_.empty()) return;
    const std::string every = fmt::format(
        "{}: every number with a point has three digits behind it", in_quotes(doubtful_));
    if (manner_.csv.separator == ',')
      table_.notes.push_back(every +
                             ", and is read with a decimal point (if points part thousands say "
                             "--thousands point; --decimal point if not)");
    else
      complaints_.add({table_.file, doubtful_line_, 0, every + ", which can be read in two ways",
                       manner_hint(doubtful_, manner_.number)});
  }

  void complain_of_number(std::size_t column, std::string_view words,
                          std::optional<double> value) const {
    if (!rows_.wanted()) return rows_.complain(column, "");
    const std::string is = fmt::format("the value is {}", in_quotes(words));
    const std::string empty = "leave the cell empty when nothing is known";
    if (!value) {
      const std::string hint = manner_hint(words, manner_.number);
      rows_.complain(column, is + ", no number", !hint.empty() ? hint : mark_hint(words));
    } else if (!(std::abs(*value) <= largest)) {
      rows_.complain(column, is + " (a finite number is expected)", empty);
    } else if (*value < 0) {
      rows_.complain(column, is + " (amounts of activity are never negative)", empty);
    } else if (*value > largest_count) {
      rows_.complain(column, is + " (--counts takes whole numbers up to 1e15)");
    } else {
      rows_.complain(
          column, is + " (--counts takes whole numbers)",
          could_be_thousands(words) ? "say --thousands point if it is a whole number" : "");
    }
  }

  static std::string mark_hint(std::string_view words) {
    const bool letters_behind = !words.empty() && words[0] >= '0' && words[0] <= '9';
    return letters_behind ? "put a flag or a unit into a column of its own"
                          : "name a mark with --suppressed, --missing or --zero";
  }

  void name_totals() {
    const auto find = [&](const std::string& name, const DistinctNames& names,
                          const char* option) -> std::optional<std::uint32_t> {
      if (name.empty()) return std::nullopt;
      for (std::size_t k = 0; k < names.size(); ++k)
        if (names[k] == name) return static_cast<std::uint32_t>(k);
      complaints_.add({"", 0, 0,
                       fmt::format("{}: {} is nowhere in {}", option, in_quotes(name), table_.file),
                       ""});
      return std::nullopt;
    };
    table_.total_region = find(manner_.total_region, table_.regions, "--total-region");
    table_.total_industry = find(manner_.total_industry, table_.industries, "--total-industry");
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
      complaints_.add(
          {table_.file, static_cast<int>(lines_[k]), 1,
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
  bool points_are_decimal_ = false;
  std::string doubtful_;  // the first number whose point could part thousands
  int doubtful_line_ = 0;
  std::vector<std::uint32_t> lines_;
};

}  // namespace

ActivityTable read_activity(const std::string& file, const ActivityManner& manner,
                            Complaints& complaints) {
  return ActivityReader(file, manner, complaints).read();
}

}  // namespace agglomera::scenarios
