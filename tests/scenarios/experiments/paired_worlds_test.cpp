#include "scenarios/experiments/paired_worlds.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

Scenario outlook(int members = 6, bool condition = true) {
  Scenario scenario = scenario_of(observed_world());
  scenario.last = 2022;
  scenario.members = members;
  scenario.condition = condition;
  return scenario;
}

models::Lever lever_of(const std::string& kind, sim::PlaceIndex city, double strength,
                       sim::Year first = 2018) {
  models::Lever lever{kind, {city}, first, 2022, 2, {}};
  for (const auto& parameter : models::find_lever(kind)->parameters)
    lever.values.push_back(parameter.usual);
  lever.values[0] = strength;
  return lever;
}

std::vector<double> firms_of(const PairedWorlds& worlds, const std::vector<models::Lever>& levers) {
  std::vector<double> all;
  for (int member = 0; member < worlds.members(); ++member) {
    const std::vector<double> firms = worlds.outcome(levers, member)->firms;
    all.insert(all.end(), firms.begin(), firms.end());
  }
  return all;
}

void expect_the_same_as_simulated(const Scenario& scenario) {
  const std::vector<models::Lever> levers = {lever_of("talent", tests::cove, 0.3),
                                             lever_of("research", tests::dale, 0.8)};
  const Ensemble ensemble = simulate(scenario, {{"baseline", {}}, {"policy", levers}});
  const PairedWorlds worlds(scenario);
  ASSERT_EQ(worlds.members(), scenario.members);
  for (int member = 0; member < scenario.members; ++member)
    for (std::size_t branch = 0; branch < 2; ++branch) {
      const auto outcome = worlds.outcome(branch == 0 ? std::vector<models::Lever>{} : levers, member);
      ASSERT_TRUE(outcome);
      for (std::size_t place = 0; place < ensemble.places; ++place) {
        const std::size_t at = ensemble.at(member, place, ensemble.years - 1);
        const Series& series = ensemble.series[branch];
        const sim::PlaceIndex one[] = {static_cast<sim::PlaceIndex>(place)};
        EXPECT_EQ(value_of(*outcome, "firms", one), series.firms[at]);
        EXPECT_EQ(value_of(*outcome, "revenue", one), series.revenue_usd[at]);
        EXPECT_DOUBLE_EQ(value_of(*outcome, "lq_count", one), series.lq_count[at]);
        EXPECT_DOUBLE_EQ(value_of(*outcome, "lq_revenue", one), series.lq_revenue[at]);
      }
    }
}

TEST(PairedWorlds, end_as_the_branches_of_an_ensemble_do) { expect_the_same_as_simulated(outlook()); }

TEST(PairedWorlds, that_ran_freely_end_as_the_branches_of_an_ensemble_do) {
  expect_the_same_as_simulated(outlook(4, false));
}

TEST(PairedWorlds, of_strength_zero_are_the_baseline_to_the_last_bit) {
  const PairedWorlds worlds(outlook());
  const auto baseline = worlds.outcome({}, 1);
  for (const models::LeverKind& kind : models::lever_kinds()) {
    const auto zero = worlds.outcome({lever_of(std::string(kind.name), tests::avalon, 0.0)}, 1);
    EXPECT_EQ(zero->firms, baseline->firms) << kind.name;
    EXPECT_EQ(zero->revenue_usd, baseline->revenue_usd) << kind.name;
  }
}

TEST(PairedWorlds, can_be_continued_again_and_again) {
  const PairedWorlds worlds(outlook());
  const std::vector<models::Lever> strong = {lever_of("talent", tests::avalon, 0.5)};
  const std::vector<double> before = firms_of(worlds, {}), once = firms_of(worlds, strong);
  EXPECT_NE(once, before);
  EXPECT_EQ(firms_of(worlds, strong), once);
  EXPECT_EQ(firms_of(worlds, {}), before);
}

TEST(PairedWorlds, take_levers_in_any_order) {
  const PairedWorlds worlds(outlook());
  const models::Lever a = lever_of("talent", tests::avalon, 0.3);
  const models::Lever b = lever_of("research", tests::avalon, 0.7);
  EXPECT_EQ(firms_of(worlds, {a, b}), firms_of(worlds, {b, a}));
}

TEST(PairedWorlds, are_the_same_made_by_one_thread_or_seven) {
  const int before = omp_get_max_threads();
  omp_set_num_threads(1);
  const std::vector<double> alone = firms_of(PairedWorlds(outlook()), {});
  omp_set_num_threads(7);
  EXPECT_EQ(firms_of(PairedWorlds(outlook()), {}), alone);
  omp_set_num_threads(before);
}

TEST(PairedWorlds, may_begin_with_a_later_member) {
  const PairedWorlds all(outlook(6)), last_two(outlook(2), 4);
  EXPECT_EQ(last_two.outcome({}, 0)->firms, all.outcome({}, 4)->firms);
  EXPECT_EQ(last_two.outcome({}, 1)->firms, all.outcome({}, 5)->firms);
}

TEST(PairedWorlds, refuse_levers_within_the_observed_years) {
  const PairedWorlds worlds(outlook(2));
  const std::vector<models::Lever> early = {lever_of("talent", tests::avalon, 0.3, 2017)};
  const std::vector<models::Lever> in_time = {lever_of("talent", tests::avalon, 0.3, 2018)};
  EXPECT_NO_THROW(worlds.check(in_time));
  try {
    worlds.check(early);
    FAIL() << "not refused";
  } catch (const std::invalid_argument& refusal) {
    EXPECT_STREQ(refusal.what(),
                 "the lever \"talent\" begins in 2017, within the observed years: the worlds wait at "
                 "the end of 2017 and have their past already");
  }
}

TEST(PairedWorlds, when_told_to_stop_say_how_far_they_came) {
  const std::atomic<bool> stop = true;
  EXPECT_THROW(PairedWorlds(outlook(3), 0, {{}, &stop}), Interrupted);
}

TEST(ValueOf, several_places_is_that_of_one_place_made_of_them) {
  const Outcome outcome{{6, 2, 12}, {10, 20, 70}, {0.2, 0.1, 0.7}, {0.1, 0.1, 0.8}};
  const sim::PlaceIndex both[] = {0, 1};
  EXPECT_EQ(value_of(outcome, "firms", both), 8.0);
  EXPECT_EQ(value_of(outcome, "revenue", both), 30.0);
  EXPECT_DOUBLE_EQ(value_of(outcome, "lq_count", both), 8.0 / 20.0 / 0.3);
  EXPECT_DOUBLE_EQ(value_of(outcome, "lq_revenue", both), 0.3 / 0.2);
}

}  // namespace
}  // namespace agglomera::scenarios
