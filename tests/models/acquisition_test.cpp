#include "models/acquisition.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

// Dale has firms of 1, 2 and 5 billion, elm one of 2, and cove a small one, to be bought.
struct Five {
  Study study = small_study();
  Start start{study, {.mechanisms = only({&Mechanisms::acquisition})}};

  Five() {
    replace_firms(start.model, start.world, {dale, dale, dale, elm, cove},
                  {1.0, 2.0, 5.0, 2.0, 0.001});
  }
  Market market() const { return open_market(start.model, start.world, {}, 2009, start.draws); }
  // Who buys firm 4 when an offer comes from that city and so far along its revenue; −1: nobody.
  int buyer(PlaceIndex city, double along, const std::vector<Seat>& exits = {},
            const std::vector<Offer>& offers = {}) const {
    Decisions decisions = nobody_acts(start.world);
    decisions.blocks[0].exits = exits;
    decisions.blocks[0].offers = offers;
    decisions.blocks[0].offers.push_back({{cove, 0}, city, along});
    const auto bought = carry_out_purchases(start.world, decisions);
    if (bought[0].empty()) return -1;
    const std::vector<std::pair<PlaceIndex, std::uint32_t>> seats = {
        {dale, 0}, {dale, 1}, {dale, 2}, {elm, 0}};
    const sim::Block& block = start.world.firms.blocks[0];
    for (std::size_t i = 0; i < seats.size(); ++i) {
      const auto [place, position] = seats[i];
      if (decisions.blocks[0].grown[block.first_slot(place) + position] >
          block.log_revenues(place)[position])
        return static_cast<int>(i);
    }
    return -2;
  }
};

TEST(Acquisition, finds_the_buyer_along_the_revenue_of_its_city_by_hand) {
  const Five five;
  EXPECT_EQ(five.buyer(dale, 0.0), 0);
  EXPECT_EQ(five.buyer(dale, 0.124), 0);
  EXPECT_EQ(five.buyer(dale, 0.126), 1);
  EXPECT_EQ(five.buyer(dale, 0.374), 1);
  EXPECT_EQ(five.buyer(dale, 0.376), 2);
  EXPECT_EQ(five.buyer(dale, 0.9999999), 2);
  EXPECT_EQ(five.buyer(elm, 0.5), 3);
  EXPECT_EQ(five.buyer(cove, 0.5), -1);  // itself: no larger
}

TEST(Acquisition, is_void_when_the_buyer_leaves_or_gets_an_offer_itself) {
  const Five five;
  EXPECT_EQ(five.buyer(dale, 0.2, {{dale, 1}}), -1);
  EXPECT_EQ(five.buyer(dale, 0.2, {{dale, 0}, {dale, 2}}), 1);
  EXPECT_EQ(five.buyer(dale, 0.2, {}, {{{dale, 1}, sim::no_place, 0.5}}), -1);
  EXPECT_EQ(five.buyer(elm, 0.5, {}, {{{dale, 1}, sim::no_place, 0.5}}), 3);
}

TEST(Acquisition, draws_the_city_by_revenue_and_the_place_along_it_evenly) {
  const Five five;
  const Market market = five.market();
  std::vector<std::int64_t> cities(7, 0), along(10, 0);
  for (std::uint32_t i = 0; i < 100000; ++i) {
    const Offer offer = offer_to({cove, 0}, {i, 2000}, market, five.start.draws);
    ++cities.at(offer.city);
    ++along.at(static_cast<std::size_t>(offer.along * 10.0));
  }
  const std::vector<std::int64_t> three = {cities[cove], cities[dale], cities[elm]};
  EXPECT_TRUE(agree(three, std::vector<double>{0.001 / 10.001, 8.0 / 10.001, 2.0 / 10.001}));
  EXPECT_TRUE(agree(along, std::vector<double>(10, 0.1)));
}

TEST(Acquisition, finds_no_buyer_in_an_empty_world) {
  Five five;
  replace_firms(five.start.model, five.start.world, {}, {});
  EXPECT_EQ(offer_to({cove, 0}, {1, 2000}, five.market(), five.start.draws).city, sim::no_place);
}

TEST(Acquisition, is_offered_to_many_at_its_rate) {
  const Study study = small_study(100000.0);
  const Start start(study);
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  const BlockDecisions decisions = decide(start.model, start.world, market, start.draws).blocks[0];
  const double staying = 100000.0 - static_cast<double>(decisions.exits.size());
  EXPECT_NEAR(static_cast<double>(decisions.offers.size()) / staying, 0.015,
              4 * std::sqrt(0.015 / staying));
}

// In many blocks, the buyer's is found by the revenue of the blocks before: by one pass over all firms.
TEST(Acquisition, is_the_same_purchase_in_any_number_of_blocks) {
  const Study study = small_study(150000.0);
  Start start(study);
  ASSERT_EQ(start.world.firms.blocks.size(), 16u);
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  Decisions decisions = decide(start.model, start.world, market, start.draws);
  for (BlockDecisions& block : decisions.blocks) block.offers.clear();
  const double half = 0.5;
  decisions.blocks[3].offers.push_back({{brook, 5}, avalon, half});
  const std::int64_t wanted = static_cast<std::int64_t>(
      half * static_cast<double>(start.world.census.focal_revenue_usd[avalon]));
  std::int64_t sum = 0;
  FirmId expected;
  for (const sim::Block& block : start.world.firms.blocks)
    for (std::uint32_t i = 0; i < block.firms(avalon) && sum <= wanted; ++i) {
      sum += block.log_revenues(avalon)[i].usd();
      expected = block.id(avalon, i);
    }
  const Decisions before = decisions;
  carry_out_purchases(start.world, decisions);
  int changed = 0;
  for (std::size_t b = 0; b < 16; ++b) {
    const sim::Block& block = start.world.firms.blocks[b];
    for (std::uint32_t i = 0; i < block.firms(avalon); ++i) {
      const std::size_t slot = block.first_slot(avalon) + i;
      if (decisions.blocks[b].grown[slot] == before.blocks[b].grown[slot]) continue;
      ++changed;
      EXPECT_EQ(block.id(avalon, i), expected);
    }
  }
  EXPECT_LE(changed, 1);  // void when the buyer leaves, is offered itself, or is no larger
}

}  // namespace
}  // namespace agglomera::tests
