// Radiation (辐射) and siphoning (虹吸): what a hub sends to its neighbours, and what it draws from them.
//
// Weights w_hc say how what hub h radiates is shared out over the cities c it reaches: w_hh = 0 and
// each row sums to one. Kernels of the generalised distance d:
//   exponential  w ∝ 2^(−d/half-life)
//   gravity      w ∝ m_c · d^(−exponent)
//   radiation    w ∝ m_h·m_c / ((m_h + s_hc)(m_h + m_c + s_hc))   (Simini et al. 2012)
// with m the base mass and s_hc the mass nearer to h than c, without the two. For the radiation model
// of a world of mass M the unscaled row sums to 1 − m_h/M. Shares below 10⁻⁴ go to the others of their
// row, so that weights stay sparse in a world of many cities.
//
// Spread      S_c = Σ_h w_hc · A_h,  A_h = n_h / mean n over the cities (focal firms)
// Siphoning   B_c = Σ_h w_hc · max(0, V⁰_h − V⁰_c)
#pragma once

#include <span>
#include <vector>

#include "models/study.hpp"
#include "models/terms.hpp"
#include "sim/city_network.hpp"

namespace agglomera::models {

struct Share {
  sim::PlaceIndex city;
  double weight;
};

// weights[h]: the cities that h reaches; empty where it reaches none.
using RadiationWeights = std::vector<std::vector<Share>>;

struct KernelShape {
  Kernel kernel;
  double half_life_km;
  double gravity_exponent;
};

// `mass` by city. Distances that are equal count as equally near.
RadiationWeights radiation_weights(const sim::Distances& distances, std::span<const double> mass,
                                   const KernelShape& shape);

// How far distances are needed: everywhere in a study of up to 500 cities. In a larger one
//   exponential  as far as a city would keep a share, were half-lives three prior standard deviations
//                longer than usual: what is farther away is dropped in any case
//   others       to the nearest 1,000 cities, which share out what the farther ones would get
sim::Reach reach_of(const Study& study);

// Weights under the partnerships of a year. With o_i = s_i/(1 − s_i) the odds of the share s_i that
// partnership i directs evenly to the partners of h,
//   w'_hc = (w_hc + Σ_i o_i u_i,hc)/(1 + Σ_i o_i),
// so that one of them directs s and leaves 1 − s, in any order. A city without neighbours radiates to
// its partners alone; one without partners is left as it is.
RadiationWeights with_partners(const RadiationWeights& weights,
                               std::span<const Partnership> partnerships,
                               std::span<const sim::City> cities);

// S_c of every city, `radiated` by city (A_h times the terms of the year).
std::vector<double> spread(const RadiationWeights& weights, std::span<const double> radiated);

// B_c of every city; `outreach` multiplies the weights of a hub.
std::vector<double> siphoning(const RadiationWeights& weights, std::span<const double> outreach,
                              std::span<const double> utility);

}  // namespace agglomera::models
