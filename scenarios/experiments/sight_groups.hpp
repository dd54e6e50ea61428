// The groups of a policy result that say where siphoning outweighs spread and what is extrapolated.
#pragma once

#include "output/store/result_file.hpp"
#include "scenarios/experiments/policy.hpp"

namespace agglomera::scenarios {

std::vector<output::Group> sight_groups(const std::vector<Scenario>& policies,
                                        const PolicyEffects& effects);

}  // namespace agglomera::scenarios
