// The groups that every result of an ensemble shares: its series, the observations beside them, what
// the members believed, and what the study states in words.
#pragma once

#include "output/store/result_file.hpp"
#include "scenarios/experiments/ensemble.hpp"

namespace agglomera::scenarios {

output::Group series_group(const Scenario& scenario, const Ensemble& ensemble,
                           std::size_t branches);
// Of an ensemble of one branch, whose arrays move into the group: nothing is copied, and the rest of the
// ensemble stays as it was.
output::Group series_group(const Scenario& scenario, Ensemble&& ensemble);
output::Group observed_group(const Scenario& scenario);
output::Group parameters_group(const Scenario& scenario, const Ensemble& ensemble);
output::Group city_assumptions_group(const Scenario& scenario, const Ensemble& ensemble);
output::Group stated_facts_group(const Scenario& scenario);

output::Dimension member_dimension(int members);
output::Dimension city_dimension(const Scenario& scenario);
output::Dimension year_dimension(sim::Year first, sim::Year last);

// Places have a name, a cluster and whether anything was observed there; the last is the rest of the
// world.
bool is_observed(const models::Study& study, std::size_t city);
void add_city_variables(output::Group& group, const models::Study& study);
output::Group cities_group(const Scenario& scenario);  // of a file whose other groups don't name them

}  // namespace agglomera::scenarios
