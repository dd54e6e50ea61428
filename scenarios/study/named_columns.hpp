// A small table whose columns are known by name, further ones passed over: what a user tells beside a
// table of activity.
#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/study/csv_stream.hpp"
#include "scenarios/study/written_number.hpp"

namespace agglomera::scenarios {

// Columns are numbered as they are asked for: those needed, then the optional ones.
class NamedColumns {
 public:
  NamedColumns(const std::string& file, const CsvManner& manner,
               const std::vector<std::string>& needed, const std::vector<std::string>& optional,
               Complaints& complaints, const NumberManner& number = {})
      : rows_(file, manner, complaints), manner_(number) {
    std::vector<std::string> names;
    if (rows_.next()) names.assign(rows_.cells().begin(), rows_.cells().end());
    width_ = names.size();
    for (const auto* wanted : {&needed, &optional})
      for (const std::string& name : *wanted) {
        const auto found = std::ranges::find(names, name);
        places_.push_back(static_cast<std::size_t>(found - names.begin()));
        if (found != names.end() || wanted == &optional) continue;
        rows_.complain_of_row(fmt::format("column {} is missing ({})", in_quotes(name), known_names(names)),
                              nearest_suggestion(name, names));
        sound_ = false;
      }
  }

  // The next row with as many cells as the header; others are complained of.
  bool next() {
    while (sound_ && rows_.next()) {
      if (rows_.cells().size() == width_) return true;
      rows_.complain_of_row(fmt::format("{} {} (the header has {})", rows_.cells().size(),
                                        rows_.cells().size() == 1 ? "cell" : "cells", width_));
    }
    return false;
  }

  bool has(std::size_t column) const { return places_[column] < width_; }
  std::string_view text(std::size_t column) const { return rows_.cells()[places_[column]]; }
  int line() const { return rows_.line(); }
  void complain(std::size_t column, std::string message, std::string suggestion = {}) const {
    rows_.complain(places_[column], std::move(message), std::move(suggestion));
  }

  std::optional<double> number(std::size_t column, double low, double high) const {
    const std::string_view words = text(column);
    const std::optional<double> value = number_in(words, manner_);
    if (value && *value >= low && *value <= high) return value;
    complain(column, fmt::format("{} is no number from {} to {}", in_quotes(words), low, high),
             value ? "" : manner_hint(words, manner_));
    return std::nullopt;
  }

 private:
  CsvStream rows_;
  NumberManner manner_;
  std::vector<std::size_t> places_;
  std::size_t width_ = 0;
  bool sound_ = true;
};

}  // namespace agglomera::scenarios
