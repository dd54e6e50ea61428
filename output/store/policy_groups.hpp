// The part of the schema that policies need: groups of a policy result.
#pragma once

#include <vector>

#include "output/store/schema.hpp"

namespace agglomera::output {

// `shared` are the groups that other results have too.
std::vector<GroupRule> policy_groups(GroupRule series, const std::vector<GroupRule>& shared);

}  // namespace agglomera::output
