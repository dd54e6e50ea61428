#include "models/growth.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/draws.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::models {
namespace {

constexpr double reference = 20.0;
constexpr double step = 1e-6;  // of log revenue

// Δ ln x of a firm of log relative size `size`.
double change(double shock, double elasticity, double drift, double size, double laplace) {
  const Growth growth{shock, SizeEffect(elasticity, reference)};
  const auto before = sim::LogRevenue::of_log_usd(reference + size);
  return growth(before, static_cast<float>(drift), static_cast<float>(shock),
                static_cast<float>(laplace))
             .log_usd() -
         before.log_usd();
}

TEST(Growth, is_that_of_the_equation_by_hand) {
  const double sigma = 0.22 * std::exp(-0.2 * 1.5);
  EXPECT_NEAR(change(0.22, -0.2, 0.03, 1.5, 0.0), 0.03 + std::log(1 - sigma * sigma), step);
  EXPECT_NEAR(change(0.22, -0.2, 0.03, 1.5, 2.0) - change(0.22, -0.2, 0.03, 1.5, -1.0), 3 * sigma,
              2 * step);
}

TEST(Growth, varies_less_for_larger_firms_and_never_too_much) {
  const auto scale = [](double shock, double elasticity, double size) {
    return change(shock, elasticity, 0.0, size, 1.0) - change(shock, elasticity, 0.0, size, 0.0);
  };
  EXPECT_NEAR(scale(0.22, -0.2, 4.0) / scale(0.22, -0.2, 0.0), std::exp(-0.8), 1e-4);
  EXPECT_NEAR(scale(0.9, -0.5, -15.0), 0.9, 2 * step);
}

// The same check for the shock with and without its compensation ln(1 − σ²).
tests::Sample factors(double size, double compensation_removed) {
  const sim::Draws draws(9, 0);
  tests::Sample sample;
  for (std::uint32_t i = 0; i < 400000; ++i) {
    const sim::Draw luck = draws.firm({i, 2008}, 2010, sim::Purpose::fate);
    sample.add(std::exp(change(0.22, -0.2, 0.0, size, sim::single_laplace(luck.words[3])) -
                        compensation_removed));
  }
  return sample;
}

TEST(Growth, multiplies_revenue_by_one_in_expectation_at_every_size) {
  for (double size : {-3.0, 0.0, 5.0}) EXPECT_TRUE(tests::agrees(factors(size, 0.0), 1.0)) << size;
  EXPECT_FALSE(tests::agrees(factors(0.0, change(0.22, -0.2, 0.0, 0.0, 0.0)), 1.0));
}

TEST(Growth, without_a_shock_is_the_drift_alone) {
  EXPECT_NEAR(change(0.0, -0.2, 0.05, 3.0, 7.0), 0.05, step);
}

}  // namespace
}  // namespace agglomera::models
