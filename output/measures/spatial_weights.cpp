#include "output/measures/spatial_weights.hpp"

#include <algorithm>
#include <cassert>
#include <numeric>

namespace agglomera::output {
namespace {

double weight_of(const std::vector<Neighbour>& row, std::size_t region) {
  const auto found = std::ranges::lower_bound(row, region, {}, &Neighbour::region);
  return found != row.end() && found->region == region ? found->weight : 0;
}

}  // namespace

SpatialWeights nearest_neighbours(std::size_t regions, std::size_t k, const Distance& distance) {
  SpatialWeights weights(regions);
  struct Other {
    double distance;
    std::uint32_t region;
  };
  std::vector<Other> others;
  for (std::size_t i = 0; i < regions; ++i) {
    others.clear();
    for (std::size_t j = 0; j < regions; ++j)
      if (j != i) others.push_back({distance(i, j), static_cast<std::uint32_t>(j)});
    const auto nearer = [](const Other& a, const Other& b) {
      return a.distance < b.distance || (a.distance == b.distance && a.region < b.region);
    };
    const std::size_t count = std::min(k, others.size());
    std::partial_sort(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(count),
                      others.end(), nearer);
    for (std::size_t n = 0; n < count; ++n) weights[i].push_back({others[n].region, 1});
    std::ranges::sort(weights[i], {}, &Neighbour::region);
  }
  return weights;
}

SpatialWeights within_band(std::size_t regions, double band, const Distance& distance) {
  SpatialWeights weights(regions);
  for (std::size_t i = 0; i < regions; ++i)
    for (std::size_t j = 0; j < regions; ++j)
      if (j != i && distance(i, j) <= band)
        weights[i].push_back({static_cast<std::uint32_t>(j), 1});
  return weights;
}

SpatialWeights restricted(const SpatialWeights& weights, std::span<const char> kept) {
  assert(kept.size() == weights.size());
  std::vector<std::uint32_t> number(kept.size(), 0);
  std::uint32_t next = 0;
  for (std::size_t i = 0; i < kept.size(); ++i) number[i] = kept[i] ? next++ : 0;
  SpatialWeights few;
  few.reserve(next);
  for (std::size_t i = 0; i < kept.size(); ++i) {
    if (!kept[i]) continue;
    few.emplace_back();
    for (const Neighbour& neighbour : weights[i])
      if (kept[neighbour.region])
        few.back().push_back({number[neighbour.region], neighbour.weight});
  }
  return few;
}

SpatialWeights row_standardised(SpatialWeights weights) {
  for (std::vector<Neighbour>& row : weights) {
    double sum = 0;
    for (const Neighbour& neighbour : row) sum += neighbour.weight;
    if (sum > 0)
      for (Neighbour& neighbour : row) neighbour.weight /= sum;
  }
  return weights;
}

std::vector<double> spatial_lag(const SpatialWeights& weights, std::span<const double> values) {
  assert(values.size() == weights.size());
  std::vector<double> lags(values.size(), 0.0);
  for (std::size_t i = 0; i < weights.size(); ++i)
    for (const Neighbour& neighbour : weights[i])
      lags[i] += neighbour.weight * values[neighbour.region];
  return lags;
}

WeightSums sums_of(const SpatialWeights& weights) {
  std::vector<double> both(weights.size(), 0.0);
  WeightSums sums{0, 0, 0};
  for (std::size_t i = 0; i < weights.size(); ++i) {
    for (const Neighbour& neighbour : weights[i]) {
      const double w = neighbour.weight;
      sums.s0 += w;
      sums.s1 += w * w + w * weight_of(weights[neighbour.region], i);
      both[i] += w;
      both[neighbour.region] += w;
    }
  }
  for (const double sum : both) sums.s2 += sum * sum;
  return sums;
}

}  // namespace agglomera::output
