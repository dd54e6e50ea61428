#include "scenarios/experiments/displacement.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace agglomera::scenarios {
namespace {

TEST(Displacement, is_worked_by_hand) {
  EXPECT_DOUBLE_EQ(displacement_ratio({3.0, 5.0, 4.0, 4.0}, {-2.0, -3.0, -4.0, -3.0}), 0.75);
  EXPECT_DOUBLE_EQ(displacement_ratio({-4.0, -5.0}, {1.0, 8.0}), 1.0);  // what is lost turns up
  EXPECT_DOUBLE_EQ(displacement_ratio({4.0, 4.0}, {1.0, 1.0}), -0.25);  // others gain too
}

TEST(Displacement, is_missing_when_the_treated_gain_is_within_monte_carlo_error_of_zero) {
  EXPECT_TRUE(std::isnan(displacement_ratio({0.0, 0.0, 0.0}, {-1.0, 0.0, 0.0})));
  EXPECT_TRUE(std::isnan(displacement_ratio({3.0, -2.0, 0.0, 1.0}, {-1.0, 0.0, 0.0, 0.0})));
  // Mean 1, Monte Carlo error ½: exactly two of them are not beyond.
  EXPECT_TRUE(std::isnan(displacement_ratio({0.5, 1.5}, {-1.0, -1.0})));
  EXPECT_FALSE(std::isnan(displacement_ratio({0.51, 1.5}, {-1.0, -1.0})));
}

TEST(Displacement, of_one_member_has_no_error_and_so_is_missing) {
  EXPECT_TRUE(std::isnan(displacement_ratio({5.0}, {-5.0})));
}

}  // namespace
}  // namespace agglomera::scenarios
