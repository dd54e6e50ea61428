// The part of the schema that learning and forecasting need: groups of posterior.h5 and backtest.h5.
#pragma once

#include <vector>

#include "output/store/schema.hpp"

namespace agglomera::output {

// A rule of this name holds for variables named after something of the study: its parameters.
inline constexpr const char* any_name = "*";

// `shared` are the groups that other results have too.
std::vector<GroupRule> posterior_groups(const std::vector<GroupRule>& shared);
std::vector<GroupRule> backtest_groups(const std::vector<GroupRule>& shared);

}  // namespace agglomera::output
