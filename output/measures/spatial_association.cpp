#include "output/measures/spatial_association.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

struct Deviations {
  double mean = 0;
  std::vector<double> z;
  double squares = 0;
};

Deviations deviations_of(std::span<const double> values) {
  Deviations deviations;
  const auto n = static_cast<double>(values.size());
  const auto [low, high] = std::ranges::minmax_element(values);
  const bool equal = values.empty() || *low == *high;  // rounding of the mean must not count
  deviations.mean =
      equal ? (values.empty() ? 0 : *low) : std::accumulate(values.begin(), values.end(), 0.0) / n;
  for (const double value : values) {
    deviations.z.push_back(value - deviations.mean);
    deviations.squares += deviations.z.back() * deviations.z.back();
  }
  return deviations;
}

double whole_weight(const SpatialWeights& weights) {
  double sum = 0;
  for (const auto& row : weights)
    for (const Neighbour& neighbour : row) sum += neighbour.weight;
  return sum;
}

double expectation(Association kind, std::size_t regions, const SpatialWeights& weights) {
  const auto n = static_cast<double>(regions);
  if (kind == Association::moran_i) return -1 / (n - 1);
  if (kind == Association::geary_c) return 1;
  return whole_weight(weights) / (n * (n - 1));
}

// How often a permuted value is as far from the expectation as the observed one, or at least as high. A
// hair's breadth counts as equal: sums in another order must not decide.
class Tally {
 public:
  Tally(double observed, double expected) : observed_(observed), expected_(expected) {
    slack_ = 1e-12 * std::max({1e-300, std::abs(observed), std::abs(expected)});
  }
  void add(double permuted) {
    ++count_;
    far_ += std::abs(permuted - expected_) >= std::abs(observed_ - expected_) - slack_;
    high_ += permuted >= observed_ - slack_;
  }
  Significance result() const {
    if (std::isnan(observed_) || count_ == 0) return {missing, missing};
    return {(1.0 + far_) / (1.0 + count_),
            (1.0 + std::min(high_, count_ - high_)) / (1.0 + count_)};
  }

 private:
  double observed_, expected_, slack_;
  int count_ = 0, far_ = 0, high_ = 0;
};

// Uniform on 0 … below − 1.
std::size_t pick(const sim::Draws& draws, std::uint32_t key, std::uint32_t permutation,
                 std::size_t step, std::size_t below) {
  const sim::Draw draw = draws.named(key ^ (permutation * 0x9E3779B9u), 0, sim::Purpose::bootstrap,
                                     static_cast<std::uint32_t>(step));
  return std::min(below - 1, static_cast<std::size_t>(draw.uniform() * static_cast<double>(below)));
}

}  // namespace

double moran_i(std::span<const double> values, const SpatialWeights& weights) {
  const Deviations deviations = deviations_of(values);
  const double s0 = whole_weight(weights);
  if (!(deviations.squares > 0 && s0 > 0)) return missing;
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    for (const Neighbour& neighbour : weights[i])
      sum += neighbour.weight * deviations.z[i] * deviations.z[neighbour.region];
  return static_cast<double>(values.size()) / s0 * sum / deviations.squares;
}

Moran moran(std::span<const double> values, const SpatialWeights& weights) {
  Moran result{moran_i(values, weights), missing, missing, missing};
  if (std::isnan(result.value)) return result;
  const auto n = static_cast<double>(values.size());
  const auto [s0, s1, s2] = sums_of(weights);
  const double expected = -1 / (n - 1);
  result.expected = expected;
  result.variance_normality =
      (n * n * s1 - n * s2 + 3 * s0 * s0) / ((n * n - 1) * s0 * s0) - expected * expected;
  if (n <= 3) return result;
  const Deviations deviations = deviations_of(values);
  double fourth = 0;
  for (const double z : deviations.z) fourth += z * z * z * z;
  const double kurtosis = n * fourth / (deviations.squares * deviations.squares);
  const double even = n * ((n * n - 3 * n + 3) * s1 - n * s2 + 3 * s0 * s0);
  const double tails = kurtosis * ((n * n - n) * s1 - 2 * n * s2 + 6 * s0 * s0);
  result.variance_randomisation =
      (even - tails) / ((n - 1) * (n - 2) * (n - 3) * s0 * s0) - expected * expected;
  return result;
}

double geary_c(std::span<const double> values, const SpatialWeights& weights) {
  const Deviations deviations = deviations_of(values);
  const double s0 = whole_weight(weights);
  if (!(deviations.squares > 0 && s0 > 0)) return missing;
  double sum = 0;
  for (std::size_t i = 0; i < weights.size(); ++i)
    for (const Neighbour& neighbour : weights[i]) {
      const double difference = values[i] - values[neighbour.region];
      sum += neighbour.weight * difference * difference;
    }
  return (static_cast<double>(values.size()) - 1) / (2 * s0) * sum / deviations.squares;
}

double getis_ord_g(std::span<const double> values, const SpatialWeights& weights) {
  double sum = 0, squares = 0, near = 0;
  for (std::size_t i = 0; i < weights.size(); ++i) {
    if (values[i] < 0) return missing;
    sum += values[i];
    squares += values[i] * values[i];
    for (const Neighbour& neighbour : weights[i])
      near += neighbour.weight * values[i] * values[neighbour.region];
  }
  const auto positive = std::ranges::count_if(values, [](double x) { return x > 0; });
  return positive > 1 && whole_weight(weights) > 0 ? near / (sum * sum - squares) : missing;
}

double association(Association kind, std::span<const double> values,
                   const SpatialWeights& weights) {
  if (kind == Association::moran_i) return moran_i(values, weights);
  if (kind == Association::geary_c) return geary_c(values, weights);
  return getis_ord_g(values, weights);
}

Significance significance(Association kind, std::span<const double> values,
                          const SpatialWeights& weights, int permutations, const sim::Draws& draws,
                          std::uint32_t key) {
  const double observed = association(kind, values, weights);
  if (std::isnan(observed)) return {missing, missing};
  Tally tally(observed, expectation(kind, values.size(), weights));
  std::vector<double> shuffled(values.begin(), values.end());
  for (int m = 0; m < permutations; ++m) {
    for (std::size_t i = shuffled.size(); i > 1; --i)
      std::swap(shuffled[i - 1],
                shuffled[pick(draws, key, static_cast<std::uint32_t>(m + 1), i, i)]);
    tally.add(association(kind, shuffled, weights));
  }
  return tally.result();
}

std::vector<double> local_moran(std::span<const double> values, const SpatialWeights& weights) {
  const Deviations deviations = deviations_of(values);
  std::vector<double> local = spatial_lag(weights, deviations.z);
  const double variance = deviations.squares / static_cast<double>(values.size());
  for (std::size_t i = 0; i < local.size(); ++i)
    local[i] =
        variance > 0 && !weights[i].empty() ? deviations.z[i] * local[i] / variance : missing;
  return local;
}

std::vector<Significance> local_moran_significance(std::span<const double> values,
                                                   const SpatialWeights& weights, int permutations,
                                                   const sim::Draws& draws, std::uint32_t key) {
  const Deviations deviations = deviations_of(values);
  const std::vector<double> observed = local_moran(values, weights);
  const auto n = static_cast<double>(values.size());
  const double variance = deviations.squares / n;
  std::vector<Significance> result(values.size(), {missing, missing});
  std::vector<double> others;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (std::isnan(observed[i])) continue;
    others.clear();
    for (std::size_t j = 0; j < values.size(); ++j)
      if (j != i) others.push_back(deviations.z[j]);
    double row = 0;
    for (const Neighbour& neighbour : weights[i]) row += neighbour.weight;
    // The mean of the others is −z_i/(n − 1).
    const double z = deviations.z[i];
    Tally tally(observed[i], -z * z / (n - 1) * row / variance);
    for (int m = 0; m < permutations; ++m) {
      double lag = 0;
      for (std::size_t k = 0; k < weights[i].size(); ++k) {
        const std::size_t at = k + pick(draws, key + static_cast<std::uint32_t>(i) * 0x85EBCA6Bu,
                                        static_cast<std::uint32_t>(m + 1), k, others.size() - k);
        std::swap(others[k], others[at]);
        lag += weights[i][k].weight * others[k];
      }
      tally.add(z * lag / variance);
    }
    result[i] = tally.result();
  }
  return result;
}

std::vector<double> getis_ord_gi_star(std::span<const double> values,
                                      const SpatialWeights& weights) {
  const Deviations deviations = deviations_of(values);
  const auto n = static_cast<double>(values.size());
  const double sd = std::sqrt(deviations.squares / n);
  std::vector<double> scores(values.size(), missing);
  for (std::size_t i = 0; i < values.size(); ++i) {
    double sum = values[i], weight = 1, squares = 1;
    for (const Neighbour& neighbour : weights[i]) {
      sum += neighbour.weight * values[neighbour.region];
      weight += neighbour.weight;
      squares += neighbour.weight * neighbour.weight;
    }
    const double spread = sd * std::sqrt((n * squares - weight * weight) / (n - 1));
    if (spread > 0) scores[i] = (sum - weight * deviations.mean) / spread;
  }
  return scores;
}

}  // namespace agglomera::output
