// Whom the hubs of a study reach: the share of what a hub radiates that goes to each city, by the
// kernel of the model, w_hc of models/radiation.hpp, without levers; the mean over members.
#pragma once

#include <span>
#include <vector>

#include "models/member.hpp"
#include "output/store/result_file.hpp"
#include "scenarios/experiments/ensemble.hpp"

namespace agglomera::scenarios {

struct HubLink {
  sim::PlaceIndex from, to;
  double share;
  double distance_km;  // length of the least path over links, nothing discounted
};

inline constexpr double least_share_shown = 0.01;

// Those of at least the least share; by hub, the largest share first. Failed members don't count.
std::vector<HubLink> hub_links(const models::Study& study, std::span<const models::Member> drawn);

// The group `links` of a result; without variables where there is no link to show, or where neither
// radiation nor siphoning runs along them.
output::Group links_group(const Scenario& scenario, const Ensemble& ensemble);

}  // namespace agglomera::scenarios
