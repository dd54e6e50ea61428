#include "output/scores/sign_flip.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Differences = std::vector<double>;

TEST(SignFlip, of_three_differences_by_hand) {
  // |±1 ±2 ±4| is 7, 5, 3, 1, two patterns each; observed 1 + 4 − 2 = 3.
  EXPECT_EQ(sign_flip_p(Differences{1, -2, 4}), 6.0 / 8);
}

TEST(SignFlip, of_six_blocks_of_one_sign_is_two_in_64) {
  EXPECT_EQ(sign_flip_p(Differences{0.3, 1.2, 0.01, 5, 0.7, 2}), 2.0 / 64);
  EXPECT_EQ(sign_flip_p(Differences{-0.3, -1.2, -0.01, -5, -0.7, -2}), 2.0 / 64);
}

TEST(SignFlip, of_equal_magnitudes_is_the_binomial_sign_test) {
  // Two of ten against: 2 (1 + 10 + 45)/2¹⁰. Tenths, so that sums tie up to rounding only.
  EXPECT_EQ(sign_flip_p(Differences{.1, .1, -.1, .1, .1, .1, .1, -.1, .1, .1}), 112.0 / 1024);
}

TEST(SignFlip, gives_each_p_as_often_as_it_says) {
  // Powers of two have no ties: over all signs of five, p takes 2/32, 4/32, … 32/32 twice each.
  std::vector<double> found;
  for (unsigned pattern = 0; pattern < 32; ++pattern) {
    Differences differences;
    for (int i = 0; i < 5; ++i)
      differences.push_back((pattern >> i & 1u) ? -std::ldexp(1, i) : std::ldexp(1, i));
    found.push_back(sign_flip_p(differences));
  }
  std::ranges::sort(found);
  for (std::size_t i = 0; i < found.size(); ++i)
    EXPECT_EQ(found[i], 2 * (static_cast<double>(i / 2) + 1) / 32);
}

TEST(SignFlip, does_not_depend_on_order_unit_or_direction) {
  const Differences differences = {0.3, -0.1, 0.25, 0.6, -0.35, 0.1, 0.05};
  const double p = sign_flip_p(differences);
  Differences changed(differences.rbegin(), differences.rend());
  EXPECT_EQ(sign_flip_p(changed), p);
  for (double& value : changed) value *= -1e-9 / 3;
  EXPECT_EQ(sign_flip_p(changed), p);
  EXPECT_LT(p, 1);
}

TEST(SignFlip, is_one_when_the_mean_is_zero) {
  EXPECT_EQ(sign_flip_p(Differences{0.1, 0.2, -0.3}), 1);  // zero up to rounding
  EXPECT_EQ(sign_flip_p(Differences{0, 0, 0}), 1);
  EXPECT_EQ(sign_flip_p(Differences{5}), 1);  // one block proves nothing
}

TEST(SignFlip, flips_twenty_blocks_and_refuses_one_more) {
  Differences differences(20, 1.0);
  EXPECT_EQ(sign_flip_p(differences), std::ldexp(1, -19));
  differences.push_back(1);
  try {
    sign_flip_p(differences);
    FAIL() << "21 blocks were accepted";
  } catch (const std::invalid_argument& refused) {
    EXPECT_EQ(std::string(refused.what()),
              "sign_flip_p: 21 differences (at most 20 can be flipped in all ways) join blocks");
  }
}

TEST(SignFlip, leaves_missing_differences_out) {
  EXPECT_EQ(sign_flip_p(Differences{1, missing, -2, 4}), sign_flip_p(Differences{1, -2, 4}));
  EXPECT_TRUE(std::isnan(sign_flip_p(Differences{missing})));
  EXPECT_TRUE(std::isnan(sign_flip_p(Differences{})));
  EXPECT_TRUE(std::isnan(sign_flip_p(Differences{0.1, -0.2, std::numeric_limits<double>::infinity()})));
}

}  // namespace
}  // namespace agglomera::output
