// The processes of the model, each with its equation, what its letters mean, how it is carried out and
// which parameters it has: what `agglomera describe` prints, and the ODD document in full.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace agglomera::models {

struct Phase {
  std::string_view name;
  std::string_view text;
  std::string_view equation;  // empty where there is none
  std::string_view source;
  std::string_view symbols;  // letters of the equation; empty where none needs a word
  std::string_view how;      // in sentences: how it is carried out, and why so
  std::vector<std::string_view> parameters;  // names of the global parameters in it
};

// Those of a year, in their order.
std::span<const Phase> phase_table();

// What happens outside the year: how a member, its first year and the years nobody observed come about.
std::span<const Phase> setup_table();

}  // namespace agglomera::models
