// The groups of a policy's file about each policy as a whole: what is gained and at what cost, what
// pairing was worth, what the effect rests on, and how the policies rank.
#pragma once

#include <vector>

#include "scenarios/experiments/policy.hpp"

namespace agglomera::scenarios {

output::Dimension policy_dimension(const std::vector<Scenario>& policies);
std::vector<output::Group> policy_groups(const std::vector<Scenario>& policies,
                                         const PolicyEffects& effects);

}  // namespace agglomera::scenarios
