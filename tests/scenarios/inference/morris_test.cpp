#include "scenarios/inference/morris.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <limits>
#include <map>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

using Function = std::function<double(const std::vector<double>&)>;

std::vector<double> outputs_of(const MorrisDesign& design, const Function& function) {
  std::vector<double> outputs;
  for (std::size_t i = 0; i < design.count(); ++i) outputs.push_back(function(design[i]));
  return outputs;
}

ElementaryEffects effects_of(const Function& function, std::size_t dimension, int trajectories,
                             int levels = 8, std::uint64_t seed = 1) {
  const MorrisDesign design({trajectories, levels}, dimension, seed);
  return elementary_effects(design, outputs_of(design, function));
}

std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "nothing was refused";
}

// By hand: each effect of 3u₁ − 2u₂ + 7 is its slope, whatever the start; eighths are exact in binary.
TEST(ElementaryEffects, of_a_linear_function_are_its_slopes_without_spread) {
  const ElementaryEffects found =
      effects_of([](const auto& u) { return 3.0 * u[0] - 2.0 * u[1] + 7.0; }, 3, 10);
  const double slope[] = {3.0, -2.0, 0.0};
  for (std::size_t i = 0; i < 3; ++i) {
    for (const double mu : {found.mu[i].value, found.mu[i].low, found.mu[i].high})
      EXPECT_EQ(mu, slope[i]);
    EXPECT_EQ(found.mu_star[i].value, std::abs(slope[i]));
    EXPECT_EQ(found.sigma[i].value, 0.0);
    EXPECT_EQ(found.sigma[i].high, 0.0);
  }
}

// By hand, on two levels, ¼ and ¾: the effect of u₁ in u₁u₂ is u₂, one or the other with equal chance.
// Mean ½, sd ¼.
TEST(ElementaryEffects, of_a_product_are_spread_as_the_other_factor_is) {
  const int trajectories = 4000;
  const ElementaryEffects found =
      effects_of([](const auto& u) { return u[0] * u[1]; }, 2, trajectories, 2);
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_NEAR(found.mu[i].value, 0.5, 4.0 * 0.25 / std::sqrt(trajectories));
    EXPECT_NEAR(found.sigma[i].value, 0.25, 0.005);
  }
}

// (2u − 1)² on eight levels: a step of ½ changes it by ± odd sixteenths that cancel on average.
TEST(ElementaryEffects, of_what_rises_and_falls_cancel_in_mu_but_not_in_mu_star) {
  const ElementaryEffects found =
      effects_of([](const auto& u) { return (2.0 * u[0] - 1.0) * (2.0 * u[0] - 1.0); }, 1, 2000);
  EXPECT_NEAR(found.mu[0].value, 0.0, 4.0 * found.sigma[0].value / std::sqrt(2000.0));
  EXPECT_NEAR(found.mu_star[0].value, 1.0, 0.05);  // (¾ + ¼ + ¼ + ¾)/4 of a change, over ½
}

TEST(ElementaryEffects, lie_in_their_bootstrap_intervals_about_nine_times_of_ten) {
  int covered = 0, covered_by_half = 0;
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const Interval mu = effects_of([](const auto& u) { return u[0] * u[1]; }, 2, 60, 8, seed).mu[0];
    covered += mu.low <= 0.5 && 0.5 <= mu.high;
    covered_by_half += std::abs(0.5 - mu.value) <= 0.25 * (mu.high - mu.low);
  }
  // 180 ± four standard errors of a binomial count; half the width must be seen to be too little.
  EXPECT_NEAR(covered, 180, 17);
  EXPECT_LT(covered_by_half, 163);
}

TEST(ElementaryEffects, leave_out_what_is_missing_and_are_missing_where_most_is) {
  const MorrisDesign design({10, 8}, 2, 1);
  std::vector<double> outputs = outputs_of(design, [](const auto& u) { return u[0] + 2.0 * u[1]; });
  outputs[0] = std::numeric_limits<double>::quiet_NaN();
  const ElementaryEffects some = elementary_effects(design, outputs);
  EXPECT_EQ(some.left_out, 1u);
  EXPECT_EQ(some.mu[0].value, 1.0);
  EXPECT_EQ(some.mu[1].value, 2.0);
  for (std::size_t t = 0; t < 6; ++t) outputs[3 * t + 1] = std::numeric_limits<double>::quiet_NaN();
  const ElementaryEffects few = elementary_effects(design, outputs);
  EXPECT_TRUE(std::isnan(few.mu[0].value));
  EXPECT_TRUE(std::isnan(few.sigma[1].value));
}

TEST(MorrisDesign, moves_one_factor_by_half_of_all_levels_at_each_step) {
  const MorrisDesign design({30, 6}, 5, 2);
  ASSERT_EQ(design.count(), 30u * 6u);
  for (std::size_t t = 0; t < 30; ++t)
    for (std::size_t s = 0; s < 5; ++s)
      for (std::size_t d = 0; d < 5; ++d) {
        const double change = design[t * 6 + s + 1][d] - design[t * 6 + s][d];
        const auto [factor, up] = design.step(t, s);
        EXPECT_EQ(change, d == factor ? (up ? 0.5 : -0.5) : 0.0);
      }
}

TEST(MorrisDesign, starts_on_every_level_equally_often) {
  const MorrisDesign design({4000, 4}, 1, 3);
  std::map<double, int> starts;
  for (std::size_t t = 0; t < 4000; ++t) ++starts[design[2 * t][0]];
  ASSERT_EQ(starts.size(), 4u);
  for (const auto& [level, count] : starts)
    EXPECT_NEAR(count, 1000, 4.0 * std::sqrt(4000 * 0.25 * 0.75)) << level;
}

TEST(MorrisDesign, refuses_what_does_not_fit_the_estimator) {
  const auto make = [] { MorrisDesign({1, 8}, 3, 1); };
  EXPECT_EQ(
      message_of(make),
      "1 trajectories on 8 levels do not fit the estimator (two trajectories at least, an even "
      "number of levels)");
  const auto estimate = [] {
    elementary_effects(MorrisDesign({10, 8}, 3, 1), std::vector<double>(39));
  };
  EXPECT_EQ(message_of(estimate), "39 outputs for the 40 points of a design of Morris");
  EXPECT_FALSE(fits_estimator(MorrisMethod{10, 5}));
  EXPECT_FALSE(fits_estimator(MorrisMethod{10, 0}));
  EXPECT_TRUE(fits_estimator(MorrisMethod{2, 2}));
}

}  // namespace
}  // namespace agglomera::scenarios
