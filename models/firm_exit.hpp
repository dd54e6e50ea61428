// Exit: a firm closes or delists in a year with the hazard
//
//   h = h₀ · (x/x̄_c)^η · m_c,  m_c = exp(−χ·(D_c − D̄) + g·[coordinated]),  at most ½
//
// where x/x̄_c is its revenue against what is usual in its city: hazards fall with size and hardly
// change with age (Evans 1987 for size). Size enters in steps of 1/16 of a log unit.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "sim/firms.hpp"

namespace agglomera::models {

// A power of relative size, read from a table: (x/x̄)^η for ln(x/x̄) in [−16, 16).
class SizeEffect {
 public:
  SizeEffect() = default;
  explicit SizeEffect(double elasticity);
  static std::size_t step(double log_relative_size) {
    const double at = (std::clamp(log_relative_size, -15.99, 15.99) + 16.0) * 16.0;
    return static_cast<std::size_t>(at);
  }
  double operator[](std::size_t step) const { return effect_[step]; }

  static constexpr std::size_t steps = 512;

 private:
  std::array<double, steps> effect_{};
};

struct FirmExit {
  FirmExit() = default;
  FirmExit(double rate, double size_elasticity) : rate(rate), size(size_elasticity) {}

  double operator()(double place_multiple, double log_relative_size) const {
    return std::min(highest, rate * place_multiple * size[SizeEffect::step(log_relative_size)]);
  }

  double rate = 0.0;  // h₀
  SizeEffect size;
  static constexpr double highest = 0.5;
};

}  // namespace agglomera::models
