#include "sim/city_map.hpp"

#include <algorithm>
#include <boost/geometry.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <cmath>
#include <iterator>
#include <utility>

#include "sim/elementary.hpp"

namespace agglomera::sim {
namespace {

namespace geometry = boost::geometry;

using Point = geometry::model::point<double, 3, geometry::cs::cartesian>;
using Box = geometry::model::box<Point>;
using Entry = std::pair<Point, PlaceIndex>;

// sin and cos of degrees in [−180, 180], the same bits on every machine.
double sine(double degrees) {
  return degrees < 0.0 ? -sin_pi(-degrees / 180.0) : sin_pi(degrees / 180.0);
}

double cosine(double degrees) {
  const double size = std::abs(degrees) / 180.0;
  return size <= 0.5 ? sin_pi(0.5 + size) : -sin_pi(size - 0.5);
}

Point point_of(const City& city) {
  constexpr double equator_km = 6378.137, flattening = 1.0 / 298.257223563;
  constexpr double squeezed = flattening * (2.0 - flattening);  // e² of the ellipsoid
  const double up = sine(city.latitude_degrees), out = cosine(city.latitude_degrees);
  const double normal_km = equator_km / std::sqrt(1.0 - squeezed * up * up);
  return {normal_km * out * cosine(city.longitude_degrees),
          normal_km * out * sine(city.longitude_degrees), normal_km * (1.0 - squeezed) * up};
}

Box around(const Point& at, double km) {
  return {{at.get<0>() - km, at.get<1>() - km, at.get<2>() - km},
          {at.get<0>() + km, at.get<1>() + km, at.get<2>() + km}};
}

}  // namespace

struct CityMap::Tree {
  std::vector<Entry> entries;
  geometry::index::rtree<Entry, geometry::index::rstar<16>> tree;
};

CityMap::CityMap(std::span<const City> cities) : tree_(std::make_unique<Tree>()) {
  for (std::size_t city = 0; city < cities.size(); ++city)
    tree_->entries.emplace_back(point_of(cities[city]), static_cast<PlaceIndex>(city));
  tree_->tree = {tree_->entries.begin(), tree_->entries.end()};
}

CityMap::~CityMap() = default;
CityMap::CityMap(CityMap&&) noexcept = default;
CityMap& CityMap::operator=(CityMap&&) noexcept = default;

std::vector<PlaceIndex> CityMap::nearest(PlaceIndex city, std::size_t most) const {
  std::vector<Entry> found;
  tree_->tree.query(
      geometry::index::nearest(tree_->entries[city].first, static_cast<unsigned>(most + 1)),
      std::back_inserter(found));
  std::vector<std::pair<double, PlaceIndex>> others;
  for (const Entry& entry : found)
    if (entry.second != city) others.emplace_back(straight_km(city, entry.second), entry.second);
  std::sort(others.begin(), others.end());
  std::vector<PlaceIndex> nearest;
  for (std::size_t i = 0; i < std::min(most, others.size()); ++i)
    nearest.push_back(others[i].second);
  return nearest;
}

std::vector<PlaceIndex> CityMap::within(PlaceIndex city, double km) const {
  std::vector<Entry> found;
  tree_->tree.query(geometry::index::intersects(around(tree_->entries[city].first, km)),
                    std::back_inserter(found));
  std::vector<PlaceIndex> within;
  for (const Entry& entry : found)
    if (entry.second != city && straight_km(city, entry.second) <= km)
      within.push_back(entry.second);
  std::sort(within.begin(), within.end());
  return within;
}

double CityMap::straight_km(PlaceIndex a, PlaceIndex b) const {
  return geometry::distance(tree_->entries[a].first, tree_->entries[b].first);
}

}  // namespace agglomera::sim
