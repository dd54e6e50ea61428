#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

TEST(SmartMediaLever, adds_to_the_growth_of_every_firm_of_its_city) {
  const Study study = small_study();
  const Start start(study);
  const Lever lever{"smart_media", {dale}, 2009, 2017, 1, {0.05}};
  const Market plain = open_market(start.model, start.world, {}, 2009, start.draws);
  const Market smart = open_market(start.model, start.world, {&lever, 1}, 2009, start.draws);
  EXPECT_NEAR(smart.drift[dale] - plain.drift[dale], 0.05, 1e-15);
  EXPECT_EQ(smart.small_drift[dale], smart.drift[dale]);
  EXPECT_EQ(smart.drift[elm], plain.drift[elm]);
  EXPECT_EQ(smart.entrants, plain.entrants);
}

}  // namespace
}  // namespace agglomera::tests
