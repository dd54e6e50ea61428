// The groups of sweep.h5.
#pragma once

#include "output/store/schema.hpp"

namespace agglomera::output {

std::vector<GroupRule> sweep_groups(const std::vector<GroupRule>& shared);

}  // namespace agglomera::output
