// The market of a year, frozen before anyone decides: what places offer, what is usual there, whom the
// market has room for.
//
// World demand: the number of focal firms moves to N_t·(W/W₀)^ψ, W the inclusive value of all places
// under the terms of the year and W₀ without them; beyond the observed years, whose totals are known,
// W₀ stays that of the first year after them. Revenue likewise. Entrants are as many as keep the world on that path, given the
// exits to be expected without this year's levers, so that a lever moves, within a year, only firms
// that its city wins or loses. The common drift of revenues is found the same way.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "models/lever.hpp"
#include "models/utility.hpp"

namespace agglomera::models {

// What the year holds for the firms of a place, ready for single precision.
struct FirmTerms {
  sim::LogRevenue usual;  // size below which a firm is small
  float exit = 0.0f;      // h₀·m_c·(x̄_c/x₀)^−η
  float small_exit = 0.0f;
  float growth_scale = 0.0f;  // σ₀·(x̄_c/x₀)^−η
  float drift = 0.0f;         // m + g_c
  float small_drift = 0.0f;
  sim::LogRevenue entrant;  // at the mean of log sizes
};

struct Market {
  sim::Year year = 0;
  Offers offers;
  std::vector<double> base;               // b_c(t), by place
  std::vector<double> usual_log_revenue;  // ln of the mean focal revenue at the scale of the place
  std::vector<double> barrier_removed;    // by place
  Boards boards;
  LocationChoice choice;        // of firms that move
  LocationChoice entry_choice;  // of founders
  LocationChoice parents;       // places of spin-offs, by number of firms
  LocationChoice buyers;        // places of buyers, by revenue
  // m_c and m + g_c of focal firms, and the same of firms below the usual size of the place.
  std::vector<double> exit_multiple, small_exit_multiple;
  std::vector<double> drift, small_drift;
  std::vector<FirmTerms> firms;  // the same and the usual size, by place
  std::int64_t entrants = 0;
  double plain_inclusive_value = 1.0;  // of all places, without this year's levers
};

Market open_market(const Model& model, const World& world, std::span<const Lever> levers,
                   sim::Year year, const sim::Draws& draws,
                   const std::vector<double>* held_siphoning = nullptr);

}  // namespace agglomera::models
