#include "scenarios/study/csv_table.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace agglomera::scenarios {
namespace {

std::string said(const Bounds& bounds) {
  const std::string low = fmt::format("{} {}", bounds.low_belongs ? "from" : "above", bounds.low);
  if (std::isinf(bounds.high)) return low + " on";
  return fmt::format("{} {} {}", low, bounds.high_belongs ? "to" : "to below", bounds.high);
}

bool hold(const Bounds& bounds, double value) {
  return (bounds.low_belongs ? value >= bounds.low : value > bounds.low) &&
         (bounds.high_belongs ? value <= bounds.high : value < bounds.high);
}

}  // namespace

CsvTable::CsvTable(std::string file, std::string_view text, std::vector<Column> columns,
                   Complaints& complaints)
    : file_(std::move(file)),
      columns_(std::move(columns)),
      complaints_(complaints),
      rows_(file_, text, complaints),
      place_(columns_.size(), absent) {
  read_header();
}

std::string CsvTable::header_names() const {
  std::vector<std::string> names;
  for (const Column& column : columns_) names.push_back(column.name);
  return fmt::format("{}", fmt::join(names, ","));
}

void CsvTable::read_header() {
  constexpr std::size_t most_columns = 1000;
  if (!rows_.next(most_columns)) {
    whole_ = false;
    complain_of_file("holds only empty lines", fmt::format("begin with {}", header_names()));
    return;
  }
  width_ = rows_.cell_count();
  std::vector<std::string> names;
  for (const Column& column : columns_) names.push_back(column.name);
  const auto complain_at = [&](const Cell& cell, std::string message, std::string suggestion) {
    complaints_.add({file_, cell.line, cell.column, std::move(message), std::move(suggestion)});
  };
  const Cell& first = rows_.cells().front();
  if (width_ == 1 && first.text.find_first_of(";\t") != std::string::npos) {
    whole_ = false;
    width_ = 0;
    return complain_at(first, "the cells are parted by semicolons or tabs (a comma is expected)",
                       "save it with commas");
  }
  for (std::size_t i = 0; i < rows_.cells().size(); ++i) {
    const Cell& cell = rows_.cells()[i];
    const auto known = std::find(names.begin(), names.end(), cell.text);
    if (known == names.end()) {
      complain_at(cell,
                  fmt::format("unknown column {} (the table has: {})", in_quotes(cell.text),
                              fmt::join(names, ", ")),
                  nearest_suggestion(cell.text, names));
      continue;
    }
    std::size_t& place = place_[static_cast<std::size_t>(known - names.begin())];
    if (place != absent)
      complain_at(cell, fmt::format("column {} stands twice", in_quotes(cell.text)), "");
    else
      place = i;
  }
  complain_of_missing_columns(names);
}

void CsvTable::complain_of_missing_columns(const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (!columns_[i].required || place_[i] != absent) continue;
    whole_ = false;
    complain_of_row(fmt::format("column \"{}\" is missing (the table has: {})", names[i],
                                fmt::join(names, ", ")));
  }
  if (!whole_) width_ = 0;
}

bool CsvTable::next() {
  while (width_ > 0 && rows_.next(width_)) {
    if (rows_.sound() && rows_.cell_count() == width_) return true;
    whole_ = false;
    if (rows_.sound())
      complain_of_row(fmt::format("{} cells (the header has {})", rows_.cell_count(), width_));
  }
  return false;
}

const std::string& CsvTable::text(std::size_t column) const {
  static const std::string nothing;
  return place_[column] == absent ? nothing : cell(column).text;
}

std::optional<std::string> CsvTable::filled(std::size_t column) {
  if (!text(column).empty()) return text(column);
  complain(column, fmt::format("\"{}\" is empty", columns_[column].name));
  return std::nullopt;
}

std::optional<double> CsvTable::number(std::size_t column, const Bounds& bounds) {
  const std::string& words = text(column);
  const std::string& name = columns_[column].name;
  if (words.empty()) {
    complain(column, fmt::format("\"{}\" is empty (a number is expected)", name));
    return std::nullopt;
  }
  double value = 0.0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
  if (error == std::errc::result_out_of_range) {
    complain(column,
             fmt::format("\"{}\" is {}, beyond what a number can hold", name, in_quotes(words)));
    return std::nullopt;
  }
  if (error != std::errc{} || end != words.data() + words.size()) {
    const bool comma = words.find(',') != std::string::npos;
    complain(column, fmt::format("\"{}\" is {}, no number", name, in_quotes(words)),
             comma ? "write a decimal point and no separators of thousands" : "");
    return std::nullopt;
  }
  if (!std::isfinite(value)) {
    complain(column, fmt::format("\"{}\" is {} (a finite number is expected)", name, words),
             "leave the row out when nothing is known");
    return std::nullopt;
  }
  if (!hold(bounds, value)) {
    complain(column, fmt::format("\"{}\" is {} ({} is expected)", name, words, said(bounds)));
    return std::nullopt;
  }
  return value;
}

std::optional<int> CsvTable::whole_number(std::size_t column) {
  const std::string& words = text(column);
  int value = 0;
  const auto [end, error] = std::from_chars(words.data(), words.data() + words.size(), value);
  if (error == std::errc{} && end == words.data() + words.size()) return value;
  complain(column,
           fmt::format("\"{}\" is {}, no whole number", columns_[column].name, in_quotes(words)));
  return std::nullopt;
}

std::optional<std::size_t> CsvTable::one_of(std::size_t column, std::string_view noun,
                                            const std::vector<std::string>& known) {
  const std::string& words = text(column);
  const auto found = std::find(known.begin(), known.end(), words);
  if (found != known.end()) return static_cast<std::size_t>(found - known.begin());
  complain(column,
           fmt::format("{} is no {} (known: {})", in_quotes(words), noun, fmt::join(known, ", ")),
           nearest_suggestion(words, known));
  return std::nullopt;
}

void CsvTable::complain(std::size_t column, std::string message, std::string suggestion) {
  const bool there = place_[column] != absent;
  complaints_.add({file_, there ? cell(column).line : line(), there ? cell(column).column : 1,
                   std::move(message), std::move(suggestion)});
}

void CsvTable::complain_of_row(std::string message, std::string suggestion) {
  complain_of_line(line(), std::move(message), std::move(suggestion));
}

void CsvTable::complain_of_line(int line, std::string message, std::string suggestion) {
  complaints_.add({file_, line, 1, std::move(message), std::move(suggestion)});
}

void CsvTable::complain_of_file(std::string message, std::string suggestion) {
  complaints_.add({file_, 0, 0, std::move(message), std::move(suggestion)});
}

int FirstRows::before(std::size_t key, int line) {
  if (lines_[key] == 0) {
    lines_[key] = line;
    return 0;
  }
  return lines_[key];
}

}  // namespace agglomera::scenarios
