// The links that a study has when it names none.
#pragma once

#include <span>
#include <vector>

#include "sim/cities.hpp"

namespace agglomera::sim {

// The usual links of a study: all pairs inside a cluster, each city to its nearest five, hubs among
// each other. One link per pair, of the first kind that applies. C·log C for C cities in small clusters.
std::vector<Link> usual_links(std::span<const City> cities, std::span<const PlaceIndex> hubs);

}  // namespace agglomera::sim
