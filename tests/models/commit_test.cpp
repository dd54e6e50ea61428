#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

sim::LogRevenue billions(double value) {
  return sim::LogRevenue::of_log_usd(std::log(value * 1e9));
}

// Firms 0 … 3 of 1, 2, 5 and 2 billion in dale, dale, elm and cove; nothing grows.
struct Four {
  Study study = small_study();
  Start start{study, {.mechanisms = only({&Mechanisms::acquisition})}};
  World& world = start.world;

  Four() {
    world.firms = {};
    world.firms.append({0, 2007}, dale, sim::Sector::focal, billions(1));
    world.firms.append({1, 2007}, dale, sim::Sector::focal, billions(2));
    world.firms.append({2, 2007}, elm, sim::Sector::focal, billions(5));
    world.firms.append({3, 2007}, cove, sim::Sector::focal, billions(2));
    world.census = take_census(world.firms, 7);
  }
  std::size_t carry_out(const Decisions& decisions) {
    const Market market = open_market(start.model, world, {}, 2009, start.draws);
    return commit(decisions, start.model, market, start.draws, world);
  }
  double revenue(PlaceIndex place) const {
    return static_cast<double>(world.census.focal_revenue_usd[place]) / 1e9;
  }
};

TEST(Commit, moves_the_revenue_of_a_purchase_to_the_buyers_city) {
  Four four;
  EXPECT_EQ(four.carry_out({{}, {}, {{0, 2}}, {}}), 1u);
  EXPECT_FALSE(four.world.firms.alive(0));
  EXPECT_NEAR(four.revenue(elm), 6.0, 1e-5);
  EXPECT_NEAR(four.revenue(dale), 2.0, 1e-5);
  EXPECT_EQ(four.world.free_slots, std::vector<Slot>{0});
}

TEST(Commit, makes_void_a_purchase_by_a_firm_that_leaves_is_bought_is_itself_or_is_no_larger) {
  const std::vector<Decisions> without = {
      {{2}, {}, {{0, 2}}, {}},         // the buyer leaves
      {{}, {}, {{0, 1}, {1, 2}}, {}},  // the buyer is bought: only the second is carried out
      {{}, {}, {{2, 2}}, {}},          // the buyer is the target
      {{}, {}, {{2, 0}}, {}},          // smaller
      {{}, {}, {{1, 3}}, {}},          // of the same size
  };
  const std::size_t carried_out[] = {0, 1, 0, 0, 0};
  for (std::size_t i = 0; i < without.size(); ++i) {
    Four four;
    EXPECT_EQ(four.carry_out(without[i]), carried_out[i]) << i;
    EXPECT_TRUE(four.world.firms.alive(0)) << i;
  }
}

TEST(Commit, makes_void_both_of_two_firms_that_buy_each_other) {
  Four four;
  EXPECT_EQ(four.carry_out({{}, {}, {{0, 2}, {2, 0}}, {}}), 0u);
}

TEST(Commit, lets_one_buyer_buy_twice_and_loses_no_dollar) {
  Four four;
  EXPECT_EQ(four.carry_out({{}, {}, {{0, 2}, {1, 2}}, {}}), 2u);
  EXPECT_NEAR(four.revenue(elm), 8.0, 1e-5);
  EXPECT_NEAR(static_cast<double>(four.world.census.total_focal_revenue_usd()) / 1e9, 10.0, 1e-5);
}

TEST(Commit, moves_a_buyer_with_what_it_has_bought) {
  Four four;
  four.carry_out({{}, {{2, avalon}}, {{0, 2}}, {}});
  EXPECT_NEAR(four.revenue(avalon), 6.0, 1e-5);
  EXPECT_EQ(four.world.census.focal_firms[elm], 0);
}

TEST(Commit, settles_entrants_in_free_slots_first) {
  Four four;
  const Entrant first{{0, 2009}, brook, sim::Sector::focal, billions(1)};
  const Entrant second{{1, 2009}, brook, sim::Sector::focal, billions(1)};
  four.carry_out({{1}, {}, {}, {first, second}});
  EXPECT_EQ(four.world.firms.slots(), 5u);
  EXPECT_EQ(four.world.firms.id(1), (FirmId{0, 2009}));
  EXPECT_EQ(four.world.firms.id(4), (FirmId{1, 2009}));
  EXPECT_TRUE(four.world.free_slots.empty());
  EXPECT_EQ(four.world.census.focal_firms[brook], 2);
}

TEST(Commit, takes_over_the_year_its_resources_and_an_exact_census) {
  const Study study = small_study();
  Start start(study);
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  commit(decide(start.model, start.world, market, start.draws), start.model, market, start.draws,
         start.world);
  EXPECT_EQ(start.world.year, 2009);
  EXPECT_EQ(start.world.ln_resources, market.offers.ln_resources);
  std::vector<std::int64_t> counts(7, 0), dollars(7, 0);
  for (const auto& [firm, where] : focal_firms_of(start.world)) {
    ++counts[where.place];
    dollars[where.place] += where.size.usd();
  }
  EXPECT_EQ(start.world.census.focal_firms, counts);
  EXPECT_EQ(start.world.census.focal_revenue_usd, dollars);
}

TEST(Commit, grows_firms_by_the_drift_of_the_place_they_were_in) {
  Study study = small_study();
  set_parameter(study, "growth_shock", 0.0);
  Start start(study, {.mechanisms = only({&Mechanisms::growth, &Mechanisms::amenity})});
  const auto before = focal_firms_of(start.world);
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  commit({}, start.model, market, start.draws, start.world);
  for (const auto& [firm, where] : focal_firms_of(start.world))
    EXPECT_NEAR(where.size.log_usd() - before.at(firm).size.log_usd(), market.drift[where.place],
                2e-6);
}

}  // namespace
}  // namespace agglomera::tests
