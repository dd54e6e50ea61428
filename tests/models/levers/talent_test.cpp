#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

Lever talent(double strength, double openness) {
  return {"talent", {dale}, 2009, 2017, 1, {strength, openness}};
}

TEST(Talent, adds_inflow_and_removes_barriers_by_hand) {
  const std::vector<Lever> levers = {talent(0.1, 5.0), talent(0.2, 1.0)};
  const Terms terms = terms_of(levers, 2010, 7);
  EXPECT_DOUBLE_EQ(terms.resource_inflow[dale], 0.3);
  EXPECT_DOUBLE_EQ(terms.barrier_removed[dale], 0.6);
  EXPECT_EQ(terms.resource_inflow[elm], 0.0);
}

TEST(Talent, raises_resources_and_with_them_utility_year_by_year) {
  const Study study = small_study();
  Start plain(study), under(study);
  const Lever lever = talent(0.3, 0.0);
  const double taste = plain.model.parameters().taste_resources;
  const Market one = pass_year(plain.model, {}, plain.draws, plain.world);
  const Market other = pass_year(under.model, {&lever, 1}, under.draws, under.world);
  EXPECT_NEAR(other.offers.ln_resources[dale] - one.offers.ln_resources[dale], 0.3, 1e-12);
  EXPECT_NEAR(other.offers.utility[elm],
              one.offers.utility[elm] - plain.model.parameters().taste_siphoning *
                                            (other.offers.siphoned[elm] - one.offers.siphoned[elm]),
              1e-12);
  EXPECT_GT(other.offers.utility[dale] - one.offers.utility[dale], 0.9 * taste * 0.3);
  plain.run_until(2013);
  under.run_until(2013, {&lever, 1});
  EXPECT_GT(under.world.ln_resources[dale], plain.world.ln_resources[dale] + 0.6);
}

TEST(Talent, lets_more_firms_in_across_the_border) {
  Study study = small_study(100000.0);
  set_parameter(study, "border_barrier", 1.0);
  const auto arrivals = [&](const Lever& lever) {
    Start start(study, {.mechanisms = only({&Mechanisms::relocation})});
    const Market market = open_market(start.model, start.world, {&lever, 1}, 2009, start.draws);
    int foreign = 0;
    const Decisions decisions = decide(start.model, start.world, market, start.draws);
    for (const Move& move : decisions.blocks[0].moves)
      foreign += move.to == dale && move.firm.place != elm;
    return foreign;
  };
  EXPECT_EQ(arrivals(talent(1e-3, 0.0)), 0);
  EXPECT_GT(arrivals(talent(1e-3, 500.0)), 50);
  EXPECT_GT(arrivals(talent(1e-3, 1000.0)), 1.5 * arrivals(talent(1e-3, 500.0)));
}

}  // namespace
}  // namespace agglomera::tests
