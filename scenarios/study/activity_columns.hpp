// Which column of an activity table is what, as its header says.
#pragma once

#include <cstddef>
#include <vector>

#include "scenarios/study/activity_table.hpp"

namespace agglomera::scenarios {

struct ActivityColumns {
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  TableShape shape = TableShape::one_value_a_row;  // never `wide`
  std::size_t width = 0;
  std::size_t region = none, industry = none, year = none, flag = none;
  std::vector<std::size_t> values;        // the columns of numbers: one in a long table
  std::vector<std::uint32_t> industries;  // of `values`, in a table with industries as columns
  std::vector<int> years;                 // of `values`, in a table with years as columns
};

// A whole number from 1 to 9999.
std::optional<int> year_of(std::string_view words);

// Of the row at which `rows` stands. Complains, and leaves the width 0, when a column is missing.
ActivityColumns activity_columns(const CsvStream& rows, const ActivityManner& manner,
                                 DistinctNames& industries);

}  // namespace agglomera::scenarios
