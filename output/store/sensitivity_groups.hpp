// The groups of sensitivity.h5.
#pragma once

#include <vector>

#include "output/store/schema.hpp"

namespace agglomera::output {

std::vector<GroupRule> sensitivity_groups(const std::vector<GroupRule>& shared);

}  // namespace agglomera::output
