#include "scenarios/experiments/extrapolation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"

namespace agglomera::scenarios {
namespace {

using namespace tests;

constexpr OutsideInputs activity = 1, received = 2, siphoned = 4, ln_resources = 8,
                        coordination = 16;

// Two cities and the rest of the world.
Offers offers_with(double first, double second, double rest_of_world) {
  const std::vector<double> all = {first, second, rest_of_world};
  return {all, all, all, all, all, {}};
}

TEST(OfferRange, flags_inputs_below_and_above_what_was_seen) {
  OfferRange range;
  range.widen(offers_with(1.0, 2.0, 1.5));
  Offers offers = offers_with(1.0, 2.0, 1.5);
  EXPECT_EQ(range.outside(offers), (std::vector<OutsideInputs>{0, 0, 0}));  // the ends are inside
  offers.received[0] = 0.99;
  offers.ln_resources[0] = 2.01;
  offers.activity[1] = 2.01;
  EXPECT_EQ(range.outside(offers),
            (std::vector<OutsideInputs>{received | ln_resources, activity, 0}));
  offers.siphoned[1] = -1.0;
  offers.coordination[1] = 3.0;
  EXPECT_EQ(range.outside(offers)[1], activity | siphoned | coordination);
}

TEST(OfferRange, widens_with_every_market_and_over_all_cities) {
  OfferRange range;
  range.widen(offers_with(1.0, 2.0, 1.5));
  EXPECT_NE(range.outside(offers_with(2.5, 1.5, 1.5))[0], 0);
  range.widen(offers_with(1.2, 3.0, 1.5));
  EXPECT_EQ(range.outside(offers_with(2.5, 1.5, 1.5))[0], 0);  // another city was there
  range.widen(offers_with(2.0, 2.0, 2.0));
  EXPECT_EQ(range.outside(offers_with(1.0, 3.0, 1.0)), (std::vector<OutsideInputs>{0, 0, 0}));
}

TEST(OfferRange, asks_of_the_rest_of_the_world_only_activity_and_resources) {
  OfferRange range;
  range.widen(offers_with(1.0, 2.0, 5.0));
  EXPECT_EQ(
      range.outside(offers_with(1.0, 4.0, 9.0)),
      (std::vector<OutsideInputs>{0, received | siphoned | coordination, activity | ln_resources}));
}

TEST(OfferRange, that_saw_nothing_has_everything_outside) {
  EXPECT_EQ(OfferRange().outside(offers_with(1.0, 2.0, 3.0))[0], 31);
}

TEST(OfferRange, takes_a_value_that_is_no_number_as_outside) {
  OfferRange range;
  range.widen(offers_with(1.0, 2.0, 1.5));
  Offers offers = offers_with(1.0, 2.0, 1.5);
  offers.siphoned[0] = missing;
  EXPECT_EQ(range.outside(offers)[0], siphoned);
}

TEST(OfferRange, of_a_world_is_left_by_a_lever_stronger_than_its_past) {
  const Study study = small_study();
  Start start(study, {.last = 2020});
  OfferRange range;
  while (start.world.year < 2017)
    range.widen(pass_year(start.model, {}, start.draws, start.world).offers);
  const Lever lever{"radiation", {avalon}, 2018, 2020, 1, {3.0, 1.0}};
  const auto plain =
      range.outside(open_market(start.model, start.world, {}, 2018, start.draws).offers);
  const auto under =
      range.outside(open_market(start.model, start.world, {&lever, 1}, 2018, start.draws).offers);
  EXPECT_EQ(plain[brook] & received, 0);
  EXPECT_EQ(under[brook] & received, received);
  EXPECT_EQ(under[avalon] & coordination, 0);  // as it always was
}

TEST(Extrapolation, is_the_share_of_members_outside) {
  const Extrapolation shares = extrapolation_of({0, received, received | coordination, 0});
  EXPECT_EQ(shares.any, 0.5);
  EXPECT_EQ(shares.by_input, (std::array<double, offer_inputs>{0.0, 0.5, 0.0, 0.0, 0.25}));
  EXPECT_TRUE(std::isnan(extrapolation_of({}).any));
}

TEST(BeyondUsual, names_levers_stronger_than_their_usual_value) {
  const auto beyond = beyond_usual({{"radiation", {avalon}, 2009, 2017, 1, {0.5, 0.0}},
                                    {"radiation", {dale}, 2009, 2017, 1, {0.51, 0.0}},
                                    {"research", {elm, ford}, 2009, 2017, 1, {0.2}},
                                    {"research", {brook}, 2009, 2017, 1, {0.3}}});
  ASSERT_EQ(beyond.size(), 2u);
  EXPECT_EQ(beyond[0].kind, "radiation");
  EXPECT_EQ(beyond[0].targets, std::vector<PlaceIndex>{dale});
  EXPECT_EQ(beyond[0].strength, 0.51);
  EXPECT_EQ(beyond[0].usual, 0.5);
  EXPECT_EQ(beyond[1].kind, "research");
  EXPECT_EQ(beyond[1].usual, 0.2);
}

}  // namespace
}  // namespace agglomera::scenarios
