#include "scenarios/experiments/cost.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace agglomera::scenarios {
namespace {

models::Lever research(double strength, double unit_cost) {
  models::Lever lever{"research", {0, 3}, 2018, 2021, 3, {strength}};
  lever.unit_cost = unit_cost;
  return lever;
}

// Two cities, four years of which the ramp makes ⅓ + ⅔ + 1 + 1 = 3.
TEST(Cost, is_unit_cost_times_strength_years_and_cities_by_hand) {
  EXPECT_DOUBLE_EQ(cost_of({research(0.5, 10.0)}), 10.0 * 0.5 * 3.0 * 2.0);
  EXPECT_DOUBLE_EQ(cost_of({research(0.5, 10.0), research(1.0, 2.0)}), 30.0 + 12.0);
  EXPECT_EQ(cost_of({research(0.0, 10.0)}), 0.0);
}

TEST(Cost, is_missing_when_a_lever_has_no_unit_cost) {
  models::Lever without = research(0.5, 1.0);
  without.unit_cost = models::Lever{}.unit_cost;
  EXPECT_TRUE(std::isnan(cost_of({without})));
  EXPECT_TRUE(std::isnan(cost_of({research(0.5, 10.0), without})));
}

TEST(Cost, per_firm_is_missing_when_nothing_is_gained) {
  EXPECT_DOUBLE_EQ(cost_per_firm(30.0, effect_of({4.0, 6.0, 5.0})), 6.0);
  EXPECT_TRUE(std::isnan(cost_per_firm(30.0, effect_of({-4.0, -6.0, -5.0}))));
  EXPECT_TRUE(std::isnan(cost_per_firm(30.0, effect_of({-4.0, 6.0, 0.0}))));
  EXPECT_TRUE(std::isnan(cost_per_firm(std::nan(""), effect_of({4.0, 6.0, 5.0}))));
}

}  // namespace
}  // namespace agglomera::scenarios
