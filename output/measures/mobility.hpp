// How sizes and ranks of regions stand and move.
//
//   rank-size slope    ln(rank − ½) = a + b ln(size) by least squares over the sizes above zero, largest
//                      first; b near −1 is Zipf's law; standard error |b|√(2/n) (Gabaix and Ibragimov
//                      2011). The shift ½ takes away the bias of small samples; 0 is the plain regression.
//   rank persistence   Spearman's correlation of the ranks in two years, equal values sharing the mean
//                      of their ranks (Spearman 1904)
//   spatial Markov     classes of x relative to the year's mean by pooled quantiles; transitions from
//                      class to class in a step, one matrix for each class of the neighbours' mean (Rey 2001)
//   LISA Markov        quadrants of z and the neighbours' z: high-high, low-high, low-low, high-low (Rey
//                      2001); zero counts as low
//
// Regions with a missing value in either year of a step take no part in the step.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "output/measures/spatial_weights.hpp"

namespace agglomera::output {

struct Slope {
  double slope;
  double standard_error;
  std::size_t n;  // sizes above zero
};

// Missing with fewer than two sizes, or all equal.
Slope rank_size_slope(std::span<const double> sizes, double shift = 0.5);

// Missing when fewer than two regions are in both, or all are equal in one.
double rank_persistence(std::span<const double> before, std::span<const double> after);

// counts[from][to] of one class of neighbours; probabilities are rows divided by their sums.
using Transitions = std::vector<std::vector<std::size_t>>;

// `values[step][region]`, years in order; the result by class of the neighbours in the first year of a
// step. Weights are those of all regions; where a neighbour is missing the others stand for it. A region
// without any neighbour takes no part. Fewer classes than asked where quantiles coincide: those stay empty.
std::vector<Transitions> spatial_markov(const std::vector<std::vector<double>>& values,
                                        const SpatialWeights& weights, std::size_t classes);

inline constexpr const char* quadrants[] = {"high-high", "low-high", "low-low", "high-low"};
Transitions lisa_markov(const std::vector<std::vector<double>>& values,
                        const SpatialWeights& weights);

}  // namespace agglomera::output
