// The background as firms of their own: about 45,000 listed firms that follow the shares b_c and r_c.
//
// With g_c = N(t)·b_c(t) / (N(t−1)·b_c(t−1)) the growth asked of a place, its firms leave with hazard
// max(h₀, 1 − g_c), N(t−1)·b_c(t−1)·(g_c − 1 + hazard) enter, and revenues grow by the change of
// ln(r_c/b_c): expected counts and revenues are then those of the shares exactly. LQs of small cities
// differ from those of given shares by E[1/N_c]: a relative bias of about (1 − b)/(N·b).
#pragma once

#include "models/entry.hpp"
#include "models/market.hpp"

namespace agglomera::models {

BackgroundFlow background_flow(const Model& model, const World& world, sim::Year year,
                               const sim::Draws& draws);

// Numbers of background firms begin here, so that no two firms of a year share an id.
inline constexpr std::uint32_t first_background_number = 0x80000000u;

// The background firms of the first year.
void settle_background(const Model& model, World& world, const sim::Draws& draws,
                       std::uint32_t first_number = first_background_number);

// Closes the background firms and settles others at the shares the model has now.
void resettle_background(const Model& model, World& world, const sim::Draws& draws);

// The entrant of that number among the background firms of the year.
Entrant background_entrant(std::uint32_t number, const Model& model, const Market& market,
                           const sim::Draws& draws);

}  // namespace agglomera::models
