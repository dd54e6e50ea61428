// What the model is for, the patterns by which it is judged, and its design concepts: elements one and
// four of the ODD protocol (Grimm et al. 2020), which no equation says.
#pragma once

#include <span>
#include <string_view>

namespace agglomera::models {

std::string_view purpose_text();

struct Pattern {
  std::string_view name;
  std::string_view text;    // what is seen in the world, with its source
  std::string_view looked;  // how the program looks for it
};
std::span<const Pattern> pattern_table();

struct DesignConcept {
  std::string_view name;
  std::string_view text;
};
// The eleven of the protocol, in its order.
std::span<const DesignConcept> design_concept_table();

}  // namespace agglomera::models
