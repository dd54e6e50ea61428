// Relocation: a firm considers another city in a year with the rate ρ, chooses among all cities as
// founders do, and moves there when nothing stands in the way:
//
// - a national border stops it with probability β·(1 − removed), β the border barrier;
// - it goes only where firms of its size are usual: accepted with min(1, φ_d(x)/φ_c(x)), φ the
//   lognormal density of sizes at the scale of the place (Metropolis et al. 1953), so that, of itself,
//   relocation changes neither the expected counts of places nor the sizes of their firms.
#pragma once

#include "models/market.hpp"

namespace agglomera::models {

struct Relocation {
  double rate;            // ρ, per year
  double border_barrier;  // β
  double size_log_sd;     // of φ

  // Whether a firm that considers `there` moves from `home`.
  bool operator()(sim::FirmId firm, sim::PlaceIndex home, sim::LogRevenue size,
                  sim::PlaceIndex there, const Model& model, const Market& market,
                  const sim::Draws& draws) const;
};

}  // namespace agglomera::models
