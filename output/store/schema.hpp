// What each kind of result file holds: ONE table, by which results are checked before they are
// written and after they are read, from which units and long names are filled in, and from which
// FORMAT.md is printed. A new kind of file, group or variable is a new entry in schema.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"

namespace agglomera::output {

// In the order of the alternatives of Variable::values.
enum class ValueKind { real, count, whole, text };  // double, int32, int64, UTF-8 of any length

// A dimension means the same wherever it is used; its length is each group's own.
struct DimensionRule {
  std::string name;
  ValueKind labels;  // text or whole
  std::string units;
  std::string long_name;
};

struct VariableRule {
  std::string name;
  ValueKind kind;
  std::vector<std::string> dimensions;
  std::string units;
  std::string long_name;
  bool required = true;
};

struct GroupRule {
  std::string name;
  std::string meaning;
  std::vector<VariableRule> variables;
  bool required = true;
};

struct AttributeRule {
  std::string name;
  std::string type;  // "text", "whole"
  std::string meaning;
};

// Readers accept any minor version of their major one: minor versions only add.
struct FileRule {
  std::string filetype;
  std::string meaning;
  std::int64_t major;
  std::int64_t minor;
  std::vector<GroupRule> groups;
};

const std::vector<DimensionRule>& dimension_rules();
const std::vector<AttributeRule>& attribute_rules();  // of the root, besides filetype and version
const std::vector<FileRule>& file_rules();

// Null where the table has no such entry.
const FileRule* file_rule(const std::string& filetype);
const GroupRule* group_rule(const FileRule& file, const std::string& group);
const VariableRule* variable_rule(const GroupRule& group, const std::string& variable);
const DimensionRule* dimension_rule(const std::string& dimension);

// Everything in which a result differs from its schema, one sentence each; empty when it fits. What
// the table does not know is a defect in a result to be written and no harm in one that was read
// (a later minor version, a user's addition). Of an outline, whose variables have no values, all but these.
enum class Unknown { refused, allowed };
enum class Extent { whole, outline };
std::vector<std::string> mismatches(const ResultFile& result, Unknown unknown,
                                    Extent extent = Extent::whole);

// The same table as a page: output/FORMAT.md, to the letter.
std::string format_schema();

}  // namespace agglomera::output
