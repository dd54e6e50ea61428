// The numbers behind a chart: what it draws, what its table shows and what its CSV holds.
//
// Held by columns, in the page too: texts that repeat (cities) are kept once and referred to. A
// number is shown with its decimals and kept with five significant digits; NaN is missing.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>
#include <vector>

#include "output/report/text.hpp"

namespace agglomera::output::report {

struct Column {
  std::string name;  // the field that the chart's encoding names
  Text title;        // heading in the table and in the CSV, with the unit
  std::variant<std::vector<double>, std::vector<Text>> cells;
  int decimals = 2;
  bool in_table = true;  // false: only drawn (an order, a position)
};

class Table {
 public:
  // Columns have one length; adding another is a defect (std::logic_error).
  void add(std::string name, Text title, std::vector<double> cells, int decimals = 2,
           bool in_table = true);
  void add(std::string name, Text title, std::vector<Text> cells, bool in_table = true);

  std::size_t rows() const { return rows_; }
  const std::vector<Column>& columns() const { return columns_; }

 private:
  void add(Column column, std::size_t rows);

  std::vector<Column> columns_;
  std::size_t rows_ = 0;
};

// {"columns": [{"name", "title", "values": […], "decimals"} or {"name", "title", "texts": […],
// "of": [index of a text per row]}]}.
void to_json(nlohmann::ordered_json& json, const Table& table);

}  // namespace agglomera::output::report
