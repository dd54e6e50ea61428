#include "models/growth.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/draws.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::models {
namespace {

constexpr double middle = 1.0 / 32.0;  // of the step of relative size 1

TEST(Growth, is_that_of_the_equation_by_hand) {
  const Growth growth(0.22, -0.2);
  const double sigma = 0.22 * std::exp(-0.2 * middle);
  EXPECT_NEAR(growth(0.03, middle, 0.0), 0.03 + std::log(1 - sigma * sigma), 1e-13);
  EXPECT_NEAR(growth(0.03, middle, 2.0) - growth(0.03, middle, -1.0), 3 * sigma, 1e-13);
}

TEST(Growth, varies_less_for_larger_firms) {
  const Growth growth(0.22, -0.2);
  const auto scale = [&](double size) { return growth(0, size, 1.0) - growth(0, size, 0.0); };
  EXPECT_NEAR(scale(4.0 + middle) / scale(middle), std::exp(-0.8), 1e-12);
  EXPECT_LE(Growth(0.9, -0.5)(0, -15.0, 1.0) - Growth(0.9, -0.5)(0, -15.0, 0.0), 0.9 + 1e-12);
}

// The same check for the shock with and without its compensation ln(1 − σ²).
tests::Sample factors(const Growth& growth, double size, double compensation_removed) {
  const sim::Draws draws(9, 0);
  tests::Sample sample;
  for (std::uint32_t i = 0; i < 400000; ++i)
    sample.add(
        std::exp(growth(0.0, size, draws.firm({i, 2008}, 2010, sim::Purpose::growth).laplace()) -
                 compensation_removed));
  return sample;
}

TEST(Growth, multiplies_revenue_by_one_in_expectation_at_every_size) {
  const Growth growth(0.22, -0.2);
  for (double size : {-3.0, 0.0, 5.0})
    EXPECT_TRUE(tests::agrees(factors(growth, size, 0.0), 1.0)) << size;
  const double compensation = growth(0.0, 0.0, 0.0);
  EXPECT_FALSE(tests::agrees(factors(growth, 0.0, compensation), 1.0));
}

TEST(Growth, without_a_shock_is_the_drift_alone) {
  EXPECT_EQ(Growth(0.0, -0.2)(0.05, 3.0, 7.0), 0.05);
}

}  // namespace
}  // namespace agglomera::models
