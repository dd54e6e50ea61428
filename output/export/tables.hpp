// The groups of a result as tables for other programs: a row for each combination of labels, a column
// for each dimension, a column for each variable along just these dimensions.
//
// Variables of one group along other dimensions are tables of their own. GROUP is the table along the
// dimensions of the group's first variable, GROUP_by_CITY_YEAR one along others, GROUP_single the single
// values. Where the result names the labels of a dimension (city_name, city_zh along city), the names
// are columns beside it; so is `unit`, where the cells of a table differ in unit.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "output/store/result_stream.hpp"

namespace agglomera::output {

// A word for each label of a dimension: its name in a language, its unit.
struct LabelWords {
  std::string name;  // of the column
  std::string units;
  std::string long_name;
  std::vector<std::string> words;  // in the order of the labels; empty where there is none
};

// Dimensions and variables are those of the stream's outline.
struct Table {
  std::string name;  // of the file, without its ending
  const Group* group = nullptr;
  std::vector<const Dimension*> dimensions;
  std::vector<std::vector<LabelWords>> words;  // for each dimension
  std::vector<const Variable*> variables;      // in the order of the file

  std::vector<std::uint64_t> shape() const;
  std::uint64_t rows() const;  // 1 of single values
};

// In the order of the groups and, in them, of the first variable of each table.
std::vector<Table> tables_of(const ResultStream& result);

}  // namespace agglomera::output
