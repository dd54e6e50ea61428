#include "models/census.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

TEST(Census, counts_firms_and_dollars_by_place) {
  const Study study = small_study();
  Start start(study);
  replace_firms(start.model, start.world, {avalon, brook}, {2.0, 1.0});
  const Census& census = start.world.census;
  EXPECT_EQ(census.focal_firms, (std::vector<std::int64_t>{1, 1, 0, 0, 0, 0, 0}));
  EXPECT_NEAR(static_cast<double>(census.focal_revenue_usd[avalon]), 2e9, 2e3);
  EXPECT_EQ(census.background_firms, std::vector<std::int64_t>(7, 0));
  EXPECT_EQ(census.total_focal_firms(), 2);
  EXPECT_NEAR(static_cast<double>(census.total_focal_revenue_usd()), 3e9, 3e3);
}

// Both firms against the usual size of 10⁹ USD: (x/x₀)^−¼, and that times x.
TEST(Census, sums_what_sizes_bring_to_the_hazard) {
  const Study study = small_study();
  Start start(study);
  replace_firms(start.model, start.world, {avalon, avalon}, {16.0, 1.0});
  const double effect = std::pow(16.0, -0.25) + 1.0;
  EXPECT_NEAR(static_cast<double>(start.world.census.exit_effect[avalon]) * 0x1p-20, effect, 1e-5);
  EXPECT_NEAR(static_cast<double>(start.world.census.exit_effect_revenue_usd[avalon]) / 1e9,
              std::pow(16.0, 0.75) + 1.0, 1e-3);
}

// In lanes against one firm after the other: sizes from a dollar to 4·10¹⁵ of them, one at the ceiling,
// and a place with none.
TEST(Census, of_many_firms_is_the_sum_of_each) {
  const SizeEffect effect(-0.25, 20.0);
  sim::Block block(std::size_t{3});
  std::vector<PlaceSums> one_by_one(3), together(3);
  for (std::uint32_t i = 0; i < 1009; ++i) {
    const auto place = static_cast<PlaceIndex>(i % 2);
    const auto size = sim::LogRevenue::of_log_usd(i == 0 ? 41.5 : 0.036 * (i % 1000));
    block.settle(place, {i, 2008}, size);
    one_by_one[place].add(size, effect(size));
  }
  count(block, effect, together.data());
  EXPECT_EQ(together, one_by_one);
  EXPECT_EQ(together[2], PlaceSums{});
}

TEST(Census, of_blocks_stands_block_by_block) {
  sim::Firms firms;
  firms.blocks_in_all = 4;  // of which others hold the first two
  firms.first_block = 2;
  firms.blocks.assign(2, sim::Block(std::size_t{2}));
  firms.blocks[1].settle(0, {7, 2008}, sim::LogRevenue::of_log_usd(10.0));
  const auto sums = sums_by_block(firms, 2, SizeEffect(-0.25, 20.0));
  ASSERT_EQ(sums.size(), 8u);
  for (std::size_t i = 0; i < 8; ++i) EXPECT_EQ(sums[i].firms, i == 6 ? 1 : 0) << i;
}

}  // namespace
}  // namespace agglomera::tests
