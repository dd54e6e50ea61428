// Which regions are neighbours, and how much: w_ij ≥ 0, no region its own neighbour.
//   nearest   the k regions with the shortest distance weigh 1; equal distances in the order of the regions
//   band      regions no farther than a distance weigh 1
//   standardised by rows: each row sums to one, where it has neighbours at all
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace agglomera::output {

struct Neighbour {
  std::uint32_t region;
  double weight;
};

// [region]: its neighbours, ascending.
using SpatialWeights = std::vector<std::vector<Neighbour>>;

using Distance = std::function<double(std::size_t, std::size_t)>;

SpatialWeights nearest_neighbours(std::size_t regions, std::size_t k, const Distance& distance);
SpatialWeights within_band(std::size_t regions, double band, const Distance& distance);

// Of the regions that are kept alone, renumbered in their order. `kept` by region.
SpatialWeights restricted(const SpatialWeights& weights, std::span<const char> kept);
SpatialWeights row_standardised(SpatialWeights weights);

// Σ_j w_ij x_j of every region; 0 without neighbours.
std::vector<double> spatial_lag(const SpatialWeights& weights, std::span<const double> values);

// S0 = Σ w_ij, S1 = ½ Σ (w_ij + w_ji)², S2 = Σ_i (Σ_j w_ij + Σ_j w_ji)².
struct WeightSums {
  double s0, s1, s2;
};
WeightSums sums_of(const SpatialWeights& weights);

}  // namespace agglomera::output
