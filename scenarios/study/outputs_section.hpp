// [outputs]: what is measured at every point.
//   measures = ["lq_count", "firms"]     output_measures()
//   clusters = ["all"], cities = […]     or names; the cities of a cluster count as one place
//   world    = true                      all cities together; hhi and gini are told of the world alone
//   year     = 2027                      the last year of the run when left out
//   effect   = true                      what the levers make of it, on the same luck; false when left out
// At least one of clusters, cities and world is said.
#pragma once

#include "scenarios/study/factor.hpp"
#include "scenarios/study/scenario_file.hpp"

namespace agglomera::scenarios {

class TomlTable;

// Of a place, as one: lq_count, lq_revenue, firms and revenue (USD).
// log_error_lq_count, log_error_lq_revenue: mean |ln(x + 0.05) − ln(y + 0.05)| of the LQs of its cities, x
// simulated and y observed, over the observed years after the first, before conditioning.
// hhi, gini: of the cities' shares in the focal firms of all cities.
const std::vector<std::string>& output_measures();
bool is_error_measure(std::string_view measure);
bool is_world_measure(std::string_view measure);

Outputs read_outputs(TomlTable& root, const ScenarioFile& scenario);

}  // namespace agglomera::scenarios
