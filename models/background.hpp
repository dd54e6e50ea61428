// The background as firms of their own: about 45,000 listed firms that follow the shares b_c and r_c.
//
// With g_c = N(t)·b_c(t) / (N(t−1)·b_c(t−1)) the growth asked of a place, its firms leave with hazard
// max(h₀, 1 − g_c), N(t−1)·b_c(t−1)·(g_c − 1 + hazard) enter, and revenues grow by the change of
// ln(r_c/b_c): expected counts and revenues are then those of the shares exactly. LQs of small cities
// differ from those of given shares by E[1/N_c]: a relative bias of about (1 − b)/(N·b).
#pragma once

#include "models/world.hpp"

namespace agglomera::models {

struct BackgroundFlow {
  std::vector<double> exit_hazard;  // by place
  std::vector<double> entrants;     // expected, by place
  std::vector<double> growth;       // of log revenue, by place
};
BackgroundFlow background_flow(const Model& model, sim::Year year);

// Numbers of background firms begin here, so that no two firms of a year share an id.
inline constexpr std::uint32_t first_background_number = 0x80000000u;

// The background firms of the first year: those of the user's own list, if it names them; else drawn.
void settle_background(const Model& model, World& world, const sim::Draws& draws,
                       std::uint32_t first_number = first_background_number);

// Closes the background firms and settles others at the shares the model has now.
void resettle_background(const Model& model, World& world, const sim::Draws& draws);

// Their year, from the one before to `year`.
void pass_background_year(const Model& model, World& world, sim::Year year,
                          const sim::Draws& draws);

// Their part of the census.
void count_background(const Model& model, World& world);

}  // namespace agglomera::models
