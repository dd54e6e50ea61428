// An activity table as full panels: a number for every region and every year of its span, known or filled
// in. Filled in is what is missing, suppressed, or of a year that the table leaves out:
//   along the line between the nearest years of the same cell that are known, level beyond them;
//   where the cell is never known, as much of the region as the industry has of the regions where it is
//   known (an LQ of 1 among them).
// What was filled in serves totals only and is never observed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "scenarios/study/activity_table.hpp"

namespace agglomera::scenarios {

// [row][year]; rows are the regions and then the rest of the world, which may have nothing.
using Panel = std::vector<std::vector<double>>;

struct IndustryPanel {
  Panel known;                // NaN where nobody told
  Panel filled;
  std::vector<double> world;  // [year]: of the rows of totals where they are known, else the sum
};

struct PanelManner {
  bool absent_is_zero = false;  // a combination without a row: zero, else missing
  std::string rest_region;      // whose rows are the rest of the world; empty: nobody's
};

class ActivityPanel {
 public:
  // Complains of a rest that is no region, and of a span with more gaps than years. The table stays with
  // the caller.
  ActivityPanel(const ActivityTable& table, const PanelManner& manner, Complaints& complaints);

  int first() const { return table_.years.front(); }
  int last() const { return table_.years.back(); }
  std::size_t years() const { return year_of_table_.size(); }
  bool in_table(std::size_t year) const { return year_of_table_[year] != no_year; }
  // By their numbers in the table; neither totals nor the rest.
  const std::vector<std::uint32_t>& regions() const { return regions_; }
  const std::vector<std::uint32_t>& industries() const { return industries_; }

  IndustryPanel industry(std::uint32_t industry) const;

  // Of all industries together.
  const Panel& all() const { return all_; }
  const std::vector<double>& world() const { return world_; }
  // Which part of a region was filled in, in the worst of the table's years.
  const std::vector<double>& filled_share() const { return filled_share_; }
  // Of each of industries() in the world: [industry][year].
  const Panel& sizes() const { return sizes_; }
  std::size_t absent() const { return absent_; }  // combinations without a row
  std::size_t untold() const { return untold_; }  // missing or suppressed

 private:
  static constexpr std::uint16_t no_year = 0xFFFF;
  static constexpr std::uint32_t no_row = 0xFFFFFFFF;
  void lay_out(const PanelManner& manner, Complaints& complaints);
  void index_rows();
  void count_untold();
  void add_up();
  std::size_t rest_row() const { return regions_.size(); }
  std::size_t total_row() const { return regions_.size() + 1; }
  Panel told(std::uint32_t industry) const;  // with a row of totals at the end
  Panel filled(const Panel& told) const;     // without it
  std::vector<double> world_of(const Panel& told, const Panel& filled) const;
  void fill_gaps(std::vector<double>& series) const;  // years that the table leaves out

  const ActivityTable& table_;
  bool absent_is_zero_;
  std::vector<std::uint32_t> regions_, industries_;
  std::vector<std::uint32_t> row_of_;         // of the table's regions
  std::vector<std::uint16_t> year_of_table_;  // of the years of the span; no_year in a gap
  std::vector<std::size_t> starts_;           // of the numbers of each year and industry
  Panel known_;                               // what is known of all industries
  Panel all_, sizes_;
  std::vector<double> world_, filled_share_;
  std::size_t absent_ = 0, untold_ = 0;
};

}  // namespace agglomera::scenarios
