#include "models/trigger.hpp"

#include <gtest/gtest.h>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

Lever waiting(Trigger trigger) {
  Lever lever{"deregulation", {dale}, 2011, 2017, 2, {1.0}};
  lever.trigger = std::move(trigger);
  return lever;
}

TEST(Trigger, looks_at_its_places_as_one_by_hand) {
  const Study study = small_study();
  Start start(study);
  start.world.census.focal_firms = {50, 20, 10, 5, 5, 5, 5};
  start.world.census.focal_revenue_usd = {1000, 0, 0, 0, 0, 0, 0};
  const auto set_off = [&](Trigger trigger) {
    return is_set_off(trigger, start.model, start.world);
  };
  EXPECT_TRUE(set_off({Measure::firms, {avalon, brook}, true, 69.0}));
  EXPECT_FALSE(set_off({Measure::firms, {avalon, brook}, true, 70.0}));
  // (70/100)/(0.20 + 0.05) = 2.8
  EXPECT_TRUE(set_off({Measure::lq_count, {avalon, brook}, false, 2.81}));
  EXPECT_FALSE(set_off({Measure::lq_count, {avalon, brook}, false, 2.79}));
  EXPECT_TRUE(set_off({Measure::revenue, {avalon}, true, 999.0}));
  EXPECT_TRUE(set_off({Measure::lq_revenue, {avalon}, true, 4.99}));  // 1/0.20
  EXPECT_FALSE(set_off({Measure::lq_revenue, {avalon}, true, 5.01}));
}

TEST(Trigger, that_is_never_set_off_leaves_the_same_bits_as_no_lever) {
  const Study study = small_study();
  Start plain(study), waits(study);
  const Lever lever = waiting({Measure::firms, {dale}, true, 1e9});
  plain.run_until(2017);
  waits.run_until(2017, {&lever, 1});
  EXPECT_EQ(sim::state_hash(waits.world.firms), sim::state_hash(plain.world.firms));
}

TEST(Trigger, set_off_from_the_start_is_the_same_as_none) {
  const Study study = small_study();
  Start always(study), triggered(study);
  Lever plain = waiting({});
  plain.trigger.reset();
  const Lever lever = waiting({Measure::firms, {dale}, true, 0.0});
  always.run_until(2017, {&plain, 1});
  triggered.run_until(2017, {&lever, 1});
  EXPECT_EQ(sim::state_hash(triggered.world.firms), sim::state_hash(always.world.firms));
}

TEST(Trigger, begins_the_ramp_in_the_year_after_and_stays) {
  const Study study = small_study();
  Start start(study);
  const Lever lever = waiting({Measure::firms, {dale}, true, 100.0});
  auto& firms = start.world.census.focal_firms;
  firms[dale] = 90;
  start.world.year = 2011;  // its first year has come, its trigger has not
  EXPECT_TRUE(levers_set_off({&lever, 1}, start.model, start.world).empty());
  firms[dale] = 101;
  start.world.year = 2013;
  auto acting = levers_set_off({&lever, 1}, start.model, start.world);
  ASSERT_EQ(acting.size(), 1u);
  EXPECT_EQ(acting[0].first, 2014);
  EXPECT_EQ(acting[0].share(2014), 0.5);
  firms[dale] = 1;  // what set it off is over
  start.world.year = 2014;
  acting = levers_set_off({&lever, 1}, start.model, start.world);
  ASSERT_EQ(acting.size(), 1u);
  EXPECT_EQ(acting[0].share(2015), 1.0);
}

TEST(Trigger, is_not_asked_before_the_year_before_its_lever) {
  const Study study = small_study();
  Start start(study);
  const Lever lever = waiting({Measure::firms, {dale}, true, 0.0});
  start.world.year = 2009;  // the lever could act from 2011 on
  EXPECT_TRUE(levers_set_off({&lever, 1}, start.model, start.world).empty());
  EXPECT_EQ(start.world.set_off, std::vector<sim::Year>{0});
}

}  // namespace
}  // namespace agglomera::tests
