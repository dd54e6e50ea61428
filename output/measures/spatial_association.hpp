// Are like values neighbours? n regions, deviations z = x − x̄, weights w (spatial_weights.hpp), S0 = Σ w.
//
//   Moran's I    n/S0 · Σ w_ij z_i z_j / Σ z²                      above −1/(n − 1): alike (Moran 1950)
//   Geary's C    (n − 1)/(2 S0) · Σ w_ij (x_i − x_j)² / Σ z²       below 1: alike (Geary 1954)
//   general G    Σ w_ij x_i x_j / Σ_{i≠j} x_i x_j                  above S0/(n(n − 1)): high values
//                                                                 together (Getis and Ord 1992)
//   local I_i    z_i Σ_j w_ij z_j / m2,  m2 = Σ z²/n               Σ I_i = S0 · I (Anselin 1995);
//                                                                 PySAL has n − 1 in the place of n
//   Gi*          (Σ_j w_ij x_j − W_i x̄)/(s √[(n Σ_j w_ij² − W_i²)/(n − 1)]), i its own neighbour with
//                weight 1, s² = Σ z²/n; a standard normal deviate (Ord and Getis 1995)
//
// Significance by permutations of the values over the regions, seeded: with M of them,
//   two-sided     p = (1 + #{|I* − E| ≥ |I − E|})/(M + 1), E the expectation without association
//   folded        p = (1 + min(#{I* ≥ I}, #{I* < I}))/(M + 1), one-sided, as PySAL prints it
// The local Moran permutes the other values around a region that keeps its own.
//
// Values must be there: leave regions out with restricted() first. Missing when all values are equal
// (general G: when there are negative ones, or all but one are zero), or nobody has a neighbour.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "output/measures/spatial_weights.hpp"
#include "sim/draws.hpp"

namespace agglomera::output {

struct Significance {
  double two_sided;
  double folded;
};

struct Moran {
  double value;
  double expected;
  double variance_normality;  // of I when the values are normal
  double
      variance_randomisation;  // when all orders of the values are alike (Cliff and Ord 1981); n > 3
};

double moran_i(std::span<const double> values, const SpatialWeights& weights);
Moran moran(std::span<const double> values, const SpatialWeights& weights);
double geary_c(std::span<const double> values, const SpatialWeights& weights);
double getis_ord_g(std::span<const double> values, const SpatialWeights& weights);

enum class Association { moran_i, geary_c, getis_ord_g };
double association(Association kind, std::span<const double> values, const SpatialWeights& weights);
// `key` sets apart series that share the draws.
Significance significance(Association kind, std::span<const double> values,
                          const SpatialWeights& weights, int permutations, const sim::Draws& draws,
                          std::uint32_t key);

std::vector<double> local_moran(std::span<const double> values, const SpatialWeights& weights);
std::vector<Significance> local_moran_significance(std::span<const double> values,
                                                   const SpatialWeights& weights, int permutations,
                                                   const sim::Draws& draws, std::uint32_t key);

std::vector<double> getis_ord_gi_star(std::span<const double> values,
                                      const SpatialWeights& weights);

}  // namespace agglomera::output
