#include "sim/city_map.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/city_network.hpp"
#include "sim/draws.hpp"

namespace agglomera::sim {
namespace {

City at(double latitude, double longitude) {
  City made;
  made.cluster = independent_cluster;
  made.latitude_degrees = latitude;
  made.longitude_degrees = longitude;
  return made;
}

std::vector<City> strewn(std::uint32_t count) {
  std::vector<City> cities;
  for (std::uint32_t i = 0; i < count; ++i) {
    const Draw draw = Draws(1, 0).named(1, 0, Purpose::made_up_world, i);
    cities.push_back(at(170.0 * draw.uniform(0) - 85.0, 360.0 * draw.uniform(1) - 180.0));
  }
  return cities;
}

TEST(CityMap, measures_straight_through_the_earth) {
  const std::vector<City> axes = {at(0, 0), at(0, 180), at(90, 0), at(0, -90), at(-90, 0)};
  const CityMap map(axes);
  EXPECT_NEAR(map.straight_km(0, 1), 2.0 * 6378.137, 1e-9);
  EXPECT_NEAR(map.straight_km(2, 4), 2.0 * 6356.752314245, 1e-6);  // the shorter axis of WGS84
  EXPECT_NEAR(map.straight_km(0, 3), std::sqrt(2.0) * 6378.137, 1e-9);
}

TEST(CityMap, is_never_longer_than_the_way_on_the_surface) {
  const std::vector<City> cities = strewn(60);
  const CityMap map(cities);
  for (PlaceIndex a = 0; a < 60; ++a)
    for (PlaceIndex b = 0; b < a; ++b)
      EXPECT_LE(map.straight_km(a, b), geodesic_km(cities[a], cities[b]) * (1.0 + 1e-12));
}

TEST(CityMap, finds_the_cities_that_a_look_at_all_pairs_finds) {
  const std::vector<City> cities = strewn(300);
  const CityMap map(cities);
  for (PlaceIndex city = 0; city < 300; ++city) {
    std::vector<std::pair<double, PlaceIndex>> all;
    std::vector<PlaceIndex> near;
    for (PlaceIndex other = 0; other < 300; ++other) {
      if (other == city) continue;
      all.emplace_back(map.straight_km(city, other), other);
      if (all.back().first <= 2000.0) near.push_back(other);
    }
    std::sort(all.begin(), all.end());
    const std::vector<PlaceIndex> nearest = map.nearest(city, 7);
    ASSERT_EQ(nearest.size(), 7u);
    for (std::size_t i = 0; i < 7; ++i) EXPECT_EQ(nearest[i], all[i].second);
    EXPECT_EQ(map.within(city, 2000.0), near);
  }
}

TEST(CityMap, finds_all_the_others_when_they_are_few) {
  const std::vector<City> two = {at(10, 10), at(-10, 170)};
  EXPECT_EQ(CityMap(two).nearest(1, 5), std::vector<PlaceIndex>{0});
  EXPECT_TRUE(CityMap(std::span(two).first(1)).nearest(0, 5).empty());
}

}  // namespace
}  // namespace agglomera::sim
