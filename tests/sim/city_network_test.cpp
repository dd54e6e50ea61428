#include "sim/city_network.hpp"

#include <gtest/gtest.h>

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#include <cmath>
#include <stdexcept>

#include "sim/usual_links.hpp"

namespace agglomera::sim {
namespace {

constexpr Reach everywhere;

City city(const char* id, const char* cluster, double latitude = 0.0, double longitude = 0.0) {
  City made;
  made.id = id;
  made.cluster = cluster;
  made.latitude_degrees = latitude;
  made.longitude_degrees = longitude;
  return made;
}

TEST(GeodesicKm, knows_the_length_of_well_known_lines) {
  // WGS84 by hand: a quarter meridian, a quarter of the equator.
  EXPECT_NEAR(geodesic_km(city("equator", "", 0, 0), city("pole", "", 90, 0)), 10001.9657293, 1e-6);
  EXPECT_NEAR(geodesic_km(city("west", "", 0, 0), city("east", "", 0, 90)),
              6378.137 * 3.14159265358979 / 2.0, 1e-6);
  // GeographicLib's own example: JFK to LHR, 5551.759 km.
  EXPECT_NEAR(geodesic_km(city("jfk", "", 40.6, -73.8), city("lhr", "", 51.6, -0.5)), 5551.759400,
              1e-5);
}

TEST(GeodesicKm, of_tokyo_and_osaka_is_about_four_hundred) {
  const City tokyo = city("tokyo", "", 35.6895, 139.6917),
             osaka = city("osaka", "", 34.6937, 135.5023);
  EXPECT_NEAR(geodesic_km(tokyo, osaka), 397.0, 1.0);
  EXPECT_EQ(geodesic_km(tokyo, osaka), geodesic_km(osaka, tokyo));
}

TEST(JoinsOneCluster, is_false_between_two_independent_cities) {
  EXPECT_TRUE(joins_one_cluster(city("a", "bay"), city("b", "bay")));
  EXPECT_FALSE(joins_one_cluster(city("a", "bay"), city("b", "plain")));
  EXPECT_FALSE(joins_one_cluster(city("a", "independent"), city("b", "independent")));
}

// a and b in one cluster, c in another, d alone; the straight link a–c is longer than the way by b.
const std::vector<City> four = {city("a", "bay"), city("b", "bay"), city("c", "plain"),
                                city("d", "independent")};
const std::vector<Link> ways = {
    {0, 1, "cluster", 100}, {1, 2, "nearest", 50}, {0, 2, "hub", 200}, {2, 3, "nearest", 400}};

double distance(const Distances& reached, std::size_t from, PlaceIndex to) {
  for (const Reached& there : reached[from])
    if (there.city == to) return there.distance_km;
  return -1.0;
}

TEST(LeastDistances, go_by_a_city_between_when_that_is_shorter) {
  const Distances reached = least_distances(four, ways, 0.0, everywhere);
  EXPECT_DOUBLE_EQ(distance(reached, 0, 2), 150.0);
  EXPECT_DOUBLE_EQ(distance(reached, 0, 3), 550.0);
  EXPECT_DOUBLE_EQ(distance(reached, 3, 0), 550.0);
}

TEST(LeastDistances, discount_links_inside_a_cluster_only) {
  const Distances reached = least_distances(four, ways, 0.3, everywhere);
  EXPECT_DOUBLE_EQ(distance(reached, 0, 1), 70.0);
  EXPECT_DOUBLE_EQ(distance(reached, 1, 2), 50.0);
  EXPECT_DOUBLE_EQ(distance(reached, 0, 2), 120.0);
}

TEST(LeastDistances, list_other_cities_within_reach_in_their_order) {
  const Distances reached = least_distances(four, ways, 0.0, {150.0});
  ASSERT_EQ(reached[0].size(), 2u);
  EXPECT_EQ(reached[0][0].city, 1);
  EXPECT_EQ(reached[0][1].city, 2);
  EXPECT_TRUE(reached[3].empty());
  for (std::size_t hub = 0; hub < four.size(); ++hub)
    EXPECT_EQ(distance(reached, hub, static_cast<PlaceIndex>(hub)), -1.0);
}

TEST(LeastDistances, find_no_way_where_there_is_none) {
  const std::vector<Link> only_one = {{0, 1, "cluster", 100}};
  EXPECT_TRUE(least_distances(four, only_one, 0.0, everywhere)[3].empty());
}

TEST(LeastDistances, refuse_a_link_to_no_city_or_of_no_length) {
  EXPECT_THROW(least_distances(four, std::vector<Link>{{0, 4, "x", 1}}, 0, everywhere),
               std::logic_error);
  EXPECT_THROW(least_distances(four, std::vector<Link>{{0, 1, "x", 0}}, 0, everywhere),
               std::logic_error);
  EXPECT_THROW(least_distances(four, std::vector<Link>{{0, 1, "x", std::nan("")}}, 0, everywhere),
               std::logic_error);
}

// Cities on a line, 100 km from one to the next.
struct Line {
  std::vector<City> cities;
  std::vector<Link> links;
  explicit Line(PlaceIndex count) : cities(count, city("x", "independent")) {
    for (PlaceIndex i = 0; i + 1u < count; ++i)
      links.push_back({i, static_cast<PlaceIndex>(i + 1), "nearest", 100});
  }
};

TEST(LeastDistances, are_those_of_a_well_known_library_to_the_last_bit) {
  std::vector<City> strewn;
  for (int i = 0; i < 90; ++i)
    strewn.push_back(city("x", i % 3 == 0 ? "bay" : "independent", (i * 37 % 160) - 80.0,
                          (i * 97 % 359) - 179.5));
  const std::vector<Link> links = usual_links(strewn, std::vector<PlaceIndex>{1, 40, 80});
  using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS,
                                      boost::no_property,
                                      boost::property<boost::edge_weight_t, double>>;
  Graph graph(strewn.size());
  for (const Link& link : links) {
    const double counted = joins_one_cluster(strewn[link.a], strewn[link.b]) ? 1.0 - 0.3 : 1.0;
    boost::add_edge(link.a, link.b, link.length_km * counted, graph);
  }
  const Distances reached = least_distances(strewn, links, 0.3);
  for (std::size_t hub = 0; hub < strewn.size(); ++hub) {
    std::vector<double> known(strewn.size());
    boost::dijkstra_shortest_paths(graph, hub, boost::distance_map(known.data()));
    ASSERT_EQ(reached[hub].size(), strewn.size() - 1);
    for (const Reached& there : reached[hub]) EXPECT_EQ(there.distance_km, known[there.city]);
  }
}

TEST(LeastDistances, end_after_a_number_of_cities_the_nearest_ones) {
  const Line line(9);
  const Distances reached = least_distances(line.cities, line.links, 0.0, {.cities = 3});
  for (const auto& from : reached) EXPECT_EQ(from.size(), 3u);
  EXPECT_EQ(distance(reached, 0, 3), 300.0);
  EXPECT_EQ(distance(reached, 4, 3), 100.0);
  EXPECT_EQ(distance(reached, 4, 5), 100.0);
}

TEST(LeastDistances, end_where_a_city_would_get_less_than_the_least_share) {
  // From the end of the line the k-th city weighs 2^−k; the nearer ones and itself weigh 1 − 2^−k.
  const Line line(30);
  const Distances reached = least_distances(line.cities, line.links, 0.0,
                                            {.half_life_km = 100.0, .least_share = 1e-3});
  EXPECT_EQ(reached[0].size(), 9u);  // 2⁻⁹ = 0.00195, 2⁻¹⁰ = 0.00098 < 0.001·(1 − 2⁻¹⁰)
  EXPECT_EQ(reached[15].size(), 16u);  // twice the weight: 2⁻⁹ < 0.001·2·(1 − 2⁻⁹)
}

TEST(LeastDistances, are_the_same_from_some_cities_as_from_all) {
  const Distances all = least_distances(four, ways, 0.3);
  const Distances some = least_distances_from(std::vector<PlaceIndex>{2}, four, ways, 0.3);
  EXPECT_TRUE(some[0].empty());
  ASSERT_EQ(some[2].size(), all[2].size());
  for (std::size_t i = 0; i < all[2].size(); ++i)
    EXPECT_EQ(some[2][i].distance_km, all[2][i].distance_km);
}

TEST(Betweenness, counts_the_pairs_whose_way_leads_through_a_city) {
  const std::vector<double> central = betweenness(four, ways, 0.0);
  // Of the three pairs without it: b lies on a–c and a–d; c on a–d and b–d.
  EXPECT_DOUBLE_EQ(central[0], 0.0);
  EXPECT_DOUBLE_EQ(central[1], 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(central[2], 2.0 / 3.0);
  EXPECT_DOUBLE_EQ(central[3], 0.0);
}

}  // namespace
}  // namespace agglomera::sim
