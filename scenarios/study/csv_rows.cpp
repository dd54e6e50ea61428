#include "scenarios/study/csv_rows.hpp"

namespace agglomera::scenarios {

CsvRows::CsvRows(std::string file, std::string_view text, Complaints& complaints)
    : file_(std::move(file)), text_(text), complaints_(complaints) {
  if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
}

bool CsvRows::next(std::size_t most_cells) {
  while (at_ < text_.size() && at_line_end()) take_line_end();
  if (at_ == text_.size()) return false;
  row_line_ = line_;
  count_ = 0;
  sound_ = true;
  Cell beyond;
  while (true) {
    if (count_ < most_cells && cells_.size() <= count_) cells_.emplace_back();
    read_cell(count_ < most_cells ? cells_[count_] : beyond);
    ++count_;
    if (at_line_end()) break;
    take();  // the comma
  }
  if (cells_.size() > count_) cells_.resize(count_);
  if (at_ < text_.size()) take_line_end();
  return true;
}

char CsvRows::take() {
  const char letter = text_[at_++];
  if (letter == '\n') {
    ++line_;
    column_ = 1;
  } else if ((static_cast<unsigned char>(letter) & 0xC0u) != 0x80u) {
    ++column_;
  }
  return letter;
}

void CsvRows::take_line_end() {
  const bool return_first = text_[at_] == '\r';
  ++at_;
  if (return_first && at_ < text_.size() && text_[at_] == '\n') ++at_;
  ++line_;
  column_ = 1;
}

void CsvRows::read_cell(Cell& cell) {
  cell.text.clear();
  cell.line = line_;
  cell.column = column_;
  if (at_ < text_.size() && text_[at_] == '"') {
    read_quoted(cell);
    if (at_line_end() || text_[at_] == ',') return;
    complain(line_, column_, "letters after a closing quote",
             "write a quote inside a quoted cell twice");
  }
  bool complained = !sound_;
  while (!at_line_end() && text_[at_] != ',') {
    if (text_[at_] == '"' && !complained) {
      complain(line_, column_, "a quote inside a cell that does not begin with one",
               "put the whole cell into quotes and write the inner quote twice");
      complained = true;
    }
    cell.text += take();
  }
}

void CsvRows::read_quoted(Cell& cell) {
  take();
  while (at_ < text_.size()) {
    const char letter = take();
    if (letter != '"') {
      cell.text += letter;
    } else if (at_ < text_.size() && text_[at_] == '"') {
      cell.text += take();
    } else {
      return;
    }
  }
  complain(cell.line, cell.column, "this quote is never closed (the file ends inside the cell)");
}

void CsvRows::complain(int line, int column, std::string message, std::string suggestion) {
  sound_ = false;
  complaints_.add({file_, line, column, std::move(message), std::move(suggestion)});
}

}  // namespace agglomera::scenarios
