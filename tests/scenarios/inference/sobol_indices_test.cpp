#include "scenarios/inference/sobol_indices.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numbers>

#include "sim/errors.hpp"
#include "tests/scenarios/inference/known_sensitivities.hpp"

namespace agglomera::scenarios {
namespace {

using Function = std::function<double(std::span<const double>)>;

std::vector<double> outputs_of(const SobolDesign& design, const Function& function) {
  std::vector<double> outputs;
  for (std::size_t i = 0; i < design.count(); ++i) outputs.push_back(function(design[i]));
  return outputs;
}

SobolIndices indices_of(const Function& function, std::size_t dimension, std::size_t samples,
                        bool second_order = false, std::uint64_t seed = 1, int scramblings = 8) {
  const SobolDesign design({samples, scramblings, second_order}, dimension, seed);
  return sobol_indices(design, outputs_of(design, function));
}

std::string message_of(const std::function<void()>& act) {
  try {
    act();
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "nothing was refused";
}

double four(std::span<const double> u) { return 3.0 * u[0] + 2.0 * u[1] - u[2] + 0.0 * u[3]; }

TEST(SobolIndices, of_ishigami_are_met_within_a_hundredth) {
  const SobolIndices found = indices_of(ishigami, 3, 16384, true);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(found.first[i].value, ishigami_first[i], 0.01) << i;
    EXPECT_NEAR(found.total[i].value, ishigami_total[i], 0.01) << i;
    EXPECT_NEAR(found.second[i].value, ishigami_second[i], 0.01) << i;
  }
  const SobolIndices less = indices_of(ishigami, 3, 16384);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(less.first[i].value, ishigami_first[i], 0.01) << i;
    EXPECT_NEAR(less.total[i].value, ishigami_total[i], 0.01) << i;
  }
}

TEST(SobolIndices, of_the_g_function_are_met_within_a_hundredth) {
  const SobolIndices found = indices_of(g_function, 6, 16384, true);
  const SobolIndices less = indices_of(g_function, 6, 16384);
  std::size_t pair = 0;
  for (std::size_t i = 0; i < 6; ++i) {
    EXPECT_NEAR(less.first[i].value, g_first(i), 0.01) << i;
    EXPECT_NEAR(less.total[i].value, g_total(i), 0.01) << i;
    EXPECT_NEAR(found.first[i].value, g_first(i), 0.01) << i;
    EXPECT_NEAR(found.total[i].value, g_total(i), 0.01) << i;
    for (std::size_t j = i + 1; j < 6; ++j)
      EXPECT_NEAR(found.second[pair++].value, g_second(i, j), 0.01) << i << ' ' << j;
  }
}

// By hand: 3u₁ + 2u₂ − u₃ has variance (9 + 4 + 1)/12.
TEST(SobolIndices, of_a_sum_are_the_shares_of_its_parts_alone_and_together) {
  const SobolIndices found = indices_of(four, 4, 16384, true);
  const double share[] = {9.0 / 14.0, 4.0 / 14.0, 1.0 / 14.0, 0.0};
  for (std::size_t i = 0; i < 4; ++i) {
    EXPECT_NEAR(found.first[i].value, share[i], 1e-3);
    EXPECT_NEAR(found.total[i].value, share[i], 1e-3);
  }
  for (const Interval& pair : found.second) EXPECT_NEAR(pair.value, 0.0, 1e-3);
  EXPECT_EQ(found.total[3].value, 0.0) << "of what the output does not know";
  EXPECT_NEAR(found.mean.value, 2.0, 1e-4);
  EXPECT_NEAR(found.variance.value, 14.0 / 12.0, 1e-3);
}

// u₁u₂ with mean-free parts: V₁ = V₂ = 1/48, V₁₂ = 1/144, V = 7/144.
TEST(SobolIndices, of_a_product_of_two_sum_to_one_with_their_second_order) {
  const SobolIndices found = indices_of([](auto u) { return u[0] * u[1]; }, 2, 8192, true);
  EXPECT_NEAR(found.first[0].value, 3.0 / 7.0, 2e-3);
  EXPECT_NEAR(found.second[0].value, 1.0 / 7.0, 2e-3);
  EXPECT_NEAR(found.first[0].value + found.first[1].value + found.second[0].value, 1.0, 3e-3);
  EXPECT_NEAR(found.total[0].value, found.first[0].value + found.second[0].value, 3e-3);
}

TEST(SobolIndices, do_not_change_when_a_constant_is_added_or_the_unit_is_another) {
  const SobolIndices plain = indices_of(ishigami, 3, 1024, true);
  const SobolIndices moved =
      indices_of([](auto u) { return 1000.0 * ishigami(u) + 1e5; }, 3, 1024, true);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(plain.first[i].value, moved.first[i].value, 1e-9);
    EXPECT_NEAR(plain.total[i].low, moved.total[i].low, 1e-9);
    EXPECT_NEAR(plain.second[i].high, moved.second[i].high, 1e-9);
  }
}

// How often the truth lies in the interval, over 200 seeds, for each index apart. With intervals of
// 90 % that is 180, within four standard errors of a binomial count, 17. `width` narrows the intervals.
std::vector<int> covered(const Function& function, const std::vector<double>& first,
                         const std::vector<double>& total, double width) {
  std::vector<int> counts(first.size() + total.size());
  const auto holds = [&](const Interval& of, double truth) {
    return std::abs(truth - of.value) <= width * (of.high - of.value);
  };
  for (std::uint64_t seed = 0; seed < 200; ++seed) {
    const SobolIndices found = indices_of(function, first.size(), 2048, false, seed);
    for (std::size_t i = 0; i < first.size(); ++i) {
      counts[i] += holds(found.first[i], first[i]);
      counts[first.size() + i] += holds(found.total[i], total[i]);
    }
  }
  return counts;
}

std::vector<double> g_all(double (*of)(std::size_t)) {
  std::vector<double> all;
  for (std::size_t i = 0; i < g_of.size(); ++i) all.push_back(of(i));
  return all;
}

int within_four_standard_errors(const std::vector<int>& counts) {
  return static_cast<int>(
      std::ranges::count_if(counts, [](int count) { return std::abs(count - 180) <= 17; }));
}

TEST(SobolIndices, lie_in_their_intervals_nine_times_of_ten) {
  // Four decimals of the known values are too few for intervals this narrow.
  const double pi4 = std::pow(std::numbers::pi, 4), b = 0.1;
  const double v1 = 0.5 * std::pow(1.0 + b * pi4 / 5.0, 2), v2 = 49.0 / 8.0;
  const double v13 = b * b * pi4 * pi4 * (1.0 / 18.0 - 1.0 / 50.0), v = v1 + v2 + v13;
  const std::vector<double> first = {v1 / v, v2 / v, 0.0},
                            total = {(v1 + v13) / v, v2 / v, v13 / v};
  for (const auto& counts : {covered(ishigami, first, total, 1.0),
                             covered(g_function, g_all(g_first), g_all(g_total), 1.0)}) {
    EXPECT_EQ(within_four_standard_errors(counts), static_cast<int>(counts.size()))
        << testing::PrintToString(counts);
  }
}

TEST(SobolIndices, would_be_seen_to_fall_outside_intervals_of_two_thirds_the_width) {
  for (const auto& counts : {covered(ishigami, ishigami_first, ishigami_total, 2.0 / 3.0),
                             covered(g_function, g_all(g_first), g_all(g_total), 2.0 / 3.0)})
    EXPECT_LT(within_four_standard_errors(counts), static_cast<int>(counts.size()) / 3)
        << testing::PrintToString(counts);
}

TEST(SobolIndices, leave_out_base_points_that_miss_an_output_and_say_how_many) {
  const SobolDesign design({4096, 4, false}, 3, 1);
  std::vector<double> outputs = outputs_of(design, ishigami);
  for (std::size_t i = 0; i < outputs.size(); i += 50 * design.runs())
    outputs[i + 2] = std::numeric_limits<double>::quiet_NaN();
  const SobolIndices found = sobol_indices(design, outputs);
  EXPECT_EQ(found.left_out, 82u);
  EXPECT_NEAR(found.total[0].value, ishigami_total[0], 0.05);
  std::fill(outputs.begin(), outputs.begin() + 600 * static_cast<std::ptrdiff_t>(design.runs()),
            std::numeric_limits<double>::quiet_NaN());
  EXPECT_TRUE(std::isnan(sobol_indices(design, outputs).total[0].value));
}

TEST(SobolIndices, are_missing_where_the_output_does_not_vary) {
  const SobolIndices found = indices_of([](auto) { return 0.1; }, 2, 128, true);
  EXPECT_TRUE(std::isnan(found.first[0].value));
  EXPECT_TRUE(std::isnan(found.total[1].low));
  EXPECT_TRUE(std::isnan(found.second[0].high));
  EXPECT_NEAR(found.mean.value, 0.1, 1e-15);
}

TEST(SobolDesign, changes_one_coordinate_between_a_and_each_of_its_neighbours) {
  const SobolDesign design({64, 2, true}, 3, 5);
  ASSERT_EQ(design.runs(), 8u);
  for (std::size_t row = 0; row < design.count(); row += 8) {
    const auto a = design[row], b = design[row + 1];
    for (std::size_t i = 0; i < 3; ++i)
      for (std::size_t d = 0; d < 3; ++d) {
        EXPECT_EQ(design[row + 2 + i][d], d == i ? b[d] : a[d]);
        EXPECT_EQ(design[row + 5 + i][d], d == i ? a[d] : b[d]);
      }
  }
}

TEST(SobolDesign, refuses_what_does_not_fit_the_estimator) {
  const auto make = [] { SobolDesign({4000, 8, false}, 3, 1); };
  EXPECT_EQ(
      message_of(make),
      "4000 samples in 8 scramblings do not fit the estimator (two scramblings at least, each "
      "of a power of two, at least 16)");
  const auto estimate = [] {
    sobol_indices(SobolDesign({64, 2, false}, 3, 1), std::vector<double>(319));
  };
  EXPECT_EQ(message_of(estimate), "319 outputs for the 320 points of a design of Sobol indices");
  EXPECT_FALSE(fits_estimator(SobolMethod{4096, 1, false}));
  EXPECT_FALSE(fits_estimator(SobolMethod{64, 8, false}));
  EXPECT_TRUE(fits_estimator(SobolMethod{128, 8, false}));
  EXPECT_TRUE(fits_estimator(SobolMethod{96, 3, false}));
}

}  // namespace
}  // namespace agglomera::scenarios
