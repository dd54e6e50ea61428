// The network of cities: how far one is from another along its links, and which are central.
//
// The generalised distance of two cities is the length of the least path over the links, a link
// inside a cluster counting (1 − discount) of its length. It is computed when links change, once for
// all members of an ensemble, from each city up to a reach, so that it stays sparse: no step looks at
// all pairs of cities.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

#include "sim/cities.hpp"

namespace agglomera::sim {

struct Reached {
  PlaceIndex city;
  double distance_km;
};

// reached[h] lists, in the order of the cities, every other city within the reach of h.
using Distances = std::vector<std::vector<Reached>>;

// Where a city's list ends: beyond a distance; after a number of cities, the nearest ones; or where a
// city would get less than `least_share` of what is shared out by 2^(−d/half-life) over the nearer ones.
struct Reach {
  double km = std::numeric_limits<double>::infinity();
  std::size_t cities = std::numeric_limits<std::size_t>::max();
  double half_life_km = std::numeric_limits<double>::infinity();
  double least_share = 0.0;
};

// Length in km of the geodesic on the WGS84 ellipsoid (Karney 2013).
double geodesic_km(const City& a, const City& b);

// What a link counts for inside a cluster.
bool joins_one_cluster(const City& a, const City& b);

// Least generalised distances (Dijkstra 1959); `discount` in [0, 1) applies to links inside a cluster.
// Throws std::logic_error when a link names a place that is no city or a length that is not positive.
Distances least_distances(std::span<const City> cities, std::span<const Link> links,
                          double discount, const Reach& reach = {});
// Only from some of the cities; the others' lists are empty.
Distances least_distances_from(std::span<const PlaceIndex> hubs, std::span<const City> cities,
                               std::span<const Link> links, double discount,
                               const Reach& reach = {});

// Betweenness centrality of each city on the same graph, as a share of all pairs (Brandes 2001).
std::vector<double> betweenness(std::span<const City> cities, std::span<const Link> links,
                                double discount);

}  // namespace agglomera::sim
