#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

// Firms 0 … 3 of 1, 2, 5 and 2 billion in dale, dale, elm and cove; nothing grows, nobody is offered more
// than the test says.
struct Four {
  Study study = quiet_study();
  Start start{study, {.mechanisms = only({&Mechanisms::acquisition})}};
  World& world = start.world;
  Decisions decisions;

  static Study quiet_study() {
    Study study = small_study();
    set_parameter(study, "acquisition_rate", 0.0);
    return study;
  }
  Four() {
    replace_firms(start.model, world, {dale, dale, elm, cove}, {1, 2, 5, 2});
    decisions = nobody_acts(world);
  }
  static constexpr Seat seats[] = {{dale, 0}, {dale, 1}, {elm, 0}, {cove, 0}};
  // Along the revenue of its city: firm 0 has the first third of dale's.
  void offer(std::size_t target, std::size_t buyer) {
    const double along[] = {0.1, 0.9, 0.5, 0.5};
    auto& offers = decisions.blocks[0].offers;
    offers.push_back({seats[target], seats[buyer].place, along[buyer]});
  }
  void exit(std::size_t firm) { decisions.blocks[0].exits.push_back(seats[firm]); }
  Tally carry_out() {
    const Market market = open_market(start.model, world, {}, 2009, start.draws);
    return commit(decisions, start.model, market, start.draws, world);
  }
  bool alive(std::uint32_t firm) const { return focal_firms_of(world).contains({firm, 2007}); }
  double revenue(PlaceIndex place) const {
    return static_cast<double>(world.census.focal_revenue_usd[place]) / 1e9;
  }
};

TEST(Commit, moves_the_revenue_of_a_purchase_to_the_buyers_city) {
  Four four;
  four.offer(0, 2);
  EXPECT_EQ(four.carry_out().acquisitions, 1);
  EXPECT_FALSE(four.alive(0));
  EXPECT_TRUE(four.alive(1));
  EXPECT_NEAR(four.revenue(elm), 6.0, 1e-5);
  EXPECT_NEAR(four.revenue(dale), 2.0, 1e-5);
}

TEST(Commit, makes_void_a_purchase_by_itself_or_by_a_firm_that_is_no_larger) {
  for (const auto& [target, buyer] : {std::pair{2, 2}, std::pair{2, 0}, std::pair{1, 3}}) {
    Four four;
    four.offer(static_cast<std::size_t>(target), static_cast<std::size_t>(buyer));
    EXPECT_EQ(four.carry_out().acquisitions, 0) << target << buyer;
    EXPECT_EQ(focal_firms_of(four.world).size(), 4u);
  }
}

// Whoever leaves or is offered itself buys nothing: of all firms of a world, whose fates are their draws.
TEST(Commit, lets_no_firm_buy_that_leaves_or_is_offered_itself_this_year) {
  Study study = small_study(5000.0);
  set_parameter(study, "acquisition_rate", 0.2);
  set_parameter(study, "exit_rate", 0.3);
  Start start(study, {.mechanisms = only({&Mechanisms::acquisition, &Mechanisms::exit})});
  const auto before = focal_firms_of(start.world);
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  Decisions decisions = decide(start.model, start.world, market, start.draws);
  const sim::Block block = start.world.firms.blocks[0];
  std::set<FirmId> leaving, offered;
  for (const Seat& seat : decisions.blocks[0].exits)
    leaving.insert(block.id(seat.place, seat.position));
  for (const Offer& offer : decisions.blocks[0].offers)
    offered.insert(block.id(offer.target.place, offer.target.position));
  const std::size_t offers = offered.size();
  const Tally tally = commit(decisions, start.model, market, start.draws, start.world);
  std::size_t gone = 0;
  for (const auto& [firm, was] : before) {
    const auto after = focal_firms_of(start.world);
    const auto found = after.find(firm);
    if (found == after.end()) {
      EXPECT_TRUE(leaving.contains(firm) || offered.contains(firm));
      gone += !leaving.contains(firm);
    } else if (found->second.size > was.size) {  // has bought
      EXPECT_FALSE(leaving.contains(firm) || offered.contains(firm));
    }
    if (gone > 50) break;
  }
  EXPECT_GT(tally.acquisitions, 100);
  EXPECT_LT(tally.acquisitions, static_cast<std::int64_t>(offers));
}

TEST(Commit, lets_one_buyer_buy_twice_and_loses_no_dollar) {
  Four four;
  four.offer(0, 2);
  four.offer(1, 2);
  EXPECT_EQ(four.carry_out().acquisitions, 2);
  EXPECT_NEAR(four.revenue(elm), 8.0, 1e-5);
  EXPECT_NEAR(static_cast<double>(four.world.census.total_focal_revenue_usd()) / 1e9, 10.0, 1e-5);
}

TEST(Commit, moves_a_buyer_with_what_it_has_bought) {
  Four four;
  four.offer(0, 2);
  four.decisions.blocks[0].moves.push_back({Four::seats[2], avalon});
  four.carry_out();
  EXPECT_NEAR(four.revenue(avalon), 6.0, 1e-5);
  EXPECT_EQ(four.world.census.focal_firms[elm], 0);
}

TEST(Commit, counts_what_happened) {
  Four four;
  four.exit(1);
  four.offer(0, 2);
  four.decisions.blocks[0].moves.push_back({Four::seats[3], avalon});
  four.decisions.blocks[0].considered = 2;
  const Tally tally = four.carry_out();
  EXPECT_EQ(tally, (Tally{.exits = 1,
                          .entries = 0,
                          .moves = 1,
                          .acquisitions = 1,
                          .offers = 1,
                          .considered = 2,
                          .choices = 2}));
  EXPECT_EQ(focal_firms_of(four.world).size(), 2u);
}

TEST(Commit, leaves_sums_in_which_every_firm_counts_once) {
  for (const double firms : {3000.0, 150000.0}) {  // in one block, and in sixteen
    const Study study = small_study(firms);
    Start start(study, {.sample = true});
    start.run_until(2012);
    std::vector<PlaceSums> sums(start.world.firms.blocks.size() * 7);
    for (std::size_t b = 0; b < start.world.firms.blocks.size(); ++b)
      for (PlaceIndex place = 0; place < 7; ++place)
        for (const sim::LogRevenue size : start.world.firms.blocks[b].log_revenues(place))
          sums[b * 7 + place].add(size, start.model.exit.size(size));
    EXPECT_EQ(start.world.sums, sums);
  }
}

TEST(Commit, takes_over_the_year_its_resources_and_an_exact_census) {
  const Study study = small_study();
  Start start(study);
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  Decisions decisions = decide(start.model, start.world, market, start.draws);
  commit(decisions, start.model, market, start.draws, start.world);
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
  Decisions decisions = decide(start.model, start.world, market, start.draws);
  commit(decisions, start.model, market, start.draws, start.world);
  for (const auto& [firm, where] : focal_firms_of(start.world))
    EXPECT_NEAR(where.size.log_usd() - before.at(firm).size.log_usd(), market.drift[where.place],
                2e-6);
}

}  // namespace
}  // namespace agglomera::tests
