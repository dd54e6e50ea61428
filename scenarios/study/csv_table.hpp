// A table with named columns: the header is checked, rows with the wrong number of cells are
// complained of and skipped, and cells are read as what they should be. Columns may stand in any
// order. An operation on a cell that fails complains and gives nothing.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/study/complaints.hpp"
#include "scenarios/study/csv_rows.hpp"

namespace agglomera::scenarios {

struct Column {
  std::string name;
  bool required = true;
};

// Bounds of a number, and how they are said: "from 0 to 1".
struct Bounds {
  double low;
  double high;
  bool low_belongs = true;
  bool high_belongs = true;
};

class CsvTable {
 public:
  // Columns are named by their place in `columns` from here on.
  CsvTable(std::string file, std::string_view text, std::vector<Column> columns,
           Complaints& complaints);

  bool next();  // the next good row; false at the end, or at once when the header is wrong
  int line() const { return rows_.line(); }
  const std::string& file() const { return file_; }
  // False when some row could not be read, so that what seems missing may only be ill written.
  bool whole() const { return whole_; }

  bool has(std::size_t column) const { return place_[column] != absent; }
  const std::string& text(std::size_t column) const;      // "" when the column isn't there
  std::optional<std::string> filled(std::size_t column);  // complains of an empty cell
  std::optional<double> number(std::size_t column, const Bounds& bounds);
  std::optional<int> whole_number(std::size_t column);
  // Which of `known` the cell is; `noun` names their kind: "… is no measure (known: …)".
  std::optional<std::size_t> one_of(std::size_t column, std::string_view noun,
                                    const std::vector<std::string>& known);

  void complain(std::size_t column, std::string message, std::string suggestion = {});
  void complain_of_row(std::string message, std::string suggestion = {});
  void complain_of_line(int line, std::string message, std::string suggestion = {});  // an earlier row
  void complain_of_file(std::string message, std::string suggestion = {});
  bool wanted() const { return complaints_.wanted(file_); }

 private:
  void read_header();
  void complain_of_missing_columns(const std::vector<std::string>& names);
  std::string header_names() const;
  const Cell& cell(std::size_t column) const { return rows_.cells()[place_[column]]; }

  static constexpr std::size_t absent = static_cast<std::size_t>(-1);
  std::string file_;
  std::vector<Column> columns_;
  Complaints& complaints_;
  CsvRows rows_;
  std::vector<std::size_t> place_;  // of each known column in the rows
  std::size_t width_ = 0;
  bool whole_ = true;
};

// Remembers where each key of a table was first seen, to find rows that say something twice.
class FirstRows {
 public:
  explicit FirstRows(std::size_t keys) : lines_(keys, 0) {}
  // The line of an earlier row of the same key, or 0.
  int before(std::size_t key, int line);
  bool seen(std::size_t key) const { return lines_[key] > 0; }

 private:
  std::vector<int> lines_;
};

}  // namespace agglomera::scenarios
