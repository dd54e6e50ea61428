// What a place offers a firm in a year, and from what it follows.
//
//   V⁰_c = β_R ln R_c + β_D D_c + β_L ℓ_c + β_S s_c + G_c + a_c,   V_c = V⁰_c − β_B B_c
//   ℓ_c = ln((LQ_c + ε)/(1 + ε)),  s_c = ln((1 + S_c)/2)
//
// A mechanism that is off leaves its term at zero. The rest of the world is outside radiation and
// coupling: its S is the mean, its D the mean of the cities without levers.
#pragma once

#include <vector>

#include "models/terms.hpp"
#include "models/world.hpp"

namespace agglomera::models {

// By place.
struct Offers {
  std::vector<double> activity;      // ℓ_c
  std::vector<double> received;      // s_c
  std::vector<double> ln_resources;  // of the year
  std::vector<double> coordination;  // D_c
  std::vector<double> siphoned;      // B_c
  std::vector<double> utility;       // V_c
};

// From the world at the end of the year before, under the terms of the year. `held_siphoning`, when
// given, stands for B: what siphoning would be in another world.
Offers offers_of(const Model& model, const World& world, const Terms& terms, sim::Year year,
                 const std::vector<double>* held_siphoning = nullptr);

// Deviation of a quantity from the mean over places, weighted by the base shares, that it has without
// this year's levers: a lever on one place leaves the deviations of the others alone.
std::vector<double> about_mean(std::span<const double> values, std::span<const double> plain,
                               std::span<const double> base);

}  // namespace agglomera::models
