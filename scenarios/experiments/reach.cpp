#include "scenarios/experiments/reach.hpp"

#include <algorithm>
#include <set>
#include <string>

namespace agglomera::scenarios {

bool Reach::treats(std::size_t place) const {
  return std::binary_search(of(Region::treated).begin(), of(Region::treated).end(), place);
}

std::vector<std::size_t> Reach::untreated() const {
  std::vector<std::size_t> others;
  for (const std::size_t place : of(Region::world))
    if (!treats(place)) others.push_back(place);
  return others;
}

Reach reach_of(const Scenario& policy) {
  const auto& cities = policy.study->cities;
  std::set<std::size_t> treated;
  std::set<std::string> clusters;
  for (const models::Lever& lever : policy.levers)
    for (const sim::PlaceIndex target : lever.targets) {
      treated.insert(target);
      if (target < cities.size() && cities[target].cluster != sim::independent_cluster)
        clusters.insert(cities[target].cluster);
    }
  Reach reach;
  auto& [in_treated, in_clusters, in_world] = reach.places;
  in_treated.assign(treated.begin(), treated.end());
  for (std::size_t place = 0; place < policy.study->places(); ++place) {
    in_world.push_back(place);
    if (treated.contains(place) ||
        (place < cities.size() && clusters.contains(cities[place].cluster)))
      in_clusters.push_back(place);
  }
  return reach;
}

}  // namespace agglomera::scenarios
