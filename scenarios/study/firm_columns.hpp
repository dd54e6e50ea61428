// Which column of a list of firms is what, as its header says.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "scenarios/study/csv_stream.hpp"

namespace agglomera::scenarios {

struct FirmColumns {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  std::size_t width = 0;  // 0: complained of
  std::size_t id = none, city = none, sector = none, founded = none, closed = none;
  std::size_t year = none, revenue = none;  // of a long list
  std::vector<std::size_t> revenues;        // of a wide list
  std::vector<int> years;                   // of these

  bool is_long() const { return revenues.empty(); }
};

// A whole number from 1000 to 2500.
std::optional<int> founding_or_later(std::string_view words);

// Of the row at which `rows` stands. Complains of columns that are missing, unknown or there twice.
FirmColumns firm_columns(const CsvStream& rows);

}  // namespace agglomera::scenarios
