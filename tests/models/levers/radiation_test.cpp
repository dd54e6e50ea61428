#include "models/radiation.hpp"

#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

Lever on_avalon(double strength, double sharing) {
  return {"radiation", {avalon}, 2009, 2017, 1, {strength, sharing}};
}

TEST(RadiationLever, multiplies_what_hubs_send_and_draw_by_hand) {
  const Lever lever = on_avalon(0.5, 0.4);
  const Terms terms = terms_of({&lever, 1}, 2010, 7);
  EXPECT_DOUBLE_EQ(terms.spread_outreach[avalon], 1.5);
  EXPECT_DOUBLE_EQ(terms.siphon_outreach[avalon], 1.3);
  EXPECT_EQ(terms.spread_outreach[brook], 1.0);
}

Offers offers_under(const Start& start, const Lever& lever) {
  return open_market(start.model, start.world, {&lever, 1}, 2009, start.draws).offers;
}

TEST(RadiationLever, spreads_to_the_neighbours_and_draws_on_the_worse_ones) {
  const Study study = small_study();
  const Start start(study);
  const Offers plain = open_market(start.model, start.world, {}, 2009, start.draws).offers;
  const Offers taking = offers_under(start, on_avalon(1.0, 0.0));
  EXPECT_GT(taking.received[brook], plain.received[brook]);
  EXPECT_EQ(taking.received[avalon], plain.received[avalon]);  // nothing comes back the same year
  EXPECT_GT(taking.siphoned[brook], plain.siphoned[brook]);
  const Offers sharing = offers_under(start, on_avalon(1.0, 1.0));
  EXPECT_EQ(sharing.received, taking.received);
  EXPECT_LT(sharing.siphoned[brook], taking.siphoned[brook]);
  EXPECT_GT(sharing.utility[brook], taking.utility[brook]);
}

}  // namespace
}  // namespace agglomera::tests
