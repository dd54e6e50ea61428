#include <fmt/format.h>

#include <cmath>
#include <fstream>

#include "output/export/csv_cell.hpp"
#include "output/measures/location_quotient.hpp"
#include "scenarios/cli/measure_print.hpp"
#include "scenarios/cli/terminal.hpp"

namespace agglomera::cli {
namespace {

using namespace scenarios;

constexpr std::size_t written_at_once = std::size_t{1} << 20;

// A CSV file of the folder, filled row by row.
class TidyFile {
 public:
  TidyFile(output::WholeFolder& folder, std::string name, std::string_view header)
      : folder_(folder), name_(std::move(name)), file_(folder.inside() / name_, std::ios::binary) {
    text_.append(header).append("\n");
  }

  template <typename Value>
  void cell(const Value& value) {
    if (begun_) text_ += ',';
    begun_ = true;
    output::append_cell(text_, value);
  }
  void empty() { cell(std::string_view()); }
  void end_row() {
    text_ += '\n';
    begun_ = false;
    ++rows_;
    if (text_.size() < written_at_once) return;
    if (stop_on_interrupt()) throw Interrupted();
    write();
  }
  MeasuredFile finish() {
    write();
    file_.close();
    if (!file_) refuse();
    return {name_, rows_};
  }

 private:
  void write() {
    file_.write(text_.data(), static_cast<std::streamsize>(text_.size()));
    text_.clear();
    if (!file_) refuse();
  }
  void refuse() const { folder_.refuse("can't be written (no permission, or the disk is full)"); }

  output::WholeFolder& folder_;
  std::string name_;
  std::ofstream file_;
  std::string text_;
  bool begun_ = false;
  std::size_t rows_ = 0;
};

void name_cell(TidyFile& file, const DistinctNames& names, std::uint32_t number) {
  if (number == nobody)
    file.empty();
  else
    file.cell(names[number]);
}

void year_cell(TidyFile& file, const ActivityTable& table, std::size_t place) {
  if (table.has_years)
    file.cell(std::int32_t{table.years[place]});
  else
    file.empty();
}

MeasuredFile write_quotients(const ActivityTable& table, const MeasureRequest& request,
                             const Quotients& quotients, output::WholeFolder& folder) {
  TidyFile file(
      folder, "lq.csv",
      "region,industry,year,value,lq,low,high,symmetric_lq,standardised_lq,rca,why,incomplete");
  for (std::size_t row = 0; row < table.size(); ++row) {
    if (table.region[row] == table.total_region || table.industry[row] == table.total_industry)
      continue;
    file.cell(table.regions[table.region[row]]);
    file.cell(table.industries[table.industry[row]]);
    year_cell(file, table, table.year[row]);
    file.cell(table.value[row]);
    file.cell(quotients.lq[row]);
    file.cell(quotients.low.empty() ? std::nan("") : quotients.low[row]);
    file.cell(quotients.high.empty() ? std::nan("") : quotients.high[row]);
    file.cell(output::symmetric_location_quotient(quotients.lq[row]));
    file.cell(quotients.standardised[row]);
    file.cell(advantage(request, table, quotients, row));
    file.cell(standing(table, quotients, row));
    file.cell(std::int32_t{quotients.incomplete[row]});
    file.end_row();
  }
  return file.finish();
}

void write_index(TidyFile& file, const ActivityTable& table, const MeasureRequest& request,
                 const IndexValue& row) {
  const std::string_view beside = beside_name(row.index);
  file.cell(name_of(row.index));
  name_cell(file, table.regions, row.region);
  name_cell(file, table.industries, row.industry);
  name_cell(file, table.industries, row.other);
  year_cell(file, table, row.year);
  file.cell(row.value);
  file.cell(beside == "p_value" ? row.beside : std::nan(""));
  file.cell(beside == "standard_error" ? row.beside : std::nan(""));
  file.cell(std::int32_t{row.incomplete});
  file.cell(std::string_view(request.conventions.text(row.index)));
  file.end_row();
}

void write_transition(TidyFile& file, const ActivityTable& table, const MeasureRequest& request,
                      const TransitionRow& row) {
  file.cell(name_of(row.index));
  name_cell(file, table.industries, row.industry);
  for (const std::string* words : {&row.neighbours, &row.from, &row.to})
    file.cell(std::string_view(*words));
  file.cell(static_cast<std::int64_t>(row.count));
  file.cell(row.probability);
  file.cell(std::string_view(request.conventions.text(row.index)));
  file.end_row();
}

std::string readme_of(const ActivityTable& table, const MeasureRequest& request,
                      const Quotients& quotients, const std::vector<MeasuredFile>& files) {
  std::string text = fmt::format("Measured by agglomera from {}\n\n", table.file);
  for (const MeasuredFile& file : files)
    text += fmt::format("{:<16} {} {}\n", file.name, file.rows, file.rows == 1 ? "row" : "rows");
  text +=
      "\nAn empty cell is a missing value; lq.csv says why (suppressed, missing, undefined). "
      "incomplete "
      "is 1\n"
      "where an LQ rests on totals that lack missing or suppressed cells, and an index lacks such "
      "a "
      "cell.\n\n";
  for (const std::string& note : quotients.notes) text += fmt::format("- {}\n", note);
  text += "\nConventions\n";
  for (std::size_t index = 0; index < number_of_indices; ++index)
    if (request.chosen[index])
      text += fmt::format("{:<22} {}\n", name_of(static_cast<Index>(index)),
                          request.conventions.text(static_cast<Index>(index)));
  if (request.neighbours)
    text += fmt::format("\nNeighbours: {}; {} permutations, seed {}\n", request.neighbours_text,
                        request.permutations, request.seed);
  return text +
         "\nR       read.csv(\"lq.csv\", fileEncoding = \"UTF-8\")\n"
         "Python  pandas.read_csv(\"lq.csv\")\n"
         "Stata   import delimited \"lq.csv\", encoding(\"utf-8\") varnames(1)\n"
         "Excel   Data > From Text/CSV, file origin 65001 (UTF-8)\n";
}

}  // namespace

std::vector<MeasuredFile> write_measured(const ActivityTable& table, const MeasureRequest& request,
                                         const Quotients& quotients, output::WholeFolder& folder) {
  std::vector<MeasuredFile> files = {write_quotients(table, request, quotients, folder)};
  TidyFile indices(
      folder, "indices.csv",
      "index,region,industry,other,year,value,p_value,standard_error,incomplete,convention");
  std::vector<TransitionRow> transitions;
  tell_indices(table, request, quotients,
               {[&](const IndexValue& row) { write_index(indices, table, request, row); },
                [&](const TransitionRow& row) { transitions.push_back(row); }});
  files.push_back(indices.finish());
  if (!transitions.empty()) {
    TidyFile file(folder, "transitions.csv",
                  "index,industry,neighbours,from,to,count,probability,convention");
    for (const TransitionRow& row : transitions) write_transition(file, table, request, row);
    files.push_back(file.finish());
  }
  folder.write("README.txt", readme_of(table, request, quotients, files));
  return files;
}

}  // namespace agglomera::cli
