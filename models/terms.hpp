// The terms of a year: what policies change about what cities offer and what links cost. All neutral
// by default. Levers write them; behaviours read them and never know a lever.
#pragma once

#include <cstddef>
#include <vector>

#include "sim/ids.hpp"

namespace agglomera::models {

// Cities that direct a share of what they radiate to one another, wherever they are.
struct Partnership {
  std::vector<sim::PlaceIndex> cities;
  double share;                  // below 1
  bool across_clusters = false;  // only to partners of another cluster
};

// By place.
struct Terms {
  explicit Terms(std::size_t places)
      : spread_outreach(places, 1.0),
        siphon_outreach(places, 1.0),
        resource_inflow(places, 0.0),
        technology_gap_closed(places, 0.0),
        culture_gap_closed(places, 0.0),
        strategy(places, 0.0),
        entry_utility(places, 0.0),
        lead_pull(places, 0.0),
        barrier_removed(places, 0.0),
        survival(places, 0.0),
        small_firm_survival(places, 0.0),
        growth(places, 0.0),
        small_firm_growth(places, 0.0) {}

  std::vector<double> spread_outreach;        // multiplies what a city radiates to its neighbours
  std::vector<double> siphon_outreach;        // multiplies how strongly it draws on them
  std::vector<Partnership> partnerships;
  std::vector<double> resource_inflow;        // added to ln R, per year
  std::vector<double> technology_gap_closed;  // share of 1 − τ that is closed
  std::vector<double> culture_gap_closed;     // share of 1 − κ that is closed
  std::vector<double> strategy;               // effect of a national strategy, as of the study's own
  std::vector<double> entry_utility;          // added to V for firms about to be founded
  std::vector<double> lead_pull;              // added to it per log size of the city's largest firm
  std::vector<double> barrier_removed;        // share of the border barrier removed for firms moving in
  std::vector<double> survival;               // fall of the log exit hazard
  std::vector<double> small_firm_survival;    // the same, of firms below the usual size of the place
  std::vector<double> growth;                 // of log revenue, per year
  std::vector<double> small_firm_growth;      // the same, of firms below the usual size of the place
};

}  // namespace agglomera::models
