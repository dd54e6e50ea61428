#include "sim/usual_links.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "sim/city_network.hpp"

namespace agglomera::sim {
namespace {

City city(const char* id, const char* cluster, double latitude = 0.0, double longitude = 0.0) {
  City made;
  made.id = id;
  made.cluster = cluster;
  made.latitude_degrees = latitude;
  made.longitude_degrees = longitude;
  return made;
}

TEST(UsualLinks, join_clusters_the_nearest_five_and_hubs_once_each) {
  std::vector<City> line;  // on the equator, ever farther apart
  const double degrees[] = {0, 1, 3, 7, 15, 31, 63, 127};
  for (int i = 0; i < 8; ++i)
    line.push_back(city("x", i == 0 || i == 7 ? "ends" : "independent", 0, degrees[i]));
  const std::vector<PlaceIndex> hubs = {0, 6, 7};
  const std::vector<Link> links = usual_links(line, hubs);
  const auto kind_of = [&](int a, int b) {
    std::string kind;
    for (const Link& link : links)
      if (link.a == a && link.b == b) kind += link.kind;
    return kind;
  };
  EXPECT_EQ(kind_of(0, 7), "cluster");  // though both are hubs
  EXPECT_EQ(kind_of(0, 6), "hub");
  EXPECT_EQ(kind_of(0, 5), "nearest");
  EXPECT_EQ(kind_of(6, 7), "nearest");  // the nearest of 7, though both are hubs
  EXPECT_EQ(kind_of(1, 7), "");
  for (const Link& link : links) {
    EXPECT_LT(link.a, link.b);
    EXPECT_EQ(link.length_km, geodesic_km(line[link.a], line[link.b]));
  }
}

TEST(UsualLinks, are_those_that_a_look_at_all_pairs_finds) {
  std::vector<City> strewn;
  for (int i = 0; i < 120; ++i)
    strewn.push_back(city("x", "independent", (i * 37 % 160) - 80.0, (i * 97 % 359) - 179.5));
  std::set<std::pair<PlaceIndex, PlaceIndex>> wanted, found;
  for (PlaceIndex a = 0; a < 120; ++a) {
    std::vector<std::pair<double, PlaceIndex>> others;
    for (PlaceIndex b = 0; b < 120; ++b)
      if (b != a) others.emplace_back(geodesic_km(strewn[a], strewn[b]), b);
    std::sort(others.begin(), others.end());
    for (std::size_t k = 0; k < 5; ++k) wanted.insert(std::minmax(a, others[k].second));
  }
  for (const Link& link : usual_links(strewn, {})) found.insert({link.a, link.b});
  EXPECT_EQ(found, wanted);
}

TEST(UsualLinks, of_a_city_alone_are_none) {
  EXPECT_TRUE(usual_links(std::vector<City>{city("x", "independent")}, std::vector<PlaceIndex>{0}).empty());
}

}  // namespace
}  // namespace agglomera::sim
