#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

Lever on_hubs(double strength, double linking) {
  return {"coordination", {avalon, dale}, 2009, 2017, 1, {strength, linking}};
}

TEST(CoordinationLever, gives_up_siphoning_and_links_the_hubs_by_hand) {
  const Lever lever = on_hubs(0.4, 0.5);
  const Terms terms = terms_of({&lever, 1}, 2010, 7);
  EXPECT_DOUBLE_EQ(terms.siphon_outreach[avalon], 0.6);
  EXPECT_EQ(terms.siphon_outreach[brook], 1.0);
  EXPECT_EQ(terms.spread_outreach[avalon], 1.0);
  ASSERT_EQ(terms.partnerships.size(), 1u);
  EXPECT_DOUBLE_EQ(terms.partnerships[0].share, 0.2);
  EXPECT_FALSE(terms.partnerships[0].across_clusters);
}

TEST(CoordinationLever, of_full_strength_ends_what_hubs_draw_and_leaves_the_others_theirs) {
  const Study study = small_study();
  const Start start(study);
  const Lever lever = on_hubs(1.0, 0.0);
  const Offers plain = open_market(start.model, start.world, {}, 2009, start.draws).offers;
  const Offers under = open_market(start.model, start.world, {&lever, 1}, 2009, start.draws).offers;
  EXPECT_GT(plain.siphoned[brook], 0.0);
  EXPECT_LT(under.siphoned[brook], plain.siphoned[brook]);
  EXPECT_EQ(under.received, plain.received);
}

}  // namespace
}  // namespace agglomera::tests
