// What the parts of the schema have in common.
#pragma once

#include <vector>

#include "output/store/schema.hpp"

namespace agglomera::output {

using Rules = std::vector<VariableRule>;

// Variables that a file may leave out: `required` of their rule.
inline constexpr bool optional = false;

// Units of a variable whose cells differ in unit: the text variable `unit` beside it names them.
inline constexpr const char* as_in_unit = "as in unit";

inline Rules operator+(Rules first, const Rules& second) {
  first.insert(first.end(), second.begin(), second.end());
  return first;
}

// Groups of a kind of file, followed by those that it shares with other kinds.
inline std::vector<GroupRule> with(const std::vector<GroupRule>& shared, std::vector<GroupRule> own) {
  own.insert(own.end(), shared.begin(), shared.end());
  return own;
}

}  // namespace agglomera::output
