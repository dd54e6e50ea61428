#include "models/stable_noise.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/draws.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

TEST(StableNoise, has_the_laplace_transform_of_a_positive_stable_law) {
  const sim::Draws draws(11, 0);
  for (const double index : {0.3, 0.5, 0.8, 0.95}) {
    const StableNoise noise(index);
    for (const double s : {0.2, 1.0, 5.0}) {
      constexpr int n = 100000;
      double sum = 0.0, squares = 0.0;
      for (std::uint32_t i = 0; i < n; ++i) {
        const sim::Draw draw = draws.named(i, 0, sim::Purpose::nest);
        const double x = std::exp(-s * std::exp(noise.log_value(draw.uniform(0), draw.uniform(1))));
        sum += x;
        squares += x * x;
      }
      const double mean = sum / n, error = std::sqrt((squares / n - mean * mean) / n);
      EXPECT_NEAR(mean, std::exp(-std::pow(s, index)), 4.0 * error) << index << " at " << s;
    }
  }
}

TEST(StableNoise, never_exceeds_its_bound_and_is_often_near_it) {
  const sim::Draws draws(12, 0);
  for (const double index : {0.05, 0.3, 0.8, 0.999}) {
    const StableNoise noise(index);
    int near = 0;
    for (std::uint32_t i = 0; i < 100000; ++i) {
      const sim::Draw draw = draws.named(i, 0, sim::Purpose::nest);
      const double u = draw.uniform(0), v = draw.uniform(1);
      const double log_bound = std::log(noise.bound(u, v));
      ASSERT_LE(noise.log_value(u, v), log_bound) << index << " " << u << " " << v;
      if (noise.log_value(u, v) > log_bound - 1.0) ++near;
    }
    if (index > 0.2) {
      EXPECT_GT(near, 90000) << index;
    }
  }
}

// λ = ½: S = 1/(2Z²) with Z standard normal (Lévy), whose median is 1/(2·0.6745²).
TEST(StableNoise, is_a_levy_law_at_one_half) {
  const sim::Draws draws(13, 0);
  const StableNoise noise(0.5);
  constexpr int n = 100000;
  int below = 0;
  for (std::uint32_t i = 0; i < n; ++i) {
    const sim::Draw draw = draws.named(i, 0, sim::Purpose::nest);
    if (noise.log_value(draw.uniform(0), draw.uniform(1)) < std::log(1.0 / (2.0 * 0.674489750196 * 0.674489750196)))
      ++below;
  }
  EXPECT_NEAR(below, n / 2.0, 4.0 * std::sqrt(n * 0.25));
}

}  // namespace
}  // namespace agglomera::models
