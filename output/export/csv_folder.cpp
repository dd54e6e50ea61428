// Tables as CSV files.
#include <fmt/format.h>

#include "output/export/csv_cell.hpp"
#include "output/export/csv_file.hpp"
#include "output/export/export.hpp"

namespace agglomera::output {
namespace {

constexpr std::uint64_t cells_at_once = 64 * 1024;

constexpr const char* how_to_read =
    "Each table has a row for each combination of labels: first the columns of its dimensions, "
    "then a\n"
    "column for each variable. columns.csv says the unit and meaning of every column.\n"
    "UTF-8, commas, text in quotes where it needs them. An empty cell is a missing value (or an "
    "empty\n"
    "text). Numbers have as many digits as give them back exactly.\n"
    "\n"
    "R       read.csv(\"TABLE.csv\", fileEncoding = \"UTF-8\")\n"
    "Python  pandas.read_csv(\"TABLE.csv\")\n"
    "Stata   import delimited \"TABLE.csv\", encoding(\"utf-8\") varnames(1)\n"
    "Excel   Data > From Text/CSV, file origin 65001 (UTF-8); opened by a double click, Chinese "
    "names\n"
    "        may look wrong\n";

std::vector<std::string> column_names(const Table& table) {
  std::vector<std::string> names;
  for (std::size_t axis = 0; axis < table.dimensions.size(); ++axis) {
    names.push_back(table.dimensions[axis]->name);
    for (const LabelWords& words : table.words[axis]) names.push_back(words.name);
  }
  for (const Variable* variable : table.variables) names.push_back(variable->name);
  return names;
}

// For each label of a dimension, its cell and those of its words, each with the comma after it.
std::vector<std::string> label_cells(const Dimension& dimension,
                                     const std::vector<LabelWords>& words) {
  std::vector<std::string> cells(dimension.size());
  std::visit(
      [&](const auto& labels) {
        for (std::size_t i = 0; i < labels.size(); ++i) {
          append_cell(cells[i], labels[i]);
          cells[i] += ',';
          for (const LabelWords& of : words) {
            append_cell(cells[i], of.words[i]);
            cells[i] += ',';
          }
        }
      },
      dimension.labels);
  return cells;
}

class TableWriter {
 public:
  TableWriter(const ResultStream& result, const Table& table, CsvFile& file)
      : result_(result), table_(table), file_(file) {
    for (std::size_t axis = 0; axis < table.dimensions.size(); ++axis)
      labels_.push_back(label_cells(*table.dimensions[axis], table.words[axis]));
  }

  void write_header() {
    std::string line;
    for (const std::string& name : column_names(table_)) {
      if (!line.empty()) line += ',';
      append_cell(line, name);
    }
    file_.text() += line;
    file_.end_row(file_.text().size() - line.size());
  }

  void write(const Slab& slab) {
    std::vector<decltype(Variable::values)> columns;
    for (const Variable* variable : table_.variables)
      columns.push_back(result_.read(*table_.group, *variable, slab));
    std::vector<std::uint64_t> at = slab.start;
    for (std::uint64_t row = 0; row < slab.cells(); ++row) {
      write_row(at, columns, row);
      step(at, slab);
    }
  }

 private:
  void write_row(const std::vector<std::uint64_t>& at,
                 const std::vector<decltype(Variable::values)>& columns, std::uint64_t row) {
    std::string& text = file_.text();
    const std::size_t begun_at = text.size();
    for (std::size_t axis = 0; axis < at.size(); ++axis) text += labels_[axis][at[axis]];
    for (std::size_t i = 0; i < columns.size(); ++i) {
      if (i > 0) text += ',';
      std::visit([&](const auto& values) { append_cell(text, values[row]); }, columns[i]);
    }
    file_.end_row(begun_at);
  }

  static void step(std::vector<std::uint64_t>& at, const Slab& slab) {
    for (std::size_t axis = at.size(); axis-- > 0;) {
      if (++at[axis] < slab.start[axis] + slab.count[axis]) return;
      at[axis] = slab.start[axis];
    }
  }

  const ResultStream& result_;
  const Table& table_;
  CsvFile& file_;
  std::vector<std::vector<std::string>> labels_;
};

void describe_columns(const Table& table, CsvFile& file) {
  const auto row = [&](const std::string& column, const char* kind, const std::string& units,
                       const std::string& long_name) {
    const std::size_t begun_at = file.text().size();
    append_cell(file.text(), table.name + ".csv");
    for (const std::string& cell : {column, std::string(kind), units, long_name}) {
      file.text() += ',';
      append_cell(file.text(), cell);
    }
    file.end_row(begun_at);
  };
  for (std::size_t axis = 0; axis < table.dimensions.size(); ++axis) {
    const Dimension& dimension = *table.dimensions[axis];
    row(dimension.name, "dimension", dimension.units, dimension.long_name);
    for (const LabelWords& words : table.words[axis])
      row(words.name, "name", words.units, words.long_name);
  }
  for (const Variable* variable : table.variables)
    row(variable->name, "variable", variable->units, variable->long_name);
}

}  // namespace

std::vector<ExportedFile> export_csv(const ResultStream& result, WholeFolder& folder,
                                     const ExportProgress& progress) {
  const std::vector<Table> tables = tables_of(result);
  std::uint64_t done = 0, of = 0;
  for (const Table& table : tables) of += table.rows() * table.variables.size();
  std::vector<ExportedFile> files;
  for (const Table& table : tables) {
    CsvFile file(folder, table.name + ".csv");
    TableWriter writer(result, table, file);
    writer.write_header();
    for_each_slab(table.shape(), cells_at_once / table.variables.size() + 1, [&](const Slab& slab) {
      writer.write(slab);
      progress(done += slab.cells() * table.variables.size(), of);
    });
    file.finish();
    files.push_back({table.name + ".csv", table.group->name, table.rows(), column_names(table)});
  }
  CsvFile columns(folder, "columns.csv");
  columns.text() = "file,column,kind,unit,meaning\n";
  for (const Table& table : tables) describe_columns(table, columns);
  columns.finish();
  folder.write("README.txt", readme_text(result.outline(), files, how_to_read));
  return files;
}

}  // namespace agglomera::output
