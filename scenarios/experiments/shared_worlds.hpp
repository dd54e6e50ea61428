// Worlds that several ranks share: with fewer members than ranks every member is run by all of them
// together, each with its blocks of firms.
#pragma once

#include <string>

#include "scenarios/study/scenario.hpp"

namespace agglomera::scenarios {

// Whether the ranks share the worlds of this run. Throws sim::InputError at `where` when they would have
// to, and its worlds can't be shared: with fewer blocks of firms than ranks, when members are
// conditioned, with a background of agents, or several sectors.
bool shares_worlds(const Scenario& scenario, const std::string& where);

}  // namespace agglomera::scenarios
