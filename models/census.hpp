// The census: exact counts and whole dollars, and what firms bring to the hazard of the year to come.
#pragma once

#include <cstdint>
#include <vector>

#include "models/firm_exit.hpp"
#include "sim/firms.hpp"

namespace agglomera::models {

// Of the firms of one place, or of one place in one block. Integers: any order gives the same sums.
struct PlaceSums {
  std::int64_t firms = 0;
  std::int64_t revenue_usd = 0;
  std::int64_t exit_effect = 0;              // Σ (x/x₀)^η, in units of 2⁻²⁰
  std::int64_t exit_effect_revenue_usd = 0;  // Σ (x/x₀)^η·x

  void add(sim::LogRevenue size, float effect) {
    firms += 1;
    revenue_usd += size.usd();
    exit_effect += in_steps(effect);
    exit_effect_revenue_usd += of_revenue(size, effect);
  }
  PlaceSums& operator+=(const PlaceSums& other) {
    firms += other.firms;
    revenue_usd += other.revenue_usd;
    exit_effect += other.exit_effect;
    exit_effect_revenue_usd += other.exit_effect_revenue_usd;
    return *this;
  }
  friend bool operator==(const PlaceSums&, const PlaceSums&) = default;

  static std::int32_t in_steps(float effect) { return static_cast<std::int32_t>(effect * 0x1p20f); }
  // effect·x in whole dollars.
  static std::int64_t of_revenue(sim::LogRevenue size, float effect) {
    const std::int32_t doublings = size.raw() >> 20;
    const auto mantissa = static_cast<std::int64_t>(
        static_cast<std::int32_t>(size.fraction() * effect * 0x1p16f + 0.5f));
    return (mantissa << (doublings > 16 ? doublings - 16 : 0)) >>
           (doublings < 16 ? 16 - doublings : 0);
  }
};

// By place.
struct Census {
  std::vector<std::int64_t> focal_firms;
  std::vector<std::int64_t> focal_revenue_usd;
  std::vector<std::int64_t> background_firms;  // zero when the background is shares
  std::vector<std::int64_t> background_revenue_usd;
  std::vector<std::int64_t> exit_effect,
      exit_effect_revenue_usd;  // of focal firms, as in PlaceSums

  std::int64_t total_focal_firms() const;
  std::int64_t total_focal_revenue_usd() const;
  friend bool operator==(const Census&, const Census&) = default;
};

// Of one block, by place.
void count(const sim::Block& block, const SizeEffect& exit_effect, PlaceSums* sums);

// Sums by block of the world and place, [block·places + place]; zero for blocks of other ranks.
std::vector<PlaceSums> sums_by_block(const sim::Firms& firms, std::size_t places,
                                     const SizeEffect& exit_effect);

// Every rank gives the sums of its blocks and gets those of all: the one reduction of a year.
void share_sums(const sim::Firms& firms, std::size_t places, std::vector<PlaceSums>& sums);

}  // namespace agglomera::models
