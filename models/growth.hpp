// Growth of revenue: a common drift, what the city adds, and a Laplace shock whose scale falls with
// size (Stanley et al. 1996; Bottazzi and Secchi 2006 for the Laplace shape):
//
//   Δ ln x = m + g_c + ln(1 − σ²) + σ·L,  L ~ Laplace(1),  σ = σ₀·(x/x̄_c)^η, at most 0.9
//
// The term ln(1 − σ²) makes the expected factor of the shock one at every size.
#pragma once

#include "models/firm_exit.hpp"

namespace agglomera::models {

struct Growth {
  double shock = 0.0;  // σ₀
  SizeEffect size;

  // The size a year later; `drift` = m + g_c, `scale` = σ₀·(x̄_c/x₀)^−η.
  sim::LogRevenue operator()(sim::LogRevenue before, float drift, float scale,
                             float laplace) const {
    const float unbounded = scale * size(before);
    const float sigma = unbounded < widest ? unbounded : widest;
    const float change = drift + sim::natural_log(1.0f - sigma * sigma) + sigma * laplace;
    const float steps = change * (static_cast<float>(sim::LogRevenue::steps) / 0.69314718f);
    return sim::LogRevenue::of_raw(
        before.raw() + static_cast<std::int32_t>(steps + (steps < 0.0f ? -0.5f : 0.5f)));
  }

  static constexpr float widest = 0.9f;  // the mean of e^(σL) is finite only for σ < 1
};

}  // namespace agglomera::models
