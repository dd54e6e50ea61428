#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

struct Case {
  Study study = small_study(20000.0);
  Start start;
  Decisions decisions;

  explicit Case(const Mechanisms& mechanisms = {}) : start(study, {.mechanisms = mechanisms}) {
    const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
    decisions = decide(start.model, start.world, market, start.draws);
  }
};

TEST(Decide, only_reads_the_world) {  // one firm's decision cannot see another's
  Case one;
  const auto hash = sim::state_hash(one.start.world.firms);
  const Market market = open_market(one.start.model, one.start.world, {}, 2009, one.start.draws);
  const Decisions again = decide(one.start.model, one.start.world, market, one.start.draws);
  EXPECT_EQ(sim::state_hash(one.start.world.firms), hash);
  EXPECT_EQ(again.exits, one.decisions.exits);
  EXPECT_EQ(again.entrants.size(), one.decisions.entrants.size());
}

TEST(Decide, lets_a_firm_do_one_thing_a_year) {
  const Case one;
  std::set<Slot> acting(one.decisions.exits.begin(), one.decisions.exits.end());
  std::size_t acts = one.decisions.exits.size();
  for (const auto& [target, buyer] : one.decisions.purchases) acting.insert(target), ++acts;
  for (const Move& move : one.decisions.moves) acting.insert(move.firm), ++acts;
  EXPECT_EQ(acting.size(), acts);
  EXPECT_GT(one.decisions.exits.size(), 0u);
  EXPECT_GT(one.decisions.purchases.size(), 0u);
  EXPECT_GT(one.decisions.moves.size(), 0u);
}

TEST(Decide, keeps_the_order_of_slots_and_of_entrants_numbers) {
  const Case one;
  EXPECT_TRUE(std::is_sorted(one.decisions.exits.begin(), one.decisions.exits.end()));
  EXPECT_TRUE(std::is_sorted(one.decisions.moves.begin(), one.decisions.moves.end(),
                             [](const Move& a, const Move& b) { return a.firm < b.firm; }));
  for (std::size_t i = 0; i < one.decisions.entrants.size(); ++i)
    EXPECT_EQ(one.decisions.entrants[i].firm, (FirmId{static_cast<std::uint32_t>(i), 2009}));
}

TEST(Decide, does_not_do_what_is_switched_off) {
  const Case none(only({}));
  EXPECT_TRUE(none.decisions.exits.empty());
  EXPECT_TRUE(none.decisions.moves.empty());
  EXPECT_TRUE(none.decisions.purchases.empty());
  EXPECT_TRUE(none.decisions.entrants.empty());
}

TEST(Decide, does_not_depend_on_the_slot_a_firm_is_in) {
  Case one;
  World& world = one.start.world;
  sim::Firms reversed;
  for (Slot slot = static_cast<Slot>(world.firms.slots()); slot-- > 0;)
    reversed.append(world.firms.id(slot), world.firms.place[slot], world.firms.sector[slot],
                    world.firms.log_revenue[slot]);
  const auto exits = [](const sim::Firms& firms, const Decisions& decisions) {
    std::set<FirmId> ids;
    for (const Slot slot : decisions.exits) ids.insert(firms.id(slot));
    return ids;
  };
  const auto before = exits(world.firms, one.decisions);
  world.firms = reversed;
  const Market market = open_market(one.start.model, world, {}, 2009, one.start.draws);
  EXPECT_EQ(exits(world.firms, decide(one.start.model, world, market, one.start.draws)), before);
}

}  // namespace
}  // namespace agglomera::tests
