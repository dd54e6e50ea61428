#include "output/scores/block_bootstrap.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Blocks = std::vector<std::vector<double>>;
const sim::Draws draws(17, 0);

Blocks normal_blocks(int blocks, int values_each) {
  std::mt19937_64 random(19);
  std::normal_distribution<double> normal(3, 2);
  Blocks made;
  for (int b = 0; b < blocks; ++b)
    made.emplace_back(static_cast<std::size_t>(values_each), normal(random));
  return made;
}

TEST(BlockBootstrap, of_two_blocks_by_hand) {
  // Means 0 (one in four), 3 (two in four: every value counts alike) and 4 (one in four).
  const Blocks blocks = {{0}, {4, 4, 4}};
  const Interval wide = block_bootstrap_mean(blocks, 0.9, 2000, draws);
  EXPECT_EQ(wide.low, 0);
  EXPECT_EQ(wide.high, 4);
  const Interval narrow = block_bootstrap_mean(blocks, 0.4, 2000, draws);
  EXPECT_EQ(narrow.low, 3);
  EXPECT_EQ(narrow.high, 3);
}

TEST(BlockBootstrap, of_independent_values_is_the_interval_of_the_normal_mean) {
  constexpr int n = 2000;
  constexpr int resamples = 4000;
  const Blocks blocks = normal_blocks(n, 1);
  double mean = 0;
  for (const auto& block : blocks) mean += block[0] / n;
  double variance = 0;
  for (const auto& block : blocks) variance += (block[0] - mean) * (block[0] - mean) / n;
  const double error = std::sqrt(variance / n);
  // z of 90 %, and the standard error √(p (1 − p)/resamples)/φ(z) of a quantile at p = 0.05.
  constexpr double z = 1.6448536269514722;
  const double tolerance = 4 * std::sqrt(0.05 * 0.95 / resamples) / 0.10313564 * error;
  const Interval interval = block_bootstrap_mean(blocks, 0.9, resamples, draws);
  EXPECT_NEAR(interval.low, mean - z * error, tolerance);
  EXPECT_NEAR(interval.high, mean + z * error, tolerance);
}

TEST(BlockBootstrap, does_not_narrow_when_values_repeat_within_their_block) {
  const Interval once = block_bootstrap_mean(normal_blocks(30, 1), 0.9, 500, draws);
  const Interval eightfold = block_bootstrap_mean(normal_blocks(30, 8), 0.9, 500, draws);
  EXPECT_NEAR(eightfold.low, once.low, 1e-13);
  EXPECT_NEAR(eightfold.high, once.high, 1e-13);
}

TEST(BlockBootstrap, moves_and_scales_with_the_unit) {
  const Blocks blocks = {{1, 2}, {0.5}, {4, 3, 2}, {7}};
  Blocks changed = blocks;
  for (auto& block : changed)
    for (double& value : block) value = 100 + 3 * value;
  const Interval interval = block_bootstrap_mean(blocks, 0.8, 300, draws);
  const Interval moved = block_bootstrap_mean(changed, 0.8, 300, draws);
  EXPECT_NEAR(moved.low, 100 + 3 * interval.low, 1e-12);
  EXPECT_NEAR(moved.high, 100 + 3 * interval.high, 1e-12);
}

TEST(BlockBootstrap, gives_the_same_bits_for_the_same_draws_only) {
  const Blocks blocks = normal_blocks(20, 1);
  const Interval first = block_bootstrap_mean(blocks, 0.9, 200, draws);
  const Interval again = block_bootstrap_mean(blocks, 0.9, 200, sim::Draws(17, 0));
  const Interval other = block_bootstrap_mean(blocks, 0.9, 200, sim::Draws(18, 0));
  EXPECT_EQ(first.low, again.low);
  EXPECT_EQ(first.high, again.high);
  EXPECT_NE(first.low, other.low);
}

TEST(BlockBootstrap, of_one_block_is_its_mean) {
  const Interval interval = block_bootstrap_mean({{1, 2, 6}}, 0.9, 50, draws);
  EXPECT_EQ(interval.low, 3);
  EXPECT_EQ(interval.high, 3);
}

TEST(BlockBootstrap, ignores_empty_blocks_and_missing_values) {
  const Interval plain = block_bootstrap_mean({{1, 5}, {2}, {9}}, 0.8, 200, draws);
  const Interval holes =
      block_bootstrap_mean({{}, {1, missing, 5}, {2}, {missing}, {9}}, 0.8, 200, draws);
  EXPECT_EQ(holes.low, plain.low);
  EXPECT_EQ(holes.high, plain.high);
}

TEST(BlockBootstrap, is_missing_without_values) {
  for (const Blocks& blocks : {Blocks{}, Blocks{{}, {}}, Blocks{{missing}}}) {
    const Interval interval = block_bootstrap_mean(blocks, 0.9, 50, draws);
    EXPECT_TRUE(std::isnan(interval.low));
    EXPECT_TRUE(std::isnan(interval.high));
  }
}

}  // namespace
}  // namespace agglomera::output
