#include "output/scores/coverage.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Ensemble = std::vector<double>;

TEST(Coverage, counts_by_hand) {
  const Ensemble members = {0, 10, 20, 30, 40};
  const Interval half = central_interval(members, 0.5);
  EXPECT_EQ(half.low, 10);
  EXPECT_EQ(half.high, 30);
  Coverage coverage(0.5);
  for (const double observed : {10.0, 30.0, 31.0, 9.9}) coverage.add(members, observed);
  EXPECT_EQ(coverage.covered(), 2);
  EXPECT_EQ(coverage.share(), 0.5);
}

TEST(Coverage, of_honest_ensembles_is_the_level) {
  std::mt19937_64 random(3);
  std::normal_distribution<double> normal;
  for (const double level : {0.5, 0.9}) {
    Coverage coverage(level);
    constexpr int targets = 4000;
    constexpr int members = 999;  // type 7 covers level (m − 1)/(m + 1): 0.2 % less at most
    for (int target = 0; target < targets; ++target) {
      Ensemble ensemble(members);
      for (double& member : ensemble) member = normal(random);
      coverage.add(ensemble, normal(random));
    }
    const double expected = level * (members - 1) / (members + 1);
    EXPECT_NEAR(coverage.share(), expected, 4 * std::sqrt(level * (1 - level) / targets));
  }
}

TEST(Coverage, grows_with_the_level) {
  const Ensemble members = {3, 1, 4, 1, 5, 9, 2, 6};
  const Interval inner = central_interval(members, 0.5);
  const Interval outer = central_interval(members, 0.9);
  EXPECT_LE(outer.low, inner.low);
  EXPECT_GE(outer.high, inner.high);
}

TEST(Coverage, does_not_count_what_is_missing) {
  Coverage coverage(0.9);
  coverage.add(Ensemble{1, 2}, missing);
  coverage.add(Ensemble{missing}, 1);
  EXPECT_EQ(coverage.counted(), 0);
  EXPECT_TRUE(std::isnan(coverage.share()));
}

}  // namespace
}  // namespace agglomera::output
