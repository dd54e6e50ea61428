// What the effect of a policy rests on: the same effect where policies do not move the world total
// (ψ = 0), and under other backgrounds after the last observed year. Each variant is compared with the
// baseline of that variant, on the same members and luck.
#pragma once

#include <string>
#include <vector>

#include "scenarios/experiments/effects.hpp"

namespace agglomera::scenarios {

struct RobustnessRow {
  std::string policy;
  Variant variant;
  std::size_t quantity;  // of robust_quantities
  Effect effect;
};

struct RobustQuantity {
  const char* name;
  const char* text;
  const char* unit;
};

inline constexpr RobustQuantity robust_quantities[] = {
    {"firms_treated", "firms, treated cities", "firms"},
    {"firms_clusters", "firms, their clusters", "firms"},
    {"firms_world", "firms, world", "firms"},
    {"mean_lq_count_treated", "mean count LQ, treated", "1"}};

struct VariantDeclaration {
  Variant variant;
  const char* name;
  const char* text;
};

inline constexpr VariantDeclaration variant_table[variant_count] = {
    {Variant::as_drawn, "as_drawn", "as assumed"},
    {Variant::fixed_demand, "fixed_demand", "world total held (psi = 0)"},
    {Variant::level_background, "level_background", "backgrounds level from the last observed year"},
    {Variant::undamped_background, "undamped_background", "backgrounds with undamped trends"}};

// By policy, variant, quantity; in the last year.
std::vector<RobustnessRow> robustness(const std::vector<Scenario>& policies, const Ensemble& ensemble);

}  // namespace agglomera::scenarios
