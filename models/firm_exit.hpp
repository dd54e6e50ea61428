// Exit: a firm closes or delists in a year with the hazard
//
//   h = h₀ · (x/x̄_c)^η · m_c,  m_c = exp(−χ·(D_c − D̄) + g·[coordinated])
//
// where x/x̄_c is its revenue against what is usual in its city: hazards fall with size and hardly
// change with age (Evans 1987 for size). It is the product of what the firm brings, (x/x₀)^η with one
// x₀ for the world, and what its place brings, h₀·m_c·(x̄_c/x₀)^−η: so sums over the firms of a place tell
// what a year will bring before the year is known. The first factor is at most ½/h₀, the whole at most ½.
#pragma once

#include <cstdint>

#include "sim/elementary.hpp"
#include "sim/firms.hpp"

namespace agglomera::models {

// (x/x₀)^η in single precision, up to a bound of at most 1024.
class SizeEffect {
 public:
  SizeEffect() = default;
  SizeEffect(double elasticity, double log_reference_usd, double bound = highest)
      : elasticity_(static_cast<float>(elasticity)),
        bound_(bound < highest ? static_cast<float>(bound) : highest),
        reference_(sim::LogRevenue::of_log_usd(log_reference_usd).raw()) {}

  float operator()(sim::LogRevenue size) const {
    const float effect =
        sim::power_of_two(elasticity_ * (static_cast<float>(size.raw() - reference_) * 0x1p-20f));
    return effect < bound_ ? effect : bound_;
  }
  // (x̄_c/x₀)^−η: turns a size relative to x₀ into one relative to x̄_c.
  double of_place(double log_usual_usd) const;

  static constexpr float highest = 1024.0f;

 private:
  float elasticity_ = 0.0f;
  float bound_ = highest;
  std::int32_t reference_ = 0;
};

struct FirmExit {
  double rate = 0.0;  // h₀
  SizeEffect size;

  // Hazard in units of 2⁻³¹; `of_place` = h₀·m_c·(x̄_c/x₀)^−η.
  static std::int32_t hazard(float of_place, float of_size) {
    const float hazard = of_place * of_size;
    return static_cast<std::int32_t>((hazard < 0.5f ? hazard : 0.5f) * 0x1p31f);
  }
};

// Whether a word of 32 random bits is below a probability in units of 2⁻³¹.
inline bool happens(std::uint32_t word, std::int32_t probability) {
  return static_cast<std::int32_t>(word >> 1) < probability;
}
inline std::int32_t in_units(double probability) {
  return probability < 1.0 ? static_cast<std::int32_t>(probability * 0x1p31) : 0x7FFFFFFF;
}

}  // namespace agglomera::models
