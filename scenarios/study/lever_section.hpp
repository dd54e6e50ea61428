// [[lever]]: a policy of a scenario.
//   kind = "radiation"                       agglomera describe lever
//   cities, clusters, countries = [...]      at least one target; each city once
//   years = { first = 2018, last = 2027 }    inside the run, after its first year
//   ramp = 3                                 years to full strength, 1 to 50; 1 when left out
//   strength = 0.5                           and the kind's other parameters, usual when left out
#pragma once

#include <optional>

#include "models/lever.hpp"
#include "models/study.hpp"
#include "scenarios/study/frame.hpp"
#include "scenarios/study/toml_file.hpp"

namespace agglomera::scenarios {

// What levers are read against: the study's places, and the years of the run where they are known.
struct LeverFrame {
  const Frame& places;
  const std::vector<sim::City>& cities;
  std::optional<sim::Year> first;
  std::optional<sim::Year> last;
};

models::Lever read_lever(TomlTable& section, const LeverFrame& frame);

}  // namespace agglomera::scenarios
