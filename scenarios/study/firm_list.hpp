// The user's own list of firms, as it comes from a register or a stock exchange. Long: a row for each firm
// and year,
//   id,city,sector,founded,year,revenue[,closed]
// or wide: a row for each firm, and a column for each year, called revenue_2010 or 2010,
//   id,city,sector,founded,revenue_2010,revenue_2011,…[,closed]
// Read as a stream; some thirty bytes a firm and year are kept, and each name once.
//
// A firm is there from its first year with revenue to its last, or to the year before it closed. A year
// between that the list doesn't tell is filled in: the city and sector of the year before, and a revenue on
// the way from one known value to the next (equal steps of its logarithm); after the last one it stays as it
// was. Zero is a revenue. A firm whose city or sector differs from one year to the next has moved, or has
// left the one sector for the other.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/study/complaints.hpp"
#include "scenarios/study/csv_stream.hpp"
#include "scenarios/study/distinct_names.hpp"
#include "sim/ids.hpp"

namespace agglomera::scenarios {

struct FirmYear {
  std::uint32_t firm;
  std::uint32_t city;
  std::uint16_t sector;
  std::int16_t year;
  std::uint32_t line;  // 0: filled in
  double revenue_usd;
};

struct FirmPanel {
  std::string file;
  DistinctNames firms, cities, sectors;  // firms by their ids
  std::vector<std::int16_t> founded;     // by firm
  std::vector<FirmYear> rows;            // by firm, then year, each year of a firm once
  sim::Year first = 0, last = -1;        // with a revenue
  std::size_t filled = 0;                // rows that the list doesn't tell
  std::size_t relocations = 0, changes_of_sector = 0;
};

struct FirmListManner {
  CsvManner csv;
  double usd_per_unit = 1.0;  // of the revenues as they are written
};

// Complains of all that is wrong with columns, cells and firms. Throws sim::InputError where reading can't
// go on. Good for nothing where there were complaints.
FirmPanel read_firm_list(const std::string& file, const FirmListManner& manner,
                         Complaints& complaints);

}  // namespace agglomera::scenarios
