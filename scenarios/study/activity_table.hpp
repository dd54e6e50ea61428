// A table the user already has: how much activity (firms, jobs, revenue) of which industry was where, in
// which year. Long: one number a row,
//   region,industry,year,value
// or wide: one column for each industry, or for each year. Further columns of a long table are passed
// over. Read as a stream; some thirty bytes a number are kept, and each name once.
//
// How numbers are written (decimal comma, separators of thousands) is told by the user; where a table can
// be read in two ways it is refused, or the way is noted.
//
// A number, zero, missing (empty or marked) and suppressed (marked: the office knows it but doesn't tell)
// are four things: neither of the latter two ever counts as zero. A combination that has no row is absent;
// what that means is asked of the user (measure --absent).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/study/complaints.hpp"
#include "scenarios/study/csv_stream.hpp"
#include "scenarios/study/distinct_names.hpp"
#include "scenarios/study/written_number.hpp"

namespace agglomera::scenarios {

enum class TableShape { one_value_a_row, wide, industry_columns, year_columns };

struct ActivityManner {
  std::string region = "region", industry = "industry", year = "year", value = "value";
  bool years = true;  // false: the table is of one year that it doesn't name
  TableShape shape = TableShape::one_value_a_row;  // wide: told by the header
  CsvManner csv;
  NumberManner number;
  std::vector<std::string> missing = {"NA",   "N/A",  "n/a", "na", "NaN", "nan",
                                      "null", "NULL", ".",   "..", ":"};
  std::vector<std::string> suppressed = {"(D)", "D", "(S)", "S", "*",  "**",
                                         "(X)", "X", "x",   "c", ":c", ": c"};
  std::vector<std::string> zero;  // marks of zeros, such as –
  std::string
      flag;  // the column where a mark of `suppressed`, or N (BLS), says that the number is; empty: none
  bool counts = false;       // values must be whole numbers
  std::string total_region;  // names of rows that hold totals; empty: none
  std::string total_industry;
};

enum class Known : std::uint8_t { number, missing, suppressed };

// Numbers sorted by year, industry, region, each combination once; regions and industries by their names.
struct ActivityTable {
  std::string file;
  DistinctNames regions, industries;  // with the names of totals
  std::vector<int> years;             // ascending; 0 alone for a table without
  bool has_years = true;
  std::optional<std::uint32_t> total_region, total_industry;
  std::vector<std::string> notes;  // how what could be read in two ways was read

  std::vector<std::uint32_t> region, industry;
  std::vector<std::uint16_t> year;  // place in `years`
  std::vector<double> value;        // NaN unless a number
  std::vector<Known> known;

  std::size_t size() const { return value.size(); }
};

// Complains of ragged rows, unknown columns, empty names, years and values that are none, negative and
// infinite values, and combinations that stand twice. Throws sim::InputError where reading can't go on.
ActivityTable read_activity(const std::string& file, const ActivityManner& manner,
                            Complaints& complaints);

}  // namespace agglomera::scenarios
