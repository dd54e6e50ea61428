#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

TEST(IpProtectionLever, lowers_the_hazard_of_firms_of_every_size) {
  const Study study = small_study();
  const Start start(study);
  const Lever lever{"ip_protection", {dale}, 2009, 2017, 1, {0.5}};
  const Market plain = open_market(start.model, start.world, {}, 2009, start.draws);
  const Market safe = open_market(start.model, start.world, {&lever, 1}, 2009, start.draws);
  EXPECT_NEAR(safe.exit_multiple[dale] / plain.exit_multiple[dale], std::exp(-0.5), 1e-12);
  EXPECT_EQ(safe.small_exit_multiple[dale], safe.exit_multiple[dale]);
  EXPECT_EQ(safe.exit_multiple[elm], plain.exit_multiple[elm]);
}

}  // namespace
}  // namespace agglomera::tests
