#include "output/measures/mobility.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>

#include "output/scores/quantile.hpp"
#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

struct Line {
  double slope;
  double correlation;
};

Line fitted(std::span<const double> x, std::span<const double> y) {
  const auto n = static_cast<double>(x.size());
  const double mean_x = std::accumulate(x.begin(), x.end(), 0.0) / n;
  const double mean_y = std::accumulate(y.begin(), y.end(), 0.0) / n;
  double xx = 0, xy = 0, yy = 0;
  for (std::size_t k = 0; k < x.size(); ++k) {
    xx += (x[k] - mean_x) * (x[k] - mean_x);
    xy += (x[k] - mean_x) * (y[k] - mean_y);
    yy += (y[k] - mean_y) * (y[k] - mean_y);
  }
  return {xx > 0 ? xy / xx : missing, xx > 0 && yy > 0 ? xy / std::sqrt(xx * yy) : missing};
}

bool all_equal(std::span<const double> values) {
  return std::ranges::adjacent_find(values, std::not_equal_to<>()) == values.end();
}

// Ascending from 1; equal values share the mean of their ranks.
std::vector<double> ranks_of(std::span<const double> values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::sort(order, {}, [&](std::size_t k) { return values[k]; });
  std::vector<double> ranks(values.size());
  for (std::size_t from = 0; from < order.size();) {
    std::size_t to = from;
    while (to < order.size() && values[order[to]] == values[order[from]]) ++to;
    for (std::size_t k = from; k < to; ++k)
      ranks[order[k]] = static_cast<double>(from + 1 + to) / 2;
    from = to;
  }
  return ranks;
}

// The mean over the neighbours that are there, by their weights; missing without any.
std::vector<double> neighbours_mean(const SpatialWeights& weights, std::span<const double> values) {
  std::vector<double> means(values.size(), missing);
  for (std::size_t i = 0; i < weights.size(); ++i) {
    double sum = 0, weight = 0;
    for (const Neighbour& neighbour : weights[i]) {
      if (std::isnan(values[neighbour.region])) continue;
      sum += neighbour.weight * values[neighbour.region];
      weight += neighbour.weight;
    }
    if (weight > 0) means[i] = sum / weight;
  }
  return means;
}

double mean_of(std::span<const double> values) {
  double sum = 0, n = 0;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sum += value;
    n += 1;
  }
  return n > 0 ? sum / n : missing;
}

using Years = std::vector<std::vector<double>>;

// Upper bounds of the classes but the last.
std::vector<double> bounds_of(const Years& values, std::size_t classes) {
  std::vector<double> pooled;
  for (const std::vector<double>& year : values)
    pooled.insert(pooled.end(), year.begin(), year.end());
  const std::vector<double> ascending = present_ascending(pooled);
  std::vector<double> bounds;
  for (std::size_t k = 1; k < classes; ++k)
    bounds.push_back(
        quantile_of_ascending(ascending, static_cast<double>(k) / static_cast<double>(classes)));
  return bounds;
}

std::size_t class_of(double value, const std::vector<double>& bounds) {
  return static_cast<std::size_t>(std::ranges::lower_bound(bounds, value) - bounds.begin());
}

}  // namespace

Slope rank_size_slope(std::span<const double> sizes, double shift) {
  std::vector<double> largest_first;
  for (const double size : sizes)
    if (size > 0) largest_first.push_back(size);
  const std::size_t n = largest_first.size();
  if (n < 2 || all_equal(largest_first)) return {missing, missing, n};
  std::ranges::sort(largest_first, std::greater<>());
  std::vector<double> ln_size, ln_rank;
  for (std::size_t k = 0; k < n; ++k) {
    ln_size.push_back(std::log(largest_first[k]));
    ln_rank.push_back(std::log(static_cast<double>(k + 1) - shift));
  }
  const double slope = fitted(ln_size, ln_rank).slope;
  return {slope, std::abs(slope) * std::sqrt(2.0 / static_cast<double>(n)), n};
}

double rank_persistence(std::span<const double> before, std::span<const double> after) {
  assert(before.size() == after.size());
  std::vector<double> first, second;
  for (std::size_t k = 0; k < before.size(); ++k) {
    if (std::isnan(before[k]) || std::isnan(after[k])) continue;
    first.push_back(before[k]);
    second.push_back(after[k]);
  }
  if (first.size() < 2) return missing;
  return fitted(ranks_of(first), ranks_of(second)).correlation;
}

std::vector<Transitions> spatial_markov(const Years& values, const SpatialWeights& weights,
                                        std::size_t classes) {
  Years relative = values, lags;
  for (std::vector<double>& year : relative) {
    const double mean = mean_of(year);
    for (double& value : year) value = mean > 0 ? value / mean : missing;
    lags.push_back(neighbours_mean(weights, year));
  }
  const std::vector<double> bounds = bounds_of(relative, classes);
  const std::vector<double> lag_bounds = bounds_of(lags, classes);
  std::vector<Transitions> counts(classes,
                                  Transitions(classes, std::vector<std::size_t>(classes, 0)));
  for (std::size_t step = 1; step < relative.size(); ++step)
    for (std::size_t i = 0; i < weights.size(); ++i) {
      const double before = relative[step - 1][i], after = relative[step][i];
      const double lag = lags[step - 1][i];
      if (std::isnan(before) || std::isnan(after) || std::isnan(lag)) continue;
      ++counts[class_of(lag, lag_bounds)][class_of(before, bounds)][class_of(after, bounds)];
    }
  return counts;
}

Transitions lisa_markov(const Years& values, const SpatialWeights& weights) {
  constexpr std::size_t none = 4;
  std::vector<std::vector<std::size_t>> quadrant;
  for (const std::vector<double>& year : values) {
    const double mean = mean_of(year);
    const std::vector<double> lags = neighbours_mean(weights, year);
    std::vector<std::size_t>& here = quadrant.emplace_back();
    for (std::size_t i = 0; i < year.size(); ++i) {
      const bool known = !std::isnan(year[i]) && !std::isnan(lags[i]);
      const bool high = year[i] > mean, high_around = lags[i] > mean;
      here.push_back(!known ? none : high ? (high_around ? 0 : 3) : (high_around ? 1 : 2));
    }
  }
  Transitions counts(4, std::vector<std::size_t>(4, 0));
  for (std::size_t step = 1; step < quadrant.size(); ++step)
    for (std::size_t i = 0; i < weights.size(); ++i)
      if (quadrant[step - 1][i] != none && quadrant[step][i] != none)
        ++counts[quadrant[step - 1][i]][quadrant[step][i]];
  return counts;
}

}  // namespace agglomera::output
