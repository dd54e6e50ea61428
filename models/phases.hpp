// The phases of a year in their order, each with its equation: what `agglomera describe` prints.
#pragma once

#include <span>
#include <string_view>

namespace agglomera::models {

struct Phase {
  std::string_view name;
  std::string_view text;
  std::string_view equation;
  std::string_view source;
};

std::span<const Phase> phase_table();

}  // namespace agglomera::models
