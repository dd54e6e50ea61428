#include "sim/city_network.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <functional>
#include <numeric>
#include <queue>
#include <stdexcept>
#include <utility>

#include "sim/elementary.hpp"

namespace agglomera::sim {
namespace {

constexpr std::size_t few = 500;  // cities; fewer are not worth a second thread

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                    boost::property<boost::edge_weight_t, double>>;

void refuse_bad(const Link& link, std::size_t cities) {
  if (link.a >= cities || link.b >= cities || !(link.length_km > 0.0))
    throw std::logic_error("a link needs two cities and a positive length");
}

double discounted_km(const Link& link, std::span<const City> cities, double discount) {
  return link.length_km * (joins_one_cluster(cities[link.a], cities[link.b]) ? 1.0 - discount : 1.0);
}

Graph graph_of(std::span<const City> cities, std::span<const Link> links, double discount) {
  Graph graph(cities.size());
  for (const Link& link : links) {
    refuse_bad(link, cities.size());
    boost::add_edge(link.a, link.b, discounted_km(link, cities, discount), graph);
  }
  return graph;
}

struct Way {
  PlaceIndex to;
  double length_km;
};

// The ways out of each city, those of a city side by side.
struct Ways {
  std::vector<std::size_t> first;  // [city], and the end
  std::vector<Way> ways;

  std::span<const Way> from(PlaceIndex city) const {
    return {ways.data() + first[city], first[city + 1u] - first[city]};
  }
};

Ways ways_over(std::span<const City> cities, std::span<const Link> links, double discount) {
  Ways ways{std::vector<std::size_t>(cities.size() + 1, 0), std::vector<Way>(2 * links.size())};
  for (const Link& link : links) {
    refuse_bad(link, cities.size());
    ++ways.first[link.a + 1u];
    ++ways.first[link.b + 1u];
  }
  std::partial_sum(ways.first.begin(), ways.first.end(), ways.first.begin());
  std::vector<std::size_t> next(ways.first.begin(), ways.first.end() - 1);
  for (const Link& link : links) {
    const double length_km = discounted_km(link, cities, discount);
    ways.ways[next[link.a]++] = {link.b, length_km};
    ways.ways[next[link.b]++] = {link.a, length_km};
  }
  return ways;
}

// Walks outward from one city after another; what it remembers of a walk is forgotten city by city, so
// that a walk costs what it reaches.
class Walker {
 public:
  Walker(const Ways& ways, const Reach& reach)
      : ways_(ways), reach_(reach), least_km_(ways.first.size() - 1, unreached) {}

  std::vector<Reached> from(PlaceIndex hub) {
    std::vector<Reached> reached;
    double shared = 0.0;
    limit_km_ = reach_.km;
    arrive(hub, 0.0);
    while (!open_.empty()) {
      const auto [km, city] = open_.top();
      open_.pop();
      if (km > least_km_[city]) continue;  // reached by a shorter way since
      if (city != hub) {
        if (reached.size() == reach_.cities) break;
        const double weight = natural_exp(-km / reach_.half_life_km * ln2);
        shared += weight;
        if (weight < reach_.least_share * shared) break;
        reached.push_back({city, km});
        if (reached.size() % looks == 0) draw_limit(shared);
      }
      for (const Way& way : ways_.from(city)) arrive(way.to, km + way.length_km);
    }
    forget();
    std::sort(reached.begin(), reached.end(),
              [](const Reached& one, const Reached& other) { return one.city < other.city; });
    return reached;
  }

 private:
  static constexpr double unreached = std::numeric_limits<double>::infinity();
  static constexpr double ln2 = 0.693147180559945309417;
  static constexpr std::size_t looks = 16;  // cities between two looks at the limit
  using Arrival = std::pair<double, PlaceIndex>;

  // Where a city would get less than the least share already, and the more so of all that is shared out
  // in the end: nobody need arrive beyond.
  void draw_limit(double shared) {
    constexpr double rounding = 1.0 + 1e-9;
    if (!(reach_.least_share > 0.0)) return;
    const double half_lives = -natural_log(reach_.least_share * shared) / ln2;
    limit_km_ = std::min(limit_km_, half_lives * reach_.half_life_km * rounding);
  }

  void arrive(PlaceIndex city, double km) {
    if (!(km < least_km_[city]) || km > limit_km_) return;
    if (least_km_[city] == unreached) touched_.push_back(city);
    least_km_[city] = km;
    open_.emplace(km, city);
  }

  void forget() {
    for (const PlaceIndex city : touched_) least_km_[city] = unreached;
    touched_.clear();
    open_ = {};
  }

  const Ways& ways_;
  const Reach& reach_;
  double limit_km_ = unreached;
  std::vector<double> least_km_;
  std::vector<PlaceIndex> touched_;
  std::priority_queue<Arrival, std::vector<Arrival>, std::greater<Arrival>> open_;
};

}  // namespace

double geodesic_km(const City& a, const City& b) {
  double meters = 0.0;
  GeographicLib::Geodesic::WGS84().Inverse(a.latitude_degrees, a.longitude_degrees,
                                           b.latitude_degrees, b.longitude_degrees, meters);
  return meters / 1000.0;
}

bool joins_one_cluster(const City& a, const City& b) {
  return a.cluster == b.cluster && a.cluster != independent_cluster;
}

Distances least_distances_from(std::span<const PlaceIndex> hubs, std::span<const City> cities,
                               std::span<const Link> links, double discount, const Reach& reach) {
  const Ways ways = ways_over(cities, links, discount);
  Distances reached(cities.size());
#pragma omp parallel if (hubs.size() > few)
  {
    Walker walker(ways, reach);
#pragma omp for schedule(dynamic, 64)
    for (std::size_t i = 0; i < hubs.size(); ++i) reached[hubs[i]] = walker.from(hubs[i]);
  }
  return reached;
}

Distances least_distances(std::span<const City> cities, std::span<const Link> links,
                          double discount, const Reach& reach) {
  std::vector<PlaceIndex> all(cities.size());
  std::iota(all.begin(), all.end(), PlaceIndex{0});
  return least_distances_from(all, cities, links, discount, reach);
}

std::vector<double> betweenness(std::span<const City> cities, std::span<const Link> links,
                                double discount) {
  Graph graph = graph_of(cities, links, discount);
  std::vector<double> centrality(cities.size(), 0.0);
  const auto of_vertex = boost::make_iterator_property_map(
      centrality.begin(), boost::get(boost::vertex_index, graph));
  boost::brandes_betweenness_centrality(
      graph, boost::centrality_map(of_vertex).weight_map(boost::get(boost::edge_weight, graph)));
  boost::relative_betweenness_centrality(graph, of_vertex);
  return centrality;
}

}  // namespace agglomera::sim
