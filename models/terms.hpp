// The terms of a year: what policies change about what cities offer and what links cost. All neutral
// by default. Levers write them; behaviours read them and never know a lever.
#pragma once

#include <cstddef>
#include <vector>

namespace agglomera::models {

struct Terms {
  explicit Terms(std::size_t places)
      : spread_outreach(places, 1.0),
        siphon_outreach(places, 1.0),
        resource_inflow(places, 0.0),
        technology_gap_closed(places, 0.0),
        entry_utility(places, 0.0),
        barrier_removed(places, 0.0) {}

  std::vector<double> spread_outreach;        // multiplies what a city radiates to its neighbours
  std::vector<double> siphon_outreach;        // multiplies how strongly it draws on them
  std::vector<double> resource_inflow;        // added to ln R, per year
  std::vector<double> technology_gap_closed;  // share of 1 − τ that is closed
  std::vector<double> entry_utility;          // added to V for firms about to be founded
  std::vector<double> barrier_removed;        // share of the border barrier removed for firms moving in
};

}  // namespace agglomera::models
