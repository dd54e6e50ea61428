// The part of the schema that the best mixes of levers need: groups of front.h5.
#pragma once

#include <vector>

#include "output/store/schema.hpp"

namespace agglomera::output {

std::vector<GroupRule> front_groups();

}  // namespace agglomera::output
