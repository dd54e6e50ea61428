#include "sim/firms.hpp"

#include <gtest/gtest.h>

namespace agglomera::sim {
namespace {

LogRevenue of_usd(double usd) { return LogRevenue::of_log_usd(std::log(usd)); }

TEST(LogRevenue, keeps_a_value_to_half_a_step) {
  for (double x = 0.0; x <= 41.5; x += 0.00137)
    ASSERT_LE(std::abs(LogRevenue::of_log_usd(x).log_usd() - x), 0x1p-21 * LogRevenue::ln2 + 1e-14)
        << x;
}

TEST(LogRevenue, stays_between_one_dollar_and_its_ceiling) {
  EXPECT_EQ(LogRevenue::of_log_usd(-5.0).usd(), 1);
  EXPECT_EQ(LogRevenue::of_log_usd(99.0).raw(), 60 << 20);
  EXPECT_EQ(LogRevenue::of_log_usd(99.0).usd(), std::int64_t{1} << 60);
  EXPECT_EQ(LogRevenue::of_raw(-3).raw(), 0);
  EXPECT_EQ(LogRevenue::of_raw(61 << 20).raw(), 60 << 20);
}

TEST(LogRevenue, gives_whole_dollars_and_keeps_the_order) {
  EXPECT_NEAR(static_cast<double>(of_usd(1e6).usd()), 1e6, 1.0);
  EXPECT_NEAR(static_cast<double>(of_usd(5e11).usd()), 5e11, 5e11 * 5e-7);
  EXPECT_LT(of_usd(1e6), of_usd(1.00001e6));
}

TEST(LogRevenue, never_gives_less_for_more) {
  std::int64_t before = 0;
  for (std::int32_t raw = 0; raw <= 60 * LogRevenue::steps; raw += 4093) {
    const std::int64_t usd = LogRevenue::of_raw(raw).usd();
    ASSERT_GE(usd, before) << raw;
    before = usd;
  }
}

Firms two_firms(FirmId second = {2, 2008}, PlaceIndex place = 4, double usd = 20) {
  Firms firms;
  firms.blocks.emplace_back(std::size_t{6});
  firms.blocks[0].settle(3, {1, 2008}, of_usd(10));
  firms.blocks[0].settle(place, second, of_usd(usd));
  return firms;
}

TEST(Block, holds_a_firm_in_its_place_until_it_leaves) {
  Block block(std::size_t{3});
  for (std::uint32_t i = 0; i < 4; ++i) block.settle(1, {i, 2008}, of_usd(10 + i));
  block.settle(2, {9, 2009}, of_usd(90));
  EXPECT_EQ(block.firms(), 5u);
  EXPECT_EQ(block.firms(1), 4u);
  block.remove(1, 1);  // the last takes its seat
  EXPECT_EQ(block.firms(1), 3u);
  EXPECT_EQ(block.id(1, 0), (FirmId{0, 2008}));
  EXPECT_EQ(block.id(1, 1), (FirmId{3, 2008}));
  EXPECT_EQ(block.id(1, 2), (FirmId{2, 2008}));
  EXPECT_EQ(block.log_revenues(1)[1], of_usd(13));
  EXPECT_EQ(block.id(2, 0), (FirmId{9, 2009}));
  block.clear(1);
  EXPECT_EQ(block.firms(), 1u);
}

// Places that outgrow their room by turns, against a plain list of each.
TEST(Block, keeps_every_firm_while_places_outgrow_their_room) {
  const std::vector<std::uint32_t> expected = {5, 0, 300, 1};
  Block block(expected);
  std::vector<std::vector<FirmId>> lists(4);
  std::uint32_t number = 0, luck = 12345;
  for (int step = 0; step < 20000; ++step) {
    luck = luck * 1664525u + 1013904223u;
    const auto place = static_cast<PlaceIndex>(luck >> 30);
    auto& list = lists[place];
    if ((luck >> 8) % 5 < 3 || list.empty()) {
      list.push_back({number, 2008});
      block.settle(place, {number++, 2008}, of_usd(5));
    } else {
      const auto position = (luck >> 12) % static_cast<std::uint32_t>(list.size());
      block.remove(place, position);
      list[position] = list.back();
      list.pop_back();
    }
  }
  std::size_t all = 0;
  for (PlaceIndex place = 0; place < 4; ++place) {
    ASSERT_EQ(block.firms(place), lists[place].size());
    for (std::uint32_t i = 0; i < lists[place].size(); ++i)
      ASSERT_EQ(block.id(place, i), lists[place][i]);
    all += lists[place].size();
  }
  EXPECT_EQ(block.firms(), all);
  EXPECT_LT(block.slots(), all + all / 5 + 500);
}

TEST(Blocks, are_one_for_a_small_world_and_many_for_a_large_one) {
  EXPECT_EQ(blocks_for(800, 50), 1u);
  EXPECT_EQ(blocks_for(0x1p17 - 1, 50), 1u);
  EXPECT_EQ(blocks_for(0x1p17, 50), 16u);
  EXPECT_EQ(blocks_for(0x1p27, 50), 1024u);
  EXPECT_EQ(blocks_for(0x1p27, 10000), 140u);  // 96 firms of a place on average
}

TEST(StateHash, does_not_depend_on_seats_or_blocks) {
  Firms apart;
  apart.blocks.assign(2, Block(std::size_t{6}));
  apart.blocks[1].settle(4, {2, 2008}, of_usd(20));
  apart.blocks[0].settle(1, {9, 2008}, of_usd(5));
  apart.blocks[0].remove(1, 0);
  apart.blocks[1].settle(3, {1, 2008}, of_usd(10));
  EXPECT_EQ(state_hash(apart), state_hash(two_firms()));
}

TEST(StateHash, changes_with_any_field_of_any_firm) {
  const auto hash = state_hash(two_firms());
  EXPECT_EQ(state_hash(two_firms({2, 2008}, 4, 20)), hash);
  EXPECT_NE(state_hash(two_firms({3, 2008}, 4, 20)), hash);
  EXPECT_NE(state_hash(two_firms({2, 2009}, 4, 20)), hash);
  EXPECT_NE(state_hash(two_firms({2, 2008}, 5, 20)), hash);
  EXPECT_NE(state_hash(two_firms({2, 2008}, 4, 20.001)), hash);
  Firms one_fewer = two_firms();
  one_fewer.blocks[0].remove(3, 0);
  EXPECT_NE(state_hash(one_fewer), hash);
}

TEST(StateHash, sees_two_firms_that_swap_their_places) {
  Firms swapped;
  swapped.blocks.emplace_back(std::size_t{6});
  swapped.blocks[0].settle(4, {1, 2008}, of_usd(10));
  swapped.blocks[0].settle(3, {2, 2008}, of_usd(20));
  EXPECT_NE(state_hash(swapped), state_hash(two_firms()));
}

}  // namespace
}  // namespace agglomera::sim
