#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

TEST(EastWestLever, links_cities_of_different_clusters_alone) {
  const Study study = small_study();
  const Start start(study);
  const Lever lever{"east_west", {avalon, brook, dale}, 2009, 2017, 1, {0.5}};
  const Terms terms = terms_of({&lever, 1}, 2010, 7);
  ASSERT_EQ(terms.partnerships.size(), 1u);
  const auto weights = with_partners(start.model.radiation, terms.partnerships, study.cities);
  const auto weight = [](const RadiationWeights& of, PlaceIndex from, PlaceIndex to) {
    for (const Share& share : of[from])
      if (share.city == to) return share.weight;
    return 0.0;
  };
  // Avalon and brook are of one cluster: each gives dale half, dale gives each a quarter.
  EXPECT_DOUBLE_EQ(weight(weights, avalon, dale), 0.5 * weight(start.model.radiation, avalon, dale) + 0.5);
  EXPECT_DOUBLE_EQ(weight(weights, avalon, brook), 0.5 * weight(start.model.radiation, avalon, brook));
  EXPECT_DOUBLE_EQ(weight(weights, dale, brook), 0.5 * weight(start.model.radiation, dale, brook) + 0.25);
}

TEST(EastWestLever, says_that_it_needs_several_clusters) {
  for (const LeverKind& kind : lever_kinds())
    EXPECT_EQ(kind.links_clusters, kind.name == "east_west") << kind.name;
}

}  // namespace
}  // namespace agglomera::tests
