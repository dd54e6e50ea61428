// Comma-separated values (RFC 4180, Shafranovich 2005) of any length, read piece by piece: one row is in
// memory at a time. As in csv_rows.hpp quoted cells may hold separators, line ends and doubled quotes;
// lines end in LF, CRLF or CR; a byte-order mark and empty lines are skipped. Blanks around a cell are
// taken off.
#pragma once

#include <cstddef>
#include <cstdio>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/study/complaints.hpp"

namespace agglomera::scenarios {

struct CsvManner {
  char separator = ',';
  bool latin_1 = false;  // else UTF-8
};

class CsvStream {
 public:
  // Throws sim::InputError: missing, a folder, unreadable, empty.
  CsvStream(const std::string& file, const CsvManner& manner, Complaints& complaints);

  // Goes to the next row without a wrong quote; false at the end. Throws sim::InputError at a byte that
  // is no text, and at a row longer than 64 MiB.
  bool next();

  std::span<const std::string_view> cells() const { return cells_; }
  int line() const { return row_line_; }  // of the row's beginning
  void complain(std::size_t cell, std::string message, std::string suggestion = {}) const;
  void complain_of_row(std::string message, std::string suggestion = {}) const;
  const std::string& file() const { return file_; }
  bool wanted() const { return complaints_.wanted(file_); }

 private:
  struct Place {
    int line;
    int column;
  };
  struct Extent {
    std::size_t from, to;
    bool quoted;
  };
  enum class Scan { row, unfinished, wrong };
  Scan scan_row();
  Scan scan_quoted(std::size_t& at);
  void end_cell(std::size_t to);
  bool refill();
  void skip_empty_lines();
  void check_letters();
  bool take_cells();  // false: something follows a closing quote
  void wrong_at(std::size_t at, std::string problem, std::string suggestion);
  Place place_of(std::size_t at) const;
  [[noreturn]] void refuse(std::size_t at, std::string problem, std::string suggestion) const;
  bool at_end() const { return row_ == text_.size() && whole_; }

  std::string file_;
  CsvManner manner_;
  Complaints& complaints_;
  std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream_;
  std::string text_;       // from before the row to as far as was read
  std::size_t row_ = 0;    // where the row begins in it
  std::size_t after_ = 0;  // where the next one does
  bool whole_ = false;     // nothing follows what was read
  int row_line_ = 1;
  int next_line_ = 1;
  bool foreign_ = false;  // the row has letters beyond ASCII
  std::size_t cell_from_ = 0;
  bool cell_quoted_ = false;
  std::optional<sim::Complaint> wrong_;  // what is wrong with the quotes of the row
  std::vector<Extent> extents_;
  std::vector<std::string_view> cells_;
  std::deque<std::string> rewritten_;  // cells that do not stand in the text as they read
};

}  // namespace agglomera::scenarios
