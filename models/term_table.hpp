// The terms of a year (models/terms.hpp) in words: what a lever can change, and the value that changes
// nothing. Partnerships are told apart, for they are no number of a place.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "models/terms.hpp"

namespace agglomera::models {

struct TermDeclaration {
  std::string_view name;  // that of the member
  std::string_view text;
  std::string_view unit;
  std::vector<double> Terms::*value;
};

std::span<const TermDeclaration> term_table();

inline constexpr std::string_view partnerships_text =
    "shares of what cities radiate that they direct to one another, wherever they are";

}  // namespace agglomera::models
