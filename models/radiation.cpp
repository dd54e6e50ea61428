#include "models/radiation.hpp"

#include <algorithm>
#include <numeric>

#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr double least_share = 1e-4;
constexpr std::size_t most_reaching_all = 500, most_reached = 1000;  // cities
constexpr double longest_half_life = 3.0;  // prior standard deviations above the usual one

std::vector<double> exponential_row(std::span<const sim::Reached> reached, double half_life_km) {
  constexpr double ln2 = 0.693147180559945309417;
  std::vector<double> row;
  for (const sim::Reached& city : reached)
    row.push_back(sim::natural_exp(-ln2 * city.distance_km / half_life_km));
  return row;
}

std::vector<double> gravity_row(std::span<const sim::Reached> reached,
                                std::span<const double> mass, double exponent) {
  std::vector<double> row;
  for (const sim::Reached& city : reached)
    row.push_back(mass[city.city] * sim::power(city.distance_km, -exponent));
  return row;
}

std::vector<double> radiation_row(std::span<const sim::Reached> reached,
                                  std::span<const double> mass, double own) {
  std::vector<std::size_t> outward(reached.size());
  std::iota(outward.begin(), outward.end(), std::size_t{0});
  std::stable_sort(outward.begin(), outward.end(), [&](std::size_t a, std::size_t b) {
    return reached[a].distance_km < reached[b].distance_km;
  });
  std::vector<double> row(reached.size());
  double nearer = 0.0;
  for (std::size_t first = 0; first < outward.size();) {
    std::size_t end = first;
    double ring = 0.0;
    while (end < outward.size() &&
           reached[outward[end]].distance_km == reached[outward[first]].distance_km)
      ring += mass[reached[outward[end++]].city];
    for (std::size_t k = first; k < end; ++k) {
      const double there = mass[reached[outward[k]].city];
      row[outward[k]] = own * there / ((own + nearer) * (own + there + nearer));
    }
    nearer += ring;
    first = end;
  }
  return row;
}

std::vector<sim::PlaceIndex> partners_of(std::size_t hub, const Partnership& with,
                                         std::span<const sim::City> cities) {
  std::vector<sim::PlaceIndex> partners;
  if (std::find(with.cities.begin(), with.cities.end(), hub) == with.cities.end()) return partners;
  for (const sim::PlaceIndex city : with.cities)
    if (city != hub && !(with.across_clusters && sim::joins_one_cluster(cities[hub], cities[city])))
      partners.push_back(city);
  return partners;
}

}  // namespace

RadiationWeights radiation_weights(const sim::Distances& distances, std::span<const double> mass,
                                   const KernelShape& shape) {
  RadiationWeights weights(distances.size());
  for (std::size_t hub = 0; hub < distances.size(); ++hub) {
    const auto& reached = distances[hub];
    std::vector<double> row;
    switch (shape.kernel) {
      case Kernel::exponential: row = exponential_row(reached, shape.half_life_km); break;
      case Kernel::gravity: row = gravity_row(reached, mass, shape.gravity_exponent); break;
      case Kernel::radiation: row = radiation_row(reached, mass, mass[hub]); break;
    }
    const double all = std::accumulate(row.begin(), row.end(), 0.0);
    double kept = 0.0;
    for (const double weight : row)
      if (weight >= least_share * all) kept += weight;
    if (!(kept > 0.0)) continue;
    for (std::size_t k = 0; k < row.size(); ++k)
      if (row[k] >= least_share * all) weights[hub].push_back({reached[k].city, row[k] / kept});
  }
  return weights;
}

sim::Reach reach_of(const Study& study) {
  sim::Reach reach;
  if (study.cities.size() <= most_reaching_all) return reach;
  if (study.kernel != Kernel::exponential) {
    reach.cities = most_reached;
    return reach;
  }
  const ParameterDeclaration& row = *find_parameter("half_life_km");
  const ParameterSetting& setting =
      study.parameters[static_cast<std::size_t>(&row - parameter_table().data())];
  reach.half_life_km = shifted(setting.usual, setting.prior, row.range, longest_half_life);
  reach.least_share = least_share;
  return reach;
}

RadiationWeights with_partners(const RadiationWeights& weights,
                               std::span<const Partnership> partnerships,
                               std::span<const sim::City> cities) {
  RadiationWeights all = weights;
  std::vector<double> directed(weights.size());
  for (std::size_t hub = 0; hub < weights.size(); ++hub) {
    std::fill(directed.begin(), directed.end(), 0.0);
    double odds = 0.0;
    for (const Partnership& with : partnerships) {
      const std::vector<sim::PlaceIndex> partners = partners_of(hub, with, cities);
      const double added = with.share / (1.0 - with.share);
      if (partners.empty() || added == 0.0) continue;
      odds += added;
      for (const sim::PlaceIndex city : partners)
        directed[city] += added / static_cast<double>(partners.size());
    }
    if (odds == 0.0) continue;
    for (const Share& share : weights[hub]) directed[share.city] += share.weight;
    all[hub].clear();
    for (std::size_t city = 0; city < directed.size(); ++city)
      if (directed[city] > 0.0)
        all[hub].push_back({static_cast<sim::PlaceIndex>(city), directed[city] / (1.0 + odds)});
  }
  return all;
}

std::vector<double> spread(const RadiationWeights& weights, std::span<const double> radiated) {
  std::vector<double> received(weights.size(), 0.0);
  for (std::size_t hub = 0; hub < weights.size(); ++hub)
    for (const Share& share : weights[hub]) received[share.city] += share.weight * radiated[hub];
  return received;
}

std::vector<double> siphoning(const RadiationWeights& weights, std::span<const double> outreach,
                              std::span<const double> utility) {
  std::vector<double> drawn(weights.size(), 0.0);
  for (std::size_t hub = 0; hub < weights.size(); ++hub)
    for (const Share& share : weights[hub])
      drawn[share.city] +=
          share.weight * outreach[hub] * std::max(0.0, utility[hub] - utility[share.city]);
  return drawn;
}

}  // namespace agglomera::models
