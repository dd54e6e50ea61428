// [targets]: which observations are fitted; every key may be left out, and so may the table.
//   measures = ["lq_count", "lq_revenue"]     both; also "revenue"
//   years    = { first = 2009, last = 2017 }  the study's observed years, as far as the run goes
//   clusters = ["pearl-river-delta"]          or cities = ["tokyo"]; every city with observations
// A cluster stands for those of its cities that have observations. A city or cluster that is named
// and has none is an error.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "scenarios/study/experiment.hpp"
#include "scenarios/study/scenario_file.hpp"

namespace agglomera::scenarios {

class TomlTable;

// The measures that can be fitted: lq_count, lq_revenue, revenue. Both LQs are the usual ones.
const std::vector<std::string>& target_measures();

// The key "targets" of an experiment.
Targets read_targets(TomlTable& root, const ScenarioFile& scenario);

// What is fitted where no section says otherwise: all there is.
Targets every_target(const ScenarioFile& scenario);

// How many observations the targets have; and those of one city.
std::size_t observations(const Targets& targets, const models::Study& study);
std::size_t observations_of(const Targets& targets, const models::Study& study,
                            sim::PlaceIndex city);

}  // namespace agglomera::scenarios
