#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

struct Case {
  Study study = small_study(20000.0);
  Start start;
  Market market;
  BlockDecisions decisions;

  explicit Case(const Mechanisms& mechanisms = {})
      : start(study, {.mechanisms = mechanisms}),
        market(open_market(start.model, start.world, {}, 2009, start.draws)),
        decisions(decide(start.model, start.world, market, start.draws).blocks[0]) {}
};

TEST(Decide, only_reads_the_world) {  // one firm's decision cannot see another's
  Case one;
  const auto hash = sim::state_hash(one.start.world.firms);
  const BlockDecisions again =
      decide(one.start.model, one.start.world, one.market, one.start.draws).blocks[0];
  EXPECT_EQ(sim::state_hash(one.start.world.firms), hash);
  EXPECT_EQ(again.exits, one.decisions.exits);
  EXPECT_EQ(again.grown, one.decisions.grown);
}

TEST(Decide, lets_a_firm_do_one_thing_a_year) {
  const Case one;
  std::set<Seat> acting(one.decisions.exits.begin(), one.decisions.exits.end());
  std::size_t acts = one.decisions.exits.size();
  for (const Offer& offer : one.decisions.offers) acting.insert(offer.target), ++acts;
  for (const Move& move : one.decisions.moves) acting.insert(move.firm), ++acts;
  EXPECT_EQ(acting.size(), acts);
  EXPECT_GT(one.decisions.exits.size(), 0u);
  EXPECT_GT(one.decisions.offers.size(), 0u);
  EXPECT_GT(one.decisions.moves.size(), 0u);
}

TEST(Decide, keeps_the_order_of_seats) {
  const Case one;
  EXPECT_TRUE(std::is_sorted(one.decisions.exits.begin(), one.decisions.exits.end()));
  EXPECT_TRUE(std::is_sorted(one.decisions.moves.begin(), one.decisions.moves.end(),
                             [](const Move& a, const Move& b) { return a.firm < b.firm; }));
}

TEST(Decide, does_not_do_what_is_switched_off) {
  const Case none(only({}));
  EXPECT_TRUE(none.decisions.exits.empty());
  EXPECT_TRUE(none.decisions.moves.empty());
  EXPECT_TRUE(none.decisions.offers.empty());
  EXPECT_EQ(none.market.entrants, 0);
  const sim::Block& block = none.start.world.firms.blocks[0];
  for (std::uint32_t i = 0; i < block.firms(dale); ++i)
    ASSERT_EQ(none.decisions.grown[block.first_slot(dale) + i], block.log_revenues(dale)[i]);
}

TEST(Decide, does_not_depend_on_the_seat_a_firm_is_in) {
  Case one;
  World& world = one.start.world;
  sim::Firms reversed;
  reversed.blocks.assign(1, sim::Block(7));
  const sim::Block& block = world.firms.blocks[0];
  for (PlaceIndex place = 0; place < 7; ++place)
    for (std::uint32_t i = block.firms(place); i-- > 0;)
      reversed.blocks[0].settle(place, block.id(place, i), block.log_revenues(place)[i]);
  const auto exits = [](const sim::Firms& firms, const BlockDecisions& decisions) {
    std::set<FirmId> ids;
    for (const Seat& seat : decisions.exits)
      ids.insert(firms.blocks[0].id(seat.place, seat.position));
    return ids;
  };
  const auto before = exits(world.firms, one.decisions);
  world.firms = reversed;
  const Decisions after = decide(one.start.model, world, one.market, one.start.draws);
  EXPECT_EQ(exits(world.firms, after.blocks[0]), before);
}

// Rows of 256 firms in SIMD lanes against one firm after the other, to the last bit: years of a world
// whose places hold from a handful to tens of thousands of firms.
TEST(Decide, agrees_bit_for_bit_with_one_firm_after_the_other) {
  for (const bool levers : {false, true})
    for (const double lambda : {1.0, 0.8}) {
      Study study = small_study(40000.0);
      set_parameter(study, "nest_dissimilarity", lambda);
      set_shares(study, study.firm_share, {0.2, 0.001, 0.10, 0.15, 0.0002, 0.04});
      const std::vector<Lever> talent = {{"talent", {cove}, 2009, 2017, 1, {0.3, 0.5}}};
      Start start(study, {.sample = true});
      for (sim::Year year = 2009; year <= 2014; ++year) {
        const Market market =
            open_market(start.model, start.world,
                        levers ? std::span(talent) : std::span<const Lever>{}, year, start.draws);
        Decisions fast = decide(start.model, start.world, market, start.draws);
        const Decisions plain = decide_plainly(start.model, start.world, market, start.draws);
        for (std::size_t b = 0; b < plain.blocks.size(); ++b) {
          const sim::Block& block = start.world.firms.blocks[b];
          for (PlaceIndex place = 0; place < 7; ++place)
            for (std::uint32_t i = 0; i < block.firms(place); ++i)
              ASSERT_EQ(fast.blocks[b].grown[block.first_slot(place) + i],
                        plain.blocks[b].grown[block.first_slot(place) + i]);
          ASSERT_EQ(fast.blocks[b].exits, plain.blocks[b].exits);
          ASSERT_EQ(fast.blocks[b].moves, plain.blocks[b].moves);
          ASSERT_EQ(fast.blocks[b].offers, plain.blocks[b].offers);
          ASSERT_EQ(fast.blocks[b].considered, plain.blocks[b].considered);
        }
        commit(fast, start.model, market, start.draws, start.world);
      }
    }
}

}  // namespace
}  // namespace agglomera::tests
