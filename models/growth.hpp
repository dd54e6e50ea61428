// Growth of revenue: a common drift, what the city adds, and a Laplace shock whose scale falls with
// size (Stanley et al. 1996; Bottazzi and Secchi 2006 for the Laplace shape):
//
//   Δ ln x = m + g_c + ln(1 − σ²) + σ·L,  L ~ Laplace(1),  σ = σ₀·(x/x̄_c)^η
//
// The term ln(1 − σ²) makes the expected factor of the shock one at every size.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "models/firm_exit.hpp"

namespace agglomera::models {

class Growth {
 public:
  Growth() = default;
  Growth(double shock, double size_elasticity);  // σ₀ and η

  // Δ ln x for the drift m + g_c of the firm's place.
  double operator()(double place_drift, double log_relative_size, double laplace) const {
    const std::size_t step = SizeEffect::step(log_relative_size);
    return place_drift + compensation_[step] + scale_[step] * laplace;
  }

 private:
  std::array<double, SizeEffect::steps> scale_{};
  std::array<double, SizeEffect::steps> compensation_{};
};

}  // namespace agglomera::models
