#include "scenarios/study/csv_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

#include "scenarios/study/encoding.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t piece = std::size_t{4} << 20;
constexpr std::size_t longest_row = std::size_t{64} << 20;
constexpr const char* zero_byte = "a zero byte (the file is UTF-16 or no text)";

bool blank(char letter) { return letter == ' ' || letter == '\t'; }

std::string_view without_blanks(std::string_view text) {
  while (!text.empty() && blank(text.front())) text.remove_prefix(1);
  while (!text.empty() && blank(text.back())) text.remove_suffix(1);
  return text;
}

std::FILE* opened(const std::string& file) {
  const auto refuse = [&](std::string problem) {
    throw sim::InputError(sim::Complaint{file, 0, 0, std::move(problem), ""});
  };
  std::error_code error;
  const fs::file_status status = fs::status(file, error);
  if (status.type() == fs::file_type::not_found) refuse("no such file");
  if (fs::is_directory(status)) refuse("is a folder (a file is expected)");
  std::FILE* stream = std::fopen(file.c_str(), "rb");
  if (!stream) refuse(fmt::format("can't be read ({})", std::generic_category().message(errno)));
  return stream;
}

}  // namespace

CsvStream::CsvStream(const std::string& file, const CsvManner& manner, Complaints& complaints)
    : file_(file), manner_(manner), complaints_(complaints), stream_(opened(file), &std::fclose) {
  std::setvbuf(stream_.get(), nullptr, _IONBF, 0);
  refill();
  if (text_.empty()) throw sim::InputError(sim::Complaint{file_, 0, 0, "is empty", ""});
  if (text_.starts_with("\xFF\xFE") || text_.starts_with("\xFE\xFF"))
    refuse(0, "the file is UTF-16 (only UTF-8 and Latin-1 are read)", "save it as UTF-8");
  if (text_.starts_with("\xEF\xBB\xBF")) after_ = 3;
}

// Reads on, keeping the row that has begun; false when nothing follows.
bool CsvStream::refill() {
  text_.erase(0, row_);
  after_ -= row_;
  row_ = 0;
  if (text_.size() > longest_row)
    refuse(0, "a row of more than 64 MiB (is a quote never closed?)", "");
  const std::size_t before = text_.size();
  text_.resize(before + std::max(piece, before));
  const std::size_t got =
      std::fread(text_.data() + before, 1, text_.size() - before, stream_.get());
  text_.resize(before + got);
  if (std::ferror(stream_.get()))
    throw sim::InputError(
        sim::Complaint{file_, 0, 0, "can't be read (the disk reports an error)", ""});
  whole_ = got == 0;
  return got > 0;
}

void CsvStream::skip_empty_lines() {
  while (true) {
    if (row_ == text_.size()) {
      if (whole_ || !refill()) return;
    }
    const char letter = text_[row_];
    if (letter != '\n' && letter != '\r') return;
    if (letter == '\r' && row_ + 1 == text_.size() && !whole_) refill();
    const bool pair = letter == '\r' && row_ + 1 < text_.size() && text_[row_ + 1] == '\n';
    row_ += pair ? 2 : 1;
    ++next_line_;
  }
}

bool CsvStream::next() {
  while (true) {
    row_ = after_;
    skip_empty_lines();
    row_line_ = next_line_;
    after_ = row_;
    if (at_end()) return false;
    Scan scan = scan_row();
    while (scan == Scan::unfinished) {
      refill();
      scan = scan_row();
    }
    if (foreign_) check_letters();
    if (scan == Scan::row && take_cells()) return true;
    complaints_.add(*wrong_);
  }
}

void CsvStream::end_cell(std::size_t to) {
  extents_.push_back({cell_from_, to, cell_quoted_});
  cell_from_ = to + 1;
  cell_quoted_ = false;
}

CsvStream::Scan CsvStream::scan_row() {
  extents_.clear();
  wrong_.reset();
  foreign_ = false;
  next_line_ = row_line_;
  cell_from_ = row_;
  cell_quoted_ = false;
  Scan result = Scan::row;
  std::size_t at = row_;
  const std::size_t end = text_.size();
  const char* const letters = text_.data();
  for (; at < end; ++at) {
    const char letter = letters[at];
    if (letter == manner_.separator) {
      end_cell(at);
    } else if (letter == '\n' || letter == '\r') {
      break;
    } else if (letter == '"') {
      if (scan_quoted(at) == Scan::unfinished) return Scan::unfinished;
      if (wrong_) result = Scan::wrong;
    } else if (static_cast<unsigned char>(letter) >= 0x80) {
      foreign_ = true;
    } else if (letter == '\0') {
      refuse(at, zero_byte, "save it as UTF-8");
    }
  }
  at = std::min(at, end);
  if (!whole_ && at + 1 >= end) return Scan::unfinished;  // a line feed may follow a return
  end_cell(at);
  if (at < end) {
    at += letters[at] == '\r' && at + 1 < end && letters[at + 1] == '\n' ? 2 : 1;
    ++next_line_;
  }
  after_ = at;
  return result;
}

// From a quote to its closing one, where `at` is left; a wrong one is complained of.
CsvStream::Scan CsvStream::scan_quoted(std::size_t& at) {
  const std::size_t opening = at;
  const std::string_view before(text_.data() + cell_from_, at - cell_from_);
  if (cell_quoted_ || !without_blanks(before).empty()) {
    wrong_at(at, "a quote inside a cell that does not begin with one",
             "put the whole cell into quotes and write the inner quote twice");
    return Scan::wrong;
  }
  for (++at; at < text_.size(); ++at) {
    if (text_[at] == '\n') ++next_line_;
    if (text_[at] == '\0') refuse(at, zero_byte, "save it as UTF-8");
    foreign_ = foreign_ || static_cast<unsigned char>(text_[at]) >= 0x80;
    if (text_[at] != '"') continue;
    if (at + 1 == text_.size() && !whole_) return Scan::unfinished;
    if (at + 1 == text_.size() || text_[at + 1] != '"') {
      cell_quoted_ = true;
      return Scan::row;
    }
    ++at;
  }
  if (!whole_) return Scan::unfinished;
  wrong_at(opening, "this quote is never closed (the file ends inside the cell)", "");
  return Scan::wrong;
}

void CsvStream::wrong_at(std::size_t at, std::string problem, std::string suggestion) {
  if (wrong_) return;
  const Place place = place_of(at);
  wrong_ = {file_, place.line, place.column, std::move(problem), std::move(suggestion)};
}

void CsvStream::check_letters() {
  if (manner_.latin_1) return;
  for (std::size_t at = row_; at < after_;) {
    const std::size_t bytes = letter_bytes(text_, at);
    if (bytes == 0)
      refuse(
          at,
          fmt::format("byte 0x{:02X} is not UTF-8 (the file is in another encoding, such as GBK or "
                      "Latin-1)",
                      static_cast<unsigned char>(text_[at])),
          "save it as UTF-8, or say --encoding latin-1");
    at += bytes;
  }
}

bool CsvStream::take_cells() {
  cells_.clear();
  rewritten_.clear();
  for (const Extent& extent : extents_) {
    std::string_view cell =
        without_blanks(std::string_view(text_).substr(extent.from, extent.to - extent.from));
    if (extent.quoted && cell.back() != '"') {
      wrong_at(extent.from + 1 + cell.rfind('"'), "letters after a closing quote",
               "write a quote inside a quoted cell twice");
      return false;
    }
    if (extent.quoted) cell = without_blanks(cell.substr(1, cell.size() - 2));
    if (extent.quoted && cell.find('"') != std::string_view::npos) {
      std::string& once = rewritten_.emplace_back();
      for (std::size_t k = 0; k < cell.size(); ++k) {
        once += cell[k];
        if (cell[k] == '"') ++k;
      }
      cell = once;
    }
    if (manner_.latin_1 && foreign_) cell = rewritten_.emplace_back(from_latin_1(cell));
    cells_.push_back(cell);
  }
  return true;
}

CsvStream::Place CsvStream::place_of(std::size_t at) const {
  Place place{row_line_, 1};
  for (std::size_t k = row_; k < at; ++k) {
    if (text_[k] == '\n') {
      ++place.line;
      place.column = 1;
    } else if (manner_.latin_1 || (static_cast<unsigned char>(text_[k]) & 0xC0u) != 0x80u) {
      ++place.column;
    }
  }
  return place;
}

void CsvStream::refuse(std::size_t at, std::string problem, std::string suggestion) const {
  const Place place = place_of(at);
  throw sim::InputError(
      sim::Complaint{file_, place.line, place.column, std::move(problem), std::move(suggestion)});
}

void CsvStream::complain(std::size_t cell, std::string message, std::string suggestion) const {
  const Place place = place_of(extents_[cell].from);
  complaints_.add({file_, place.line, place.column, std::move(message), std::move(suggestion)});
}

void CsvStream::complain_of_row(std::string message, std::string suggestion) const {
  complaints_.add({file_, row_line_, 1, std::move(message), std::move(suggestion)});
}

}  // namespace agglomera::scenarios
