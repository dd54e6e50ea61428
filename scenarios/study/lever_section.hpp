// [[lever]]: a policy of a scenario.
//   kind = "radiation"                       agglomera describe lever
//   cities, clusters, countries = [...]      at least one target; each city once
//   years = { first = 2018, last = 2027 }    inside the run, after its first year
//   ramp = 3                                 years to full strength, 1 to 50; 1 when left out
//   strength = 0.5                           and the kind's other parameters, usual when left out
//   trigger = { … }                          what it waits for (trigger_section), or nothing
//   unit_cost = 12.0                         10^6 USD per unit of strength, city and year, or unknown
#pragma once

#include <optional>
#include <span>

#include "models/lever.hpp"
#include "models/study.hpp"
#include "scenarios/study/place_words.hpp"

namespace agglomera::scenarios {

// With `range`, the strength is one: strength = { low = 0.0, high = 1.0 }. It goes there, and the
// lever has its low end.
models::Lever read_lever(TomlTable& section, const LeverFrame& frame,
                         models::Range* range = nullptr);

// The places that the keys cities, clusters and countries name, each once, ascending; `noun` is what
// needs them: "a lever".
std::vector<sim::PlaceIndex> read_targets_of(std::string_view noun, TomlTable& section,
                                             const LeverFrame& frame);

// Complains where a lever conflicts with an earlier one: the same kind in the same city and year, so
// that nobody could say which strength is meant. `lines` of the earlier ones.
void check_conflicts(TomlTable& section, const models::Lever& lever,
                     std::span<const models::Lever> earlier, std::span<const int> lines,
                     const std::vector<sim::City>& cities);

}  // namespace agglomera::scenarios
