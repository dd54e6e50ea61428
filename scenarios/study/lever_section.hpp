// [[lever]]: a policy of a scenario.
//   kind = "radiation"                       agglomera describe lever
//   cities, clusters, countries = [...]      at least one target; each city once
//   years = { first = 2018, last = 2027 }    inside the run, after its first year
//   ramp = 3                                 years to full strength, 1 to 50; 1 when left out
//   strength = 0.5                           and the kind's other parameters, usual when left out
//   trigger = { … }                          what it waits for (trigger_section), or nothing
//   unit_cost = 12.0                         10^6 USD per unit of strength, city and year, or unknown
#pragma once

#include <functional>
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

// What another section says otherwise: under which key the kind stands, what reads the strength and gives
// the one that the lever has until it is set, and whether the targets stand there at all. That section
// finishes itself.
struct LeverWords {
  std::string_view kind_key = "kind";
  std::function<double(const models::LeverParameter&)> strength;
  bool targets = true;
};
models::Lever read_lever(TomlTable& section, const LeverFrame& frame, const LeverWords& words);

// Complains, at this position, of a lever that links clusters on cities of one alone.
void check_links(TomlTable& section, Position at, const models::Lever& lever,
                 const std::vector<sim::City>& cities);

// The places that the keys cities, clusters and countries name, each once, ascending; `noun` is what
// needs them: "a lever".
std::vector<sim::PlaceIndex> read_targets_of(std::string_view noun, TomlTable& section,
                                             const LeverFrame& frame);

// Where two levers would act twice: a city that both have and the first year in which they do; nothing when
// they are of different kinds or never meet.
struct Clash {
  sim::PlaceIndex city;
  sim::Year year;
};
std::optional<Clash> clash_of(const models::Lever& lever, const models::Lever& other);

// Complains where a lever conflicts with an earlier one: the same kind in the same city and year, so
// that nobody could say which strength is meant. `lines` of the earlier ones.
void check_conflicts(TomlTable& section, const models::Lever& lever,
                     std::span<const models::Lever> earlier, std::span<const int> lines,
                     const std::vector<sim::City>& cities);

}  // namespace agglomera::scenarios
