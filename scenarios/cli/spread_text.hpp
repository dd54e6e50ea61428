// What `policy` prints about spread and siphoning, and about extrapolation.
#pragma once

#include "scenarios/experiments/policy.hpp"

namespace agglomera::cli {

void print_spread_and_siphoning(const scenarios::Scenario& policy, const scenarios::PolicySight& sight);

// Which cities of the last year lie outside the conditions of the observed years.
void print_extrapolation(const scenarios::Scenario& policy, const scenarios::PolicyEffects& effects,
                         std::size_t number);

}  // namespace agglomera::cli
