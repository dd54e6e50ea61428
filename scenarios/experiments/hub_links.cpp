#include "scenarios/experiments/hub_links.hpp"

#include <algorithm>

#include "models/world.hpp"

namespace agglomera::scenarios {

std::vector<HubLink> hub_links(const models::Study& study, std::span<const models::Member> drawn) {
  constexpr double no_discount = 0.0;
  const sim::Distances distances = models::usual_distances_from(study.hubs, study);
  const sim::Distances lengths =
      sim::least_distances_from(study.hubs, study.cities, study.links, no_discount);
  const std::size_t cities = study.cities.size();
  std::vector<double> sums(study.hubs.size() * cities, 0.0);
  int members = 0;
  for (const models::Member& member : drawn) {
    if (member.firm_share.empty()) continue;
    ++members;
    const models::RadiationWeights weights = models::radiation_of(study, member, distances);
    for (std::size_t h = 0; h < study.hubs.size(); ++h)
      for (const models::Share& share : weights[study.hubs[h]])
        sums[h * cities + share.city] += share.weight;
  }
  std::vector<HubLink> links;
  for (std::size_t h = 0; h < study.hubs.size(); ++h) {
    const auto first = static_cast<std::ptrdiff_t>(links.size());
    for (const sim::Reached& reached : lengths[study.hubs[h]]) {
      const double share = members > 0 ? sums[h * cities + reached.city] / members : 0.0;
      if (share >= least_share_shown)
        links.push_back({study.hubs[h], reached.city, share, reached.distance_km});
    }
    std::stable_sort(links.begin() + first, links.end(),
                     [](const HubLink& a, const HubLink& b) { return a.share > b.share; });
  }
  return links;
}

output::Group links_group(const Scenario& scenario, const Ensemble& ensemble) {
  const models::Study& study = *scenario.study;
  std::vector<std::int64_t> numbers;
  std::vector<std::string> from, to;
  std::vector<double> shares, distances;
  for (const HubLink& link : hub_links(study, ensemble.drawn)) {
    numbers.push_back(static_cast<std::int64_t>(numbers.size()) + 1);
    from.push_back(study.cities[link.from].id);
    to.push_back(study.cities[link.to].id);
    shares.push_back(link.share);
    distances.push_back(link.distance_km);
  }
  const bool reach = scenario.mechanisms.radiation || scenario.mechanisms.siphoning;
  if (numbers.empty() || !reach) return {"links", {}, {}};
  const std::vector<std::string> all = {"link"};
  return {"links",
          {{"link", "", "", numbers}},
          {{"from", "", "", all, from},
           {"to", "", "", all, to},
           {"share", "", "", all, shares},
           {"distance_km", "", "", all, distances}}};
}

}  // namespace agglomera::scenarios
