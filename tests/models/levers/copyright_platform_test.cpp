#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

TEST(CopyrightPlatformLever, helps_firms_below_the_usual_size_alone) {
  const Study study = small_study();
  const Start start(study);
  const Lever lever{"copyright_platform", {dale}, 2009, 2017, 1, {0.5, 0.1, 0.4}};
  const Market plain = open_market(start.model, start.world, {}, 2009, start.draws);
  const Market helped = open_market(start.model, start.world, {&lever, 1}, 2009, start.draws);
  EXPECT_EQ(helped.exit_multiple, plain.exit_multiple);
  EXPECT_EQ(helped.drift, plain.drift);
  EXPECT_NEAR(helped.small_exit_multiple[dale] / plain.exit_multiple[dale], std::exp(-0.2), 1e-12);
  EXPECT_NEAR(helped.small_drift[dale] - plain.drift[dale], 0.05, 1e-15);
  EXPECT_EQ(helped.small_drift[elm], plain.drift[elm]);
}

TEST(CopyrightPlatformLever, lets_small_firms_grow_and_leaves_large_ones_to_the_bit) {
  const Study study = small_study(20000.0);
  Mechanisms mechanisms;
  mechanisms.acquisition = false;  // a buyer takes over what its target has grown to
  const Setting setting{.mechanisms = mechanisms};
  Start plain(study, setting), helped(study, setting);
  const Lever lever{"copyright_platform", {dale}, 2009, 2017, 1, {1.0, 0.1, 0.0}};
  const Market market = pass_year(plain.model, {}, plain.draws, plain.world);
  const auto before = focal_firms_of(Start(study, setting).world);
  pass_year(helped.model, {&lever, 1}, helped.draws, helped.world);
  const auto without = focal_firms_of(plain.world);
  int small = 0, large = 0;
  for (const auto& [firm, is] : focal_firms_of(helped.world)) {
    const auto was = before.find(firm);
    const auto twin = without.find(firm);
    if (was == before.end() || twin == without.end() || was->second.place != dale) continue;
    const bool below = was->second.size.log_usd() < market.usual_log_revenue[dale];
    (below ? small : large) += 1;
    if (!below) { EXPECT_EQ(is.size, twin->second.size); }
    if (below) { EXPECT_GT(is.size, twin->second.size); }
  }
  EXPECT_GT(small, 100);
  EXPECT_GT(large, 100);
}

}  // namespace
}  // namespace agglomera::tests
