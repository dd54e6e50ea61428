// A result as it lies in a file: groups of variables with named dimensions, units and a long name,
// and root attributes that say how it was made. HDF5 that is also netCDF-4.
//
// A file is written beside its place, synced and renamed: at every moment it is whole or not there.
// Datasets are written once, in the order given here, without object times: equal results are equal
// bytes. Which groups and variables a kind of file holds is said once, in schema.hpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace agglomera::output {

// One coordinate of a group: names (cities, members) or whole numbers (years).
struct Dimension {
  std::string name;
  std::string units;  // "1" for names
  std::string long_name;
  std::variant<std::vector<std::string>, std::vector<std::int64_t>> labels;

  std::size_t size() const;
};

// One array, row-major in the order of `dimensions`; NaN is missing in floating-point arrays.
struct Variable {
  std::string name;
  std::string units;
  std::string long_name;
  std::vector<std::string> dimensions;  // names of dimensions of the same group; empty: a scalar
  std::variant<std::vector<double>, std::vector<std::int32_t>, std::vector<std::int64_t>,
               std::vector<std::string>>
      values;
};

struct Group {
  std::string name;  // "series", "observed"
  std::vector<Dimension> dimensions;
  std::vector<Variable> variables;

  // Null where there is none.
  const Dimension* dimension(const std::string& name) const;
  const Variable* variable(const std::string& name) const;
};

struct Attribute {
  std::string name;
  std::variant<std::string, std::int64_t, double, std::vector<std::int64_t>> value;
};

// A text that went into the result, kept whole: `path` as the user's file named it, relative to the
// study or scenario that names it.
struct InputText {
  std::string path;
  std::string text;
};

struct ResultFile {
  std::string filetype;  // "run", "policy", …: a key of the schema
  std::vector<Attribute> attributes;
  std::vector<InputText> inputs;
  std::vector<Group> groups;

  // Null where there is none.
  const Group* group(const std::string& name) const;
  const Attribute* attribute(const std::string& name) const;
};

// Units and long names left empty are filled in from the schema. Throws sim::InputError when the
// place can't be written or the disk is full (says how much is needed), std::logic_error when the
// result does not fit the schema of its filetype: a defect of the program.
void write_result(const ResultFile& result, const std::filesystem::path& place);

// Everything the file holds. Throws sim::InputError when the file is missing, damaged, no HDF5, of
// another kind than `filetype` (empty: any), of another major version or lacks what its schema
// requires. What the schema does not know (a later minor version, a user's addition) is kept.
ResultFile read_result(const std::filesystem::path& place, const std::string& filetype = "");

}  // namespace agglomera::output
