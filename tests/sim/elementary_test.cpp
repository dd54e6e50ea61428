#include "sim/elementary.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace agglomera::sim {
namespace {

double relative_error(double value, double exact) {
  return exact == 0.0 ? std::abs(value) : std::abs(value / exact - 1.0);
}

TEST(NaturalLog, agrees_with_the_library_over_all_magnitudes) {
  for (double x = 1e-300; x < 1e300; x *= 1.0137) {
    ASSERT_LT(relative_error(natural_log(x), std::log(x)), 4e-15) << x;
    ASSERT_LT(relative_error(natural_log(1.0 / x), std::log(1.0 / x)), 4e-15) << 1.0 / x;
  }
}

TEST(NaturalLog, keeps_its_precision_near_one) {
  for (double d = 1e-15; d < 0.5; d *= 1.31) {
    ASSERT_LT(relative_error(natural_log(1.0 + d), std::log(1.0 + d)), 4e-15) << d;
    ASSERT_LT(relative_error(natural_log(1.0 - d), std::log(1.0 - d)), 4e-15) << d;
  }
  EXPECT_EQ(natural_log(1.0), 0.0);
}

TEST(PowerOfTwo, agrees_with_the_library_in_single_precision) {
  for (float x = -125.9f; x < 125.9f; x += 0.0173f)
    ASSERT_LT(
        relative_error(static_cast<double>(power_of_two(x)), std::exp2(static_cast<double>(x))),
        2e-7)
        << x;
  EXPECT_EQ(power_of_two(0.0f), 1.0f);
  EXPECT_EQ(power_of_two(-3.0f), 0.125f);
  EXPECT_EQ(power_of_two(1e9f), power_of_two(126.0f));
  EXPECT_EQ(power_of_two(-1e9f), power_of_two(-126.0f));
}

TEST(NaturalLog, agrees_with_the_library_in_single_precision) {
  for (float x = 1e-37f; x < 1e37f; x *= 1.0137f)
    ASSERT_NEAR(natural_log(x), std::log(static_cast<double>(x)),
                2e-7 * std::max(1.0, std::abs(std::log(static_cast<double>(x)))))
        << x;
  EXPECT_EQ(natural_log(1.0f), 0.0f);
}

TEST(CosTurn, agrees_with_the_library_over_the_whole_turn) {
  for (float x = 0.0f; x < 1.0f; x += 0.00037f)
    ASSERT_NEAR(cos_turn(x), std::cos(6.283185307179586 * static_cast<double>(x)), 6e-7) << x;
}

TEST(NaturalExp, agrees_with_the_library_where_the_result_is_normal) {
  for (double x = -707.9; x < 708.9; x += 0.0371)
    ASSERT_LT(relative_error(natural_exp(x), std::exp(x)), 4e-15) << x;
  for (double x = 1e-18; x < 1.0; x *= 1.7) {
    ASSERT_LT(relative_error(natural_exp(x), std::exp(x)), 4e-15) << x;
    ASSERT_LT(relative_error(natural_exp(-x), std::exp(-x)), 4e-15) << x;
  }
  EXPECT_EQ(natural_exp(0.0), 1.0);
}

TEST(NaturalExp, vanishes_far_below_and_stays_finite_far_above) {
  EXPECT_EQ(natural_exp(-709.0), 0.0);
  EXPECT_EQ(natural_exp(-1e300), 0.0);
  EXPECT_EQ(natural_exp(1e300), natural_exp(709.0));
  EXPECT_LT(natural_exp(1e300), std::numeric_limits<double>::infinity());
}

TEST(Power, agrees_with_the_library_on_a_wide_grid) {
  for (double base = 1e-6; base < 1e6; base *= 1.37)
    for (double exponent = -2.0; exponent <= 2.0; exponent += 0.0625)
      ASSERT_LT(relative_error(power(base, exponent), std::pow(base, exponent)), 1e-14)
          << base << " to the " << exponent;
}

TEST(Power, of_exponent_zero_is_exactly_one) {  // ψ = 0 leaves the world total to the last bit
  for (double base = 1e-6; base < 1e6; base *= 1.37) ASSERT_EQ(power(base, 0.0), 1.0);
}

TEST(SinPi, agrees_with_the_library_from_end_to_end) {
  for (int i = 0; i <= 20000; ++i) {
    const double x = i / 20000.0;
    const long double exact =
        std::sin(3.14159265358979323846264338327950288L * (x > 0.5 ? 1.0L - x : x));
    ASSERT_LT(relative_error(sin_pi(x), static_cast<double>(exact)), 4e-15) << x;
  }
  for (double x = 0x1p-53; x < 0.5; x *= 1.7)
    ASSERT_LT(relative_error(sin_pi(x), static_cast<double>(
                                            std::sin(3.14159265358979323846264338327950288L * x))),
              4e-15);
}

TEST(SinPi, is_the_same_on_both_sides_of_a_half) {
  EXPECT_NEAR(sin_pi(0.5), 1.0, 4e-15);
  for (int i = 0; i <= 1024; ++i) ASSERT_EQ(sin_pi(i / 1024.0), sin_pi(1.0 - i / 1024.0));
}

}  // namespace
}  // namespace agglomera::sim
