#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

Lever research(PlaceIndex city, double strength) {
  return {"research", {city}, 2009, 2017, 1, {strength}};
}

TEST(Research, closes_a_share_of_the_gap_and_then_of_what_is_left) {
  const std::vector<Lever> one = {research(dale, 0.5)},
                           two = {research(dale, 0.5), research(dale, 0.2)};
  EXPECT_DOUBLE_EQ(terms_of(one, 2010, 7).technology_gap_closed[dale], 0.5);
  EXPECT_DOUBLE_EQ(terms_of(two, 2010, 7).technology_gap_closed[dale], 0.6);
  EXPECT_EQ(terms_of(one, 2010, 7).technology_gap_closed[elm], 0.0);
}

TEST(Research, helps_where_technology_lags_and_harms_where_culture_does) {
  const Study study = small_study();
  const Start start(study);
  const Offers plain = open_market(start.model, start.world, {}, 2009, start.draws).offers;
  const auto change = [&](PlaceIndex city) {
    const Lever lever = research(city, 0.3);
    return open_market(start.model, start.world, {&lever, 1}, 2009, start.draws)
               .offers.coordination[city] -
           plain.coordination[city];
  };
  EXPECT_GT(change(dale), 0.0);  // τ 0.4 below κ 0.6
  EXPECT_LT(change(cove), 0.0);  // τ 0.7 above κ 0.4
}

TEST(Research, leaves_the_coupling_of_all_other_places_alone) {
  const Study study = small_study();
  const Start start(study);
  const Lever lever = research(dale, 0.9);
  const Market plain = open_market(start.model, start.world, {}, 2009, start.draws);
  const Market under = open_market(start.model, start.world, {&lever, 1}, 2009, start.draws);
  for (const PlaceIndex place : {avalon, brook, cove, elm, ford, rest}) {
    EXPECT_EQ(under.offers.coordination[place], plain.offers.coordination[place]);
    EXPECT_EQ(under.exit_multiple[place], plain.exit_multiple[place]);
    EXPECT_NEAR(under.drift[place] - under.drift[rest], plain.drift[place] - plain.drift[rest],
                1e-12);
  }
  EXPECT_LT(under.exit_multiple[dale], plain.exit_multiple[dale]);
}

}  // namespace
}  // namespace agglomera::tests
