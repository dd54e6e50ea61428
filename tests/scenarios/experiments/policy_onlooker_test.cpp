#include "scenarios/experiments/policy_onlooker.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include "models/conditioning.hpp"
#include "scenarios/experiments/policy.hpp"
#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

using namespace tests;

// What the observed world says, with a radiation lever on avalon from 2018 on.
Scenario policy_of(int members, sim::Year first = 2018) {
  Scenario scenario = scenario_of(observed_world());
  scenario.name = "more radiation";
  scenario.last = 2020;
  scenario.members = members;
  scenario.levers = {{"radiation", {avalon}, first, 2020, 2, {0.5, 0.0}}};
  return scenario;
}

std::vector<MemberTurns> turns_of(const Scenario& policy) {
  const std::vector<Scenario> policies = {policy};
  PolicyOnlooker onlooker(policies);
  simulate(policy, policy_branches(policies), {}, onlooker.onlooker());
  return onlooker.turns(0);
}

TEST(PolicyOnlooker, looks_at_the_world_conditioned_on_the_last_observed_year) {
  const Scenario policy = policy_of(3);
  const std::vector<MemberTurns> members = turns_of(policy);
  const Draws draws(policy.seed, 2);
  Model model = member_model(policy, usual_distances(*policy.study), 2);
  World world = initial_world(model, draws);
  while (world.year < policy.study->last) pass_year(model, {}, draws, world);
  condition(model, draws, world);
  const Pull asked = PolicyPull(model, world, policy.levers, 2019)(1.0);
  EXPECT_EQ(members[2].asked.spread, asked.spread);
  EXPECT_EQ(members[2].asked.drawn, asked.drawn);
  EXPECT_NE(asked.spread[brook], 0.0);
}

TEST(PolicyOnlooker, looks_at_the_year_before_a_later_policy) {
  const Scenario policy = policy_of(2, 2019);
  const std::vector<MemberTurns> members = turns_of(policy);
  const Draws draws(policy.seed, 1);
  Model model = member_model(policy, usual_distances(*policy.study), 1);
  World world = initial_world(model, draws);
  while (world.year < policy.study->last) pass_year(model, {}, draws, world);
  condition(model, draws, world);
  pass_year(model, {}, draws, world);
  EXPECT_EQ(members[1].asked.spread, PolicyPull(model, world, policy.levers, 2020)(1.0).spread);
}

TEST(PolicyOnlooker, sees_the_same_on_one_two_and_seven_threads) {
  const Scenario policy = policy_of(8);
  const int threads_before = omp_get_max_threads();
  std::vector<PolicyRun> all;
  for (const int threads : {1, 2, 7}) {
    omp_set_num_threads(threads);
    all.push_back(run_policies({policy}));
  }
  omp_set_num_threads(threads_before);
  const TurningPoints& first = all[0].sights.policies[0].turning;
  for (const PolicyRun& other : all) {
    const TurningPoints& turning = other.sights.policies[0].turning;
    ASSERT_EQ(turning.rows.size(), first.rows.size());
    EXPECT_EQ(turning.failed, 0);
    for (std::size_t row = 0; row < first.rows.size(); ++row) {
      EXPECT_EQ(turning.rows[row].siphons, first.rows[row].siphons);
      EXPECT_EQ(turning.rows[row].net.mean, first.rows[row].net.mean);
    }
    for (std::size_t place = 0; place < 7; ++place)
      EXPECT_EQ(other.sights.outside(1, place, 12).any, all[0].sights.outside(1, place, 12).any);
  }
}

TEST(PolicyOnlooker, flags_resources_that_no_observed_year_had) {
  Scenario policy = policy_of(4);
  policy.levers = {{"talent", {avalon}, 2018, 2020, 1, {0.5, 0.0}}};
  const PolicySights sights = run_policies({policy}).sights;
  const auto at = [&](sim::Year year) { return static_cast<std::size_t>(year - policy.first); };
  EXPECT_EQ(sights.outside(1, avalon, at(2017)).any, 0.0);
  // Three years of +0.5 take ln R of the richest city beyond anything observed.
  EXPECT_EQ(sights.outside(1, avalon, at(2020)).any, 1.0);
  EXPECT_EQ(sights.policies[0].beyond_usual.size(), 1u);
}

}  // namespace
}  // namespace agglomera::scenarios
