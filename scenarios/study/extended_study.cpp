#include "scenarios/study/extended_study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <stdexcept>

#include "scenarios/study/scenario_file.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

namespace fs = std::filesystem;

enum : std::size_t { measure, city, year };

void throw_any(const Complaints& complaints) {
  if (!complaints.none()) throw sim::InputError(complaints.all());
}

void refuse_tables_elsewhere(const std::vector<InputFile>& texts, const std::string& study) {
  Complaints complaints;
  for (const InputFile& input : texts)
    if (input.path.starts_with("..") || fs::path(input.path).is_absolute())
      complaints.add({study, 0, 0,
                      fmt::format("names {}, outside its folder (a copy would not hold it)", input.path),
                      "put it into the folder of the study"});
  throw_any(complaints);
}

// The last of the years in the table that are near enough to be meant.
sim::Year last_year_in(const TableText& text, const Frame& frame) {
  Complaints unheard;
  std::vector<Column> columns;
  for (const std::string& name : observed_columns()) columns.push_back({name});
  CsvTable table(text.file, text.text, std::move(columns), unheard);
  sim::Year last = frame.last;
  while (table.next())
    if (const auto when = table.whole_number(year); when && *when <= frame.last + most_years_beyond)
      last = std::max(last, static_cast<sim::Year>(*when));
  return last;
}

// The line of every value that the study has, 0 where it has none.
std::vector<int> lines_of(const TableText& text, const Frame& frame) {
  std::vector<int> lines(observed_measures().size() * frame.cities() * frame.years(), 0);
  Complaints heard_before;
  read_observed_rows(text, frame, heard_before, [&](const CsvTable& table, const ObservedRow& row) {
    lines[(row.measure * frame.cities() + row.city) * frame.years() + row.year] = table.line();
  });
  return lines;
}

class Extension {
 public:
  Extension(const fs::path& study, const fs::path& table) : study_(study), table_(table) {}

  ExtendedStudy read() {
    Complaints complaints;
    Source source;
    result_.before = read_study(source, study_, "", complaints);
    Source of_table;
    const auto rows = read_named(of_table, table_, "", complaints);
    throw_any(complaints);
    result_.texts_before = source.read_so_far();
    refuse_tables_elsewhere(result_.texts_before, study_.generic_string());
    observed_ = fs::path(result_.before.observed_file)
                    .lexically_normal()
                    .lexically_relative(study_.parent_path().lexically_normal())
                    .generic_string();
    read_rows(*rows);
    write_texts();
    read_again();
    return std::move(result_);
  }

 private:
  const std::string& text_before(const std::string& path) const {
    const auto& texts = result_.texts_before;
    const auto found = std::find_if(texts.begin(), texts.end(),
                                    [&](const InputFile& input) { return input.path == path; });
    if (found == texts.end()) throw std::logic_error("no text of " + path + " was read");
    return found->text;
  }

  void read_rows(const TableText& rows) {
    const Frame& before = result_.before.frame;
    Frame frame = before;
    frame.last = last_year_in(rows, frame);
    const std::vector<int> lines =
        lines_of({result_.before.observed_file, text_before(observed_)}, before);
    Complaints complaints;
    std::vector<bool> has_rows(frame.years(), false);
    read_observed_rows(rows, frame, complaints, [&](const CsvTable& table, const ObservedRow& row) {
      AddedRow one{row, table.line(), {}};
      for (std::size_t i = 0; i < observed_columns().size(); ++i) one.cells.push_back(table.text(i));
      has_rows[row.year] = true;
      const int line = row.year < before.years()
                           ? lines[(row.measure * before.cities() + row.city) * before.years() + row.year]
                           : 0;
      if (line > 0)
        complaints.add({rows.file, one.line, 1,
                        fmt::format("{} of {} in {} is there already ({}:{})", one.cells[measure],
                                    one.cells[city], one.cells[year], result_.before.observed_file, line),
                        "leave the row out, or change it there"});
      result_.added.push_back(std::move(one));
    });
    complain_of_gaps(rows.file, has_rows, complaints);
    if (complaints.none() && result_.added.empty())
      complaints.add({rows.file, 0, 0, "holds no row (there is nothing to add)", ""});
    throw_any(complaints);
    last_ = frame.last;
  }

  void complain_of_gaps(const std::string& file, const std::vector<bool>& has_rows,
                        Complaints& complaints) const {
    std::size_t next = result_.before.frame.years();
    while (next < has_rows.size() && has_rows[next]) ++next;
    if (!complaints.none()) return;  // a row that could not be read may be the one that is missing
    const sim::Year missing = result_.before.frame.first + static_cast<sim::Year>(next);
    for (const AddedRow& one : result_.added)
      if (one.row.year > next)
        complaints.add({file, one.line, 1,
                        fmt::format("{} is not the next year (the study ends in {}, and no row is of {})",
                                    one.cells[year], result_.before.frame.last, missing),
                        fmt::format("add what was observed in {} first", missing)});
  }

  void write_texts() {
    const std::string study = result_.texts_before.front().path;
    result_.changed[observed_] = with_rows(text_before(observed_), result_.added);
    if (last_ != result_.before.frame.last)
      result_.changed[study] = with_last_year(text_before(study), result_.before.last_year_at, last_);
    for (InputFile input : result_.texts_before) {
      if (const auto now = result_.changed.find(input.path); now != result_.changed.end())
        input.text = now->second;
      result_.texts_after.push_back(std::move(input));
    }
  }

  void read_again() {
    Complaints complaints;
    Source kept(result_.texts_after);
    result_.after = read_study(kept, result_.texts_after.front().path, "", complaints);
    throw_any(complaints);
    for (const AddedRow& one : result_.added)
      if (std::isnan(measure_of(result_.after.study.observed, one.row.measure)[one.row.city][one.row.year]))
        complaints.add({table_.generic_string(), one.line, 1,
                        fmt::format("{} of {} in {} is called missing by the study ([[missing]] in {})",
                                    one.cells[measure], one.cells[city], one.cells[year],
                                    study_.generic_string()),
                        "leave the row out, or the placeholder"});
    throw_any(complaints);
  }

  const fs::path study_, table_;
  std::string observed_;  // from the study's folder
  sim::Year last_ = 0;
  ExtendedStudy result_;
};

std::string quoted(const std::string& cell) {
  if (cell.find_first_of("\",\n\r") == std::string::npos) return cell;
  std::string text = "\"";
  for (const char letter : cell) text += letter == '"' ? "\"\"" : std::string(1, letter);
  return text + "\"";
}

}  // namespace

ExtendedStudy extend_study(const fs::path& study, const fs::path& table) {
  return Extension(study, table).read();
}

std::string with_last_year(const std::string& text, Position at, sim::Year last) {
  std::size_t begin = 0;
  for (int line = 1; line < at.line; ++line) begin = text.find('\n', begin) + 1;
  for (int column = 1; column < at.column; ++begin)  // columns count letters, not bytes
    if (begin + 1 >= text.size() || (static_cast<unsigned char>(text[begin + 1]) & 0xC0u) != 0x80u)
      ++column;
  std::size_t end = begin;
  while (end < text.size() && (std::isalnum(static_cast<unsigned char>(text[end])) ||
                               text[end] == '_' || text[end] == '+'))
    ++end;
  return text.substr(0, begin) + fmt::format("{}", last) + text.substr(end);
}

std::string with_rows(const std::string& text, const std::vector<AddedRow>& added) {
  Complaints heard_before;
  CsvRows rows("", text, heard_before);
  rows.next(observed_columns().size());
  std::vector<std::size_t> order;
  for (const Cell& cell : rows.cells())
    order.push_back(static_cast<std::size_t>(
        std::find(observed_columns().begin(), observed_columns().end(), cell.text) -
        observed_columns().begin()));
  const std::string line_end = text.find("\r\n") != std::string::npos ? "\r\n" : "\n";
  std::string longer = text;
  if (!longer.empty() && longer.back() != '\n') longer += line_end;
  for (const AddedRow& one : added) {
    for (std::size_t i = 0; i < order.size(); ++i) {
      if (i > 0) longer += ',';
      longer += quoted(one.cells[order[i]]);
    }
    longer += line_end;
  }
  return longer;
}

}  // namespace agglomera::scenarios
