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

// Focal firms by place with their revenue added up, to draw one in proportion to revenue.
struct BuyerList {
  std::vector<sim::Slot> slots;             // by place, then by slot
  std::vector<std::int64_t> revenue_up_to;  // running sum within the place
  std::vector<std::uint32_t> first;         // of each place in `slots`; one more at the end
};

// How background firms follow their shares: the exit hazard, entrants and growth of each place.
struct BackgroundFlow {
  std::vector<double> exit_hazard;      // by place
  std::vector<double> entrants;         // expected, by place
  std::vector<double> growth;           // of log revenue, by place
  std::int64_t entrant_count = 0;
};

struct Market {
  sim::Year year = 0;
  Offers offers;
  std::vector<double> base;                  // b_c(t), by place
  std::vector<double> usual_log_revenue;     // ln of the mean focal revenue at the scale of the place
  std::vector<double> barrier_removed;       // by place
  LocationChoice choice;                     // of firms that move
  LocationChoice entry_choice;               // of founders
  std::vector<double> firms_by_place;        // weights of spin-offs
  std::vector<double> revenue_by_place;      // weights of buyers
  // m_c and m + g_c of focal firms, and the same of firms below the usual size of the place.
  std::vector<double> exit_multiple, small_exit_multiple;
  std::vector<double> drift, small_drift;
  BuyerList buyers;
  BackgroundFlow background;
  std::int64_t entrants = 0;
  double plain_inclusive_value = 1.0;        // of all places, without this year's levers
};

Market open_market(const Model& model, const World& world, std::span<const Lever> levers,
                   sim::Year year, const sim::Draws& draws,
                   const std::vector<double>* held_siphoning = nullptr);

}  // namespace agglomera::models
