#include "scenarios/experiments/distance_profile.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "output/scores/quantile.hpp"
#include "sim/city_network.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double band_edges_km[] = {
    0.0, 100.0, 250.0, 500.0, 1000.0, 2500.0, std::numeric_limits<double>::infinity()};
constexpr std::size_t fewest_cities = 5;
constexpr double narrowest = 0.1,
                 widest = 1.6;  // bandwidths tried, in ln km, each √2 of the one before

// Balances of one member by ln distance, ascending.
struct Profile {
  std::vector<double> x;
  std::vector<double> balance;
};

constexpr std::size_t nobody = std::numeric_limits<std::size_t>::max();

// Kernel mean at x. Weights are relative to the nearest city's, so that they never all vanish.
double kernel_mean(const Profile& profile, double x, double bandwidth,
                   std::size_t without = nobody) {
  const auto exponent = [&](std::size_t city) {
    const double z = (x - profile.x[city]) / bandwidth;
    return -0.5 * z * z;
  };
  double nearest = -std::numeric_limits<double>::infinity();
  for (std::size_t city = 0; city < profile.x.size(); ++city)
    if (city != without) nearest = std::max(nearest, exponent(city));
  double sum = 0.0, mass = 0.0;
  for (std::size_t city = 0; city < profile.x.size(); ++city) {
    if (city == without) continue;
    const double weight = std::exp(exponent(city) - nearest);
    sum += weight * profile.balance[city];
    mass += weight;
  }
  return sum / mass;
}

double left_out_error(const Profile& profile, double bandwidth) {
  double error = 0.0;
  for (std::size_t city = 0; city < profile.x.size() && profile.x.size() > 1; ++city) {
    const double off =
        profile.balance[city] - kernel_mean(profile, profile.x[city], bandwidth, city);
    error += off * off;
  }
  return error;
}

double best_bandwidth(const std::vector<Profile>& profiles) {
  double best = missing, least = std::numeric_limits<double>::infinity();
  for (double bandwidth = narrowest; bandwidth < 1.01 * widest; bandwidth *= std::sqrt(2.0)) {
    double error = 0.0;
    for (const Profile& profile : profiles) error += left_out_error(profile, bandwidth);
    if (error < least) {
      least = error;
      best = bandwidth;
    }
  }
  return best;
}

std::vector<std::size_t> felt_by_distance(const std::vector<double>& distance_km,
                                          const CitiesByMember& spread,
                                          const CitiesByMember& drawn) {
  std::vector<std::size_t> cities;
  for (std::size_t city = 0; city < distance_km.size(); ++city) {
    bool felt = false;
    for (std::size_t member = 0; member < spread.size(); ++member)
      felt = felt || (!spread[member].empty() &&
                      (spread[member][city] != 0.0 || drawn[member][city] != 0.0));
    if (felt && !std::isnan(distance_km[city])) cities.push_back(city);
  }
  std::stable_sort(cities.begin(), cities.end(),
                   [&](std::size_t a, std::size_t b) { return distance_km[a] < distance_km[b]; });
  return cities;
}

Profile profile_of(const std::vector<std::size_t>& cities, const std::vector<double>& distance_km,
                   const std::vector<double>& spread, const std::vector<double>& drawn) {
  Profile profile;
  for (const std::size_t city : cities) {
    const double both = std::abs(spread[city]) + std::abs(drawn[city]);
    if (both == 0.0) continue;
    profile.x.push_back(std::log(std::max(1.0, distance_km[city])));
    profile.balance.push_back((spread[city] + drawn[city]) / both);
  }
  return profile;
}

TurningPoint turn_of(const Profile& profile, double bandwidth) {
  if (profile.x.empty()) return {Turn::unmoved, missing};
  std::vector<double> km, net;
  const auto net_at = [&](double at) { return kernel_mean(profile, std::log(at), bandwidth); };
  for (const double x : profile.x) {
    km.push_back(std::exp(x));
    net.push_back(kernel_mean(profile, x, bandwidth));
  }
  return first_turn(km, net, net_at);
}

}  // namespace

std::vector<double> distances_to_treated(const models::Study& study,
                                         const std::vector<models::Lever>& levers) {
  std::vector<double> nearest(study.cities.size(), std::numeric_limits<double>::infinity());
  for (const models::Lever& lever : levers)
    for (const sim::PlaceIndex hub : lever.targets)
      for (std::size_t city = 0; hub < nearest.size() && city < nearest.size(); ++city)
        nearest[city] =
            std::min(nearest[city], sim::geodesic_km(study.cities[hub], study.cities[city]));
  for (double& km : nearest)
    if (std::isinf(km)) km = missing;  // no coordinates
  for (const models::Lever& lever : levers)
    for (const sim::PlaceIndex hub : lever.targets)
      if (hub < nearest.size()) nearest[hub] = missing;
  return nearest;
}

std::string band_label(const DistanceBand& band) {
  return std::isinf(band.to_km) ? fmt::format("from {:.0f} km", band.from_km)
                                : fmt::format("{:.0f}-{:.0f} km", band.from_km, band.to_km);
}

std::vector<DistanceBand> distance_bands(const std::vector<double>& distance_km,
                                         const CitiesByMember& spill,
                                         const CitiesByMember& siphoned) {
  std::vector<DistanceBand> bands;
  for (std::size_t band = 0; band + 1 < std::size(band_edges_km); ++band) {
    const double from = band_edges_km[band], to = band_edges_km[band + 1];
    std::vector<std::size_t> cities;
    for (std::size_t city = 0; city < distance_km.size(); ++city)
      if (distance_km[city] >= from && distance_km[city] < to) cities.push_back(city);
    std::vector<double> spills, drains, nets;
    for (std::size_t member = 0; member < spill.size(); ++member) {
      if (spill[member].empty() || cities.empty()) continue;
      double spilled = 0.0, drained = 0.0;
      for (const std::size_t city : cities) {
        spilled += spill[member][city];
        drained += siphoned[member][city];
      }
      const auto n = static_cast<double>(cities.size());
      spills.push_back(spilled / n);
      drains.push_back(drained / n);
      nets.push_back((spilled + drained) / n);
    }
    bands.push_back(
        {from, to, cities.size(), effect_of(spills), effect_of(drains), effect_of(nets)});
  }
  return bands;
}

TurningDistance turning_distance(const std::vector<double>& distance_km,
                                 const CitiesByMember& spread, const CitiesByMember& drawn) {
  const std::vector<std::size_t> cities = felt_by_distance(distance_km, spread, drawn);
  std::vector<Profile> profiles;
  for (std::size_t member = 0; member < spread.size(); ++member)
    if (!spread[member].empty() && cities.size() >= fewest_cities)
      profiles.push_back(profile_of(cities, distance_km, spread[member], drawn[member]));
  const double h = profiles.empty() ? missing : best_bandwidth(profiles);
  double unmoved = 0.0, spreads = 0.0, siphons = 0.0;
  std::vector<double> beyond, within;
  for (const Profile& profile : profiles) {
    const TurningPoint point = turn_of(profile, h);
    switch (point.turn) {
      case Turn::unmoved:
        unmoved += 1.0;
        break;
      case Turn::spreads:
        spreads += 1.0;
        break;
      case Turn::siphons:
        siphons += 1.0;
        break;
      case Turn::to_siphoning:
        beyond.push_back(point.at);
        break;
      case Turn::to_spread:
        within.push_back(point.at);
        break;
    }
  }
  const auto n = static_cast<double>(profiles.size());  // 0: all shares NaN
  const auto at = [](const std::vector<double>& km, double p) { return output::quantile(km, p); };
  return {cities.size(),
          h,
          unmoved / n,
          spreads / n,
          siphons / n,
          static_cast<double>(beyond.size()) / n,
          static_cast<double>(within.size()) / n,
          at(beyond, 0.05),
          at(beyond, 0.5),
          at(beyond, 0.95),
          at(within, 0.05),
          at(within, 0.5),
          at(within, 0.95)};
}

}  // namespace agglomera::scenarios
