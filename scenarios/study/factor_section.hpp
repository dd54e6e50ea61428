// [[factor]]: what is varied, one of
//   parameter = "half_life_km"           of describe
//   parameters = "free"                  every parameter whose prior has a width, by its prior; or a list
//   lever = "radiation"                  its strength, with all that a lever has (lever_section.hpp); without
//                                        targets and years it is the only lever of the kind in the scenario
//   where = [["delta"], ["a", "b"]]      of a lever: clusters and cities on which it acts in turn
//   mechanism = "localisation"           off and on
//   assumed_background = ["as_drawn", "level_background", "undamped_background", "fixed_demand"]
// A parameter and a strength say how far:
//   values = [200, 350]                  of a strength: strengths = [0.2, 0.5]
//   range = { low = 0.05, high = 0.5, scale = "log", steps = 5 }    of a strength: strength = { … }
//                                        scale: "linear" when left out; steps, ends included: of a grid alone
//   prior = true                         of a parameter, where points are sampled
// A lever with `where` may have one strength instead. With `where` and several strengths it is two factors.
#pragma once

#include "scenarios/study/factor_extent.hpp"
#include "scenarios/study/scenario_file.hpp"

namespace agglomera::scenarios {

// as_drawn, level_background, undamped_background, fixed_demand.
const std::vector<std::string>& background_words();

// Every [[factor]] of an experiment, into `variation`, whose scenario has been read.
void read_factors(TomlTable& root, const ScenarioFile& scenario, Points points,
                  Variation& variation);

}  // namespace agglomera::scenarios
