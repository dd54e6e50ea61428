// The effects of policies for a reader: of each policy the answer in one sentence, firms first, then what
// it rests on, then LQs and revenue; at the end the policies side by side.
#pragma once

#include <vector>

#include "scenarios/experiments/policy.hpp"

namespace agglomera::cli {

void print_policies(const std::vector<scenarios::Scenario>& policies,
                    const scenarios::PolicyEffects& effects, bool conditioned);

}  // namespace agglomera::cli
