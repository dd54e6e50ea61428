#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

TEST(NationalStrategyLever, is_the_same_as_a_strategy_of_the_study_of_that_effect) {
  Study with = small_study();
  with.strategies.push_back({"another plan", {"CC"}, 2009, 0.3, 1, "made up"});
  set_parameter(with, "strategy_scale", 1.7);
  Study without = small_study();
  set_parameter(without, "strategy_scale", 1.7);
  const Start planned(with), plain(without);
  const Lever lever{"national_strategy", {dale, elm}, 2009, 2017, 1, {0.3}};
  const auto expected = open_market(planned.model, planned.world, {}, 2009, planned.draws).offers;
  const auto levered =
      open_market(plain.model, plain.world, {&lever, 1}, 2009, plain.draws).offers;
  for (std::size_t place = 0; place < 7; ++place)
    EXPECT_NEAR(levered.utility[place], expected.utility[place], 1e-12) << place;
}

TEST(NationalStrategyLever, does_nothing_where_governance_is_off) {
  Mechanisms off;
  off.governance = false;
  const Study study = small_study();
  const Start start(study, {.mechanisms = off});
  const Lever lever{"national_strategy", {dale}, 2009, 2017, 1, {0.3}};
  EXPECT_EQ(open_market(start.model, start.world, {&lever, 1}, 2009, start.draws).offers.utility,
            open_market(start.model, start.world, {}, 2009, start.draws).offers.utility);
}

}  // namespace
}  // namespace agglomera::tests
