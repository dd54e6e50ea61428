#include "sim/usual_links.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "sim/city_map.hpp"
#include "sim/city_network.hpp"

namespace agglomera::sim {
namespace {

constexpr std::size_t nearest_linked = 5;

// Whichever of the other cities are the nearest by geodesics, of equally near ones the first.
std::vector<std::pair<double, PlaceIndex>> nearest_by_geodesic(std::span<const City> cities,
                                                               const CityMap& map, PlaceIndex city,
                                                               std::size_t most) {
  constexpr double rounding = 1.0 + 1e-9;
  double farthest_km = 0.0;
  for (const PlaceIndex other : map.nearest(city, most))
    farthest_km = std::max(farthest_km, geodesic_km(cities[city], cities[other]));
  std::vector<std::pair<double, PlaceIndex>> others;
  for (const PlaceIndex other : map.within(city, farthest_km * rounding))
    others.emplace_back(geodesic_km(cities[city], cities[other]), other);
  std::sort(others.begin(), others.end());
  if (others.size() > most) others.resize(most);
  return others;
}

}  // namespace

std::vector<Link> usual_links(std::span<const City> cities, std::span<const PlaceIndex> hubs) {
  std::map<std::pair<PlaceIndex, PlaceIndex>, Link> links;
  const auto join = [&](PlaceIndex i, PlaceIndex j, const char* kind) {
    const auto [a, b] = std::minmax(i, j);
    if (const auto [link, fresh] = links.try_emplace({a, b}); fresh)
      link->second = {a, b, kind, geodesic_km(cities[a], cities[b])};
  };
  const auto count = static_cast<PlaceIndex>(cities.size());
  std::map<std::string, std::vector<PlaceIndex>> clusters;
  for (PlaceIndex city = 0; city < count; ++city)
    if (cities[city].cluster != independent_cluster) clusters[cities[city].cluster].push_back(city);
  for (const auto& [id, members] : clusters)
    for (const PlaceIndex a : members)
      for (const PlaceIndex b : members)
        if (a < b) join(a, b, "cluster");
  const CityMap map(cities);
  for (PlaceIndex city = 0; city < count; ++city)
    for (const auto& [km, other] : nearest_by_geodesic(cities, map, city, nearest_linked))
      join(city, other, "nearest");
  for (const PlaceIndex a : hubs)
    for (const PlaceIndex b : hubs)
      if (a < b) join(a, b, "hub");
  std::vector<Link> usual;
  for (const auto& [ends, link] : links) usual.push_back(link);
  return usual;
}

}  // namespace agglomera::sim
