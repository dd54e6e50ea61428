// Places: the cities of a study and, last, the rest of the world, which has no coordinates.
//
// Cities are held in the order of their ids, whatever the order of the rows they were read from.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "sim/ids.hpp"

namespace agglomera::sim {

struct City {
  std::string id;       // "hong-kong": keys every file and every draw
  std::string name_en;
  std::string name_zh;
  std::string country;  // ISO 3166-1 alpha-2
  double latitude_degrees = std::numeric_limits<double>::quiet_NaN();
  double longitude_degrees = std::numeric_limits<double>::quiet_NaN();
  std::string cluster;  // "independent": in no cluster
};

inline constexpr const char* independent_cluster = "independent";
inline constexpr const char* rest_of_world_id = "rest-of-world";

// A link between two cities; its length may differ from the geodesic when a user says so.
struct Link {
  PlaceIndex a = no_place;
  PlaceIndex b = no_place;
  std::string kind;  // "cluster", "nearest", "hub" or the user's own word
  double length_km = 0.0;
};

}  // namespace agglomera::sim
