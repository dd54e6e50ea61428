#include "sim/city_network.hpp"

#include <GeographicLib/Geodesic.hpp>
#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/dijkstra_shortest_paths_no_color_map.hpp>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>
#include <utility>

namespace agglomera::sim {
namespace {

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS, boost::no_property,
                                    boost::property<boost::edge_weight_t, double>>;

Graph graph_of(std::span<const City> cities, std::span<const Link> links, double discount) {
  Graph graph(cities.size());
  for (const Link& link : links) {
    if (link.a >= cities.size() || link.b >= cities.size() || !(link.length_km > 0.0))
      throw std::logic_error("a link needs two cities and a positive length");
    const bool inside = joins_one_cluster(cities[link.a], cities[link.b]);
    boost::add_edge(link.a, link.b, link.length_km * (inside ? 1.0 - discount : 1.0), graph);
  }
  return graph;
}

struct BeyondReach {};

struct StopAtReach : boost::default_dijkstra_visitor {
  const std::vector<double>* distance;
  double reach_km;
  void examine_vertex(Graph::vertex_descriptor city, const Graph&) const {
    if ((*distance)[city] > reach_km) throw BeyondReach{};
  }
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

Distances least_distances(std::span<const City> cities, std::span<const Link> links,
                          double discount, double reach_km) {
  const Graph graph = graph_of(cities, links, discount);
  Distances reached(cities.size());
  std::vector<double> distance(cities.size());
  for (std::size_t hub = 0; hub < cities.size(); ++hub) {
    std::fill(distance.begin(), distance.end(), std::numeric_limits<double>::infinity());
    StopAtReach visitor;
    visitor.distance = &distance;
    visitor.reach_km = reach_km;
    try {
      boost::dijkstra_shortest_paths_no_color_map(
          graph, hub,
          boost::distance_map(distance.data())
              .distance_inf(std::numeric_limits<double>::infinity())
              .visitor(visitor));
    } catch (const BeyondReach&) {
    }
    for (std::size_t city = 0; city < cities.size(); ++city)
      if (city != hub && std::isfinite(distance[city]) && distance[city] <= reach_km)
        reached[hub].push_back({static_cast<PlaceIndex>(city), distance[city]});
  }
  return reached;
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

std::vector<Link> usual_links(std::span<const City> cities, std::span<const PlaceIndex> hubs) {
  std::map<std::pair<PlaceIndex, PlaceIndex>, Link> links;
  const auto join = [&](std::size_t i, std::size_t j, const char* kind) {
    const auto a = static_cast<PlaceIndex>(std::min(i, j)), b = static_cast<PlaceIndex>(std::max(i, j));
    links.try_emplace({a, b}, Link{a, b, kind, geodesic_km(cities[a], cities[b])});
  };
  for (std::size_t i = 0; i < cities.size(); ++i)
    for (std::size_t j = i + 1; j < cities.size(); ++j)
      if (joins_one_cluster(cities[i], cities[j])) join(i, j, "cluster");
  for (std::size_t i = 0; i < cities.size(); ++i) {
    std::vector<std::pair<double, std::size_t>> others;
    for (std::size_t j = 0; j < cities.size(); ++j)
      if (j != i) others.emplace_back(geodesic_km(cities[i], cities[j]), j);
    std::sort(others.begin(), others.end());
    for (std::size_t k = 0; k < std::min<std::size_t>(5, others.size()); ++k)
      join(i, others[k].second, "nearest");
  }
  for (const PlaceIndex a : hubs)
    for (const PlaceIndex b : hubs)
      if (a < b) join(a, b, "hub");
  std::vector<Link> usual;
  for (const auto& [ends, link] : links) usual.push_back(link);
  return usual;
}

}  // namespace agglomera::sim
