// The levers of policies as a result tells them: one row each, named by scenario and kind.
#pragma once

#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/study/scenario.hpp"

namespace agglomera::scenarios {

output::Group policy_levers_group(const std::vector<Scenario>& policies);

// Ids of places, between semicolons.
std::string ids_of(const models::Study& study, const std::vector<sim::PlaceIndex>& places);

// "lq_count of shanghai below 1"; empty where the lever waits for nothing. Revenue is in USD.
std::string trigger_text(const models::Study& study, const models::Lever& lever);

}  // namespace agglomera::scenarios
