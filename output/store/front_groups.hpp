// The part of the schema that the best mixes of levers need: groups of front.h5.
#pragma once

#include <vector>

#include "output/store/schema.hpp"

namespace agglomera::output {

// `shared` are the groups that other results have too.
std::vector<GroupRule> front_groups(const std::vector<GroupRule>& shared);

}  // namespace agglomera::output
