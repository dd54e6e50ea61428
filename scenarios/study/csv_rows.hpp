// Comma-separated values as RFC 4180 has them (Shafranovich 2005), row by row: quoted cells may hold
// commas, line ends and doubled quotes; lines end in LF, CRLF or CR; a byte-order mark is skipped,
// and so are empty lines. Every cell knows where it begins. One row is held at a time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/study/complaints.hpp"

namespace agglomera::scenarios {

struct Cell {
  std::string text;
  int line = 0;
  int column = 0;  // in letters, from 1
};

class CsvRows {
 public:
  CsvRows(std::string file, std::string_view text, Complaints& complaints);

  // Goes to the next row; false at the end. Cells beyond `most_cells` are counted, not kept.
  bool next(std::size_t most_cells);

  const std::vector<Cell>& cells() const { return cells_; }
  std::size_t cell_count() const { return count_; }
  int line() const { return row_line_; }  // of the row's beginning
  bool sound() const { return sound_; }   // false: a quote of the row is wrong, and complained of

 private:
  bool at_line_end() const {
    return at_ == text_.size() || text_[at_] == '\n' || text_[at_] == '\r';
  }
  char take();
  void take_line_end();
  void read_cell(Cell& cell);
  void read_quoted(Cell& cell);
  void complain(int line, int column, std::string message, std::string suggestion = {});

  std::string file_;
  std::string_view text_;
  Complaints& complaints_;
  std::size_t at_ = 0;
  int line_ = 1;
  int column_ = 1;
  std::vector<Cell> cells_;
  std::size_t count_ = 0;
  int row_line_ = 0;
  bool sound_ = true;
};

}  // namespace agglomera::scenarios
