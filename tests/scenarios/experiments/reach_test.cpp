#include "scenarios/experiments/reach.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using Places = std::vector<std::size_t>;

// alpha and beta are a cluster, gamma is independent, the rest of the world is place 3.
TEST(Reach, is_the_treated_cities_their_clusters_and_the_world) {
  const Scenario policy = ThreeCities().read();
  const Reach of_alpha = reach_of(policy);
  EXPECT_EQ(of_alpha.of(Region::treated), Places{0});
  EXPECT_EQ(of_alpha.of(Region::clusters), (Places{0, 1}));
  EXPECT_EQ(of_alpha.of(Region::world), (Places{0, 1, 2, 3}));
  EXPECT_EQ(of_alpha.untreated(), (Places{1, 2, 3}));
}

TEST(Reach, takes_an_independent_city_as_a_cluster_by_itself) {
  Scenario policy = ThreeCities().read();
  policy.levers.front().targets = {2};
  EXPECT_EQ(reach_of(policy).of(Region::clusters), Places{2});
  policy.levers.push_back(policy.levers.front());
  policy.levers.back().targets = {1};
  EXPECT_EQ(reach_of(policy).of(Region::treated), (Places{1, 2}));
  EXPECT_EQ(reach_of(policy).of(Region::clusters), (Places{0, 1, 2}));
}

}  // namespace
}  // namespace agglomera::scenarios
