// Where cities lie on the globe, to find those near one another without looking at every pair.
//
// Cities are points on the WGS84 ellipsoid in a tree (R*-tree of Boost.Geometry, packed). The straight
// line through the earth is never longer than the way on its surface, so that all cities within a
// geodesic are among those within the same straight line.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "sim/cities.hpp"

namespace agglomera::sim {

class CityMap {
 public:
  // The cities must have coordinates.
  explicit CityMap(std::span<const City> cities);
  ~CityMap();
  CityMap(CityMap&&) noexcept;
  CityMap& operator=(CityMap&&) noexcept;

  // The `most` cities with the shortest straight lines to one, without it; in that order.
  std::vector<PlaceIndex> nearest(PlaceIndex city, std::size_t most) const;
  // All cities within a straight line of one, without it, in the order of the cities.
  std::vector<PlaceIndex> within(PlaceIndex city, double km) const;
  // Length of the straight line.
  double straight_km(PlaceIndex a, PlaceIndex b) const;

 private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

}  // namespace agglomera::sim
