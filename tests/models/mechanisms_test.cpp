#include "models/mechanisms.hpp"

#include <gtest/gtest.h>

#include <set>

#include "tests/models/small_world.hpp"

namespace agglomera::models {
namespace {

TEST(MechanismTable, covers_every_switch_by_exactly_one_row) {
  const auto table = mechanism_table();
  EXPECT_EQ(table.size(), sizeof(Mechanisms) / sizeof(bool));
  const Mechanisms mechanisms;
  std::set<const bool*> switches;
  std::set<std::string_view> names;
  for (const auto& row : table) {
    switches.insert(&(mechanisms.*row.on));
    names.insert(row.name);
    EXPECT_FALSE(row.text.empty()) << row.name;
    EXPECT_TRUE(mechanisms.*row.on) << row.name << " is on unless switched off";
  }
  EXPECT_EQ(switches.size(), table.size());
  EXPECT_EQ(names.size(), table.size());
}

TEST(NullModel, switches_off_what_makes_places_differ_and_nothing_else) {
  const std::set<std::string_view> off = {"innovation", "coupling",  "governance", "localisation",
                                          "radiation",  "siphoning", "amenity"};
  const Mechanisms mechanisms = null_model();
  for (const auto& row : mechanism_table())
    EXPECT_EQ(mechanisms.*row.on, !off.contains(row.name)) << row.name;
}

TEST(Mechanisms, each_changes_the_world_when_it_is_switched_off) {
  const tests::Study study = tests::small_study(5000.0);
  tests::Start all(study);
  all.run_until(2014);
  const auto hash = sim::state_hash(all.world.firms);
  for (const auto& row : mechanism_table()) {
    Mechanisms mechanisms;
    mechanisms.*row.on = false;
    tests::Start without(study, {.mechanisms = mechanisms});
    without.run_until(2014);
    EXPECT_NE(sim::state_hash(without.world.firms), hash) << row.name;
  }
}

TEST(Mechanisms, with_all_switched_off_nothing_ever_happens) {
  const tests::Study study = tests::small_study();
  tests::Start still(study, {.mechanisms = tests::only({})});
  const auto hash = sim::state_hash(still.world.firms);
  still.run_until(2017);
  EXPECT_EQ(sim::state_hash(still.world.firms), hash);
}

}  // namespace
}  // namespace agglomera::models
