#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

TEST(CulturePlusLever, closes_part_of_the_gap_and_parts_add_up_as_gaps_do) {
  const Lever half{"culture_plus", {dale}, 2009, 2017, 1, {0.5}};
  const Lever fifth{"culture_plus", {dale}, 2009, 2017, 1, {0.2}};
  EXPECT_DOUBLE_EQ(terms_of({&half, 1}, 2010, 7).culture_gap_closed[dale], 0.5);
  const std::vector<Lever> two = {half, fifth};
  EXPECT_DOUBLE_EQ(terms_of(two, 2010, 7).culture_gap_closed[dale], 0.6);
}

TEST(CulturePlusLever, couples_a_city_whose_culture_lags_and_uncouples_one_where_it_leads) {
  const Study study = small_study();  // avalon: τ 0.9, κ 0.7; dale: τ 0.4, κ 0.6
  const Start start(study);
  const Offers plain = open_market(start.model, start.world, {}, 2009, start.draws).offers;
  const auto under = [&](PlaceIndex city, double strength) {
    const Lever lever{"culture_plus", {city}, 2009, 2017, 1, {strength}};
    return open_market(start.model, start.world, {&lever, 1}, 2009, start.draws).offers.coordination;
  };
  EXPECT_GT(under(avalon, 0.5)[avalon], plain.coordination[avalon]);
  EXPECT_LT(under(dale, 0.5)[dale], plain.coordination[dale]);
  EXPECT_EQ(under(dale, 0.5)[elm], plain.coordination[elm]);
}

}  // namespace
}  // namespace agglomera::tests
