#include "scenarios/experiments/optimize.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "output/store/schema.hpp"
#include "scenarios/inference/nsga2.hpp"
#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

PricedLever priced(const std::string& kind, sim::PlaceIndex city, double high, double unit_cost) {
  PricedLever lever;
  lever.lever = {kind, {city}, 2018, 2021, 2, {}};
  for (const auto& parameter : models::find_lever(kind)->parameters)
    lever.lever.values.push_back(parameter.usual);
  lever.lever.values[0] = 0.0;
  lever.strength = {0.0, high};
  lever.lever.unit_cost = unit_cost;
  return lever;
}

// Talent and radiation in avalon; without spread and siphoning the second lever does nothing, and
// costs. One unit of talent costs 10 · (½ + 1 + 1 + 1) = 35, so 0.4 of it costs 14.
Portfolio made_up(double budget = 14.0) {
  Portfolio portfolio;
  portfolio.name = "portfolio";
  portfolio.scenario = scenario_of(observed_world());
  portfolio.scenario.last = 2021;
  portfolio.scenario.members = 10;
  portfolio.scenario.mechanisms.radiation = portfolio.scenario.mechanisms.siphoning = false;
  portfolio.budget = budget;
  portfolio.costs = "assumed";
  portfolio.objective = {"firms", {tests::avalon, tests::brook, tests::cove}};
  portfolio.levers = {priced("talent", tests::avalon, 0.5, 10.0),
                      priced("radiation", tests::avalon, 1.0, 10.0)};
  portfolio.population = 16;
  portfolio.generations = 6;
  portfolio.fresh_members = 12;
  portfolio.fresh_seed = 99;
  return portfolio;
}

TEST(Mixes, cost_what_their_full_years_and_targets_cost) {
  Portfolio portfolio = made_up();
  EXPECT_DOUBLE_EQ(portfolio.levers[0].cost_of_one(), 35.0);
  portfolio.levers[0].lever.targets = {0, 1, 2};
  EXPECT_DOUBLE_EQ(portfolio.levers[0].cost_of_one(), 105.0);
  EXPECT_DOUBLE_EQ(cost_of(portfolio, {0.2, 0.5}), 0.2 * 105 + 0.5 * 35);
}

TEST(Mixes, that_are_too_dear_are_scaled_back_onto_the_budget) {
  const Portfolio portfolio = made_up();  // all costs 17.5 + 35
  const double whole[] = {1.0, 1.0}, cheap[] = {0.5, 0.1}, nothing[] = {0.0, 0.0};
  const Strengths scaled = within_budget(portfolio, whole);
  EXPECT_NEAR(scaled[0], 0.5 * 14.0 / 52.5, 1e-12);
  EXPECT_NEAR(scaled[1], 1.0 * 14.0 / 52.5, 1e-12);
  EXPECT_LE(cost_of(portfolio, scaled), 14.0);
  EXPECT_EQ(within_budget(portfolio, cheap), (Strengths{0.25, 0.1}));
  EXPECT_EQ(within_budget(portfolio, nothing), (Strengths{0.0, 0.0}));
  EXPECT_EQ(within_budget(made_up(0.0), whole), (Strengths{0.0, 0.0}));
}

TEST(Mixes, are_scaled_back_no_further_than_their_lowest_strengths) {
  Portfolio portfolio = made_up();
  portfolio.levers[0].strength.low = 0.4;  // 14: the whole budget
  const double whole[] = {1.0, 1.0};
  const Strengths scaled = within_budget(portfolio, whole);
  EXPECT_NEAR(scaled[0], 0.4, 1e-12);
  EXPECT_NEAR(scaled[1], 0.0, 1e-12);
  EXPECT_EQ(least_of(portfolio), (Strengths{0.4, 0.0}));
}

TEST(Mixes, of_no_strength_change_nothing) {
  const Portfolio portfolio = made_up();
  const PairedWorlds worlds(portfolio.scenario);
  const MixTrial trial(portfolio, worlds);
  const std::vector<MixOutcome> outcomes = trial({Strengths{0.0, 0.0}, Strengths{0.5, 0.0}});
  EXPECT_EQ(outcomes[0].effects, std::vector<double>(10, 0.0));
  EXPECT_GT(*std::max_element(outcomes[1].effects.begin(), outcomes[1].effects.end()), 0.0);
}

class BestMixes : public testing::Test {
 protected:
  static void SetUpTestSuite() { front_ = new Front(optimize(made_up())); }
  static void TearDownTestSuite() { delete front_; }
  static Front* front_;
};
Front* BestMixes::front_;

TEST_F(BestMixes, all_respect_the_budget) {
  ASSERT_FALSE(front_->mixes.empty());
  for (const FrontMix& mix : front_->mixes) EXPECT_LE(mix.cost, 14.0);
}

TEST_F(BestMixes, give_a_useless_lever_no_strength) {
  for (const FrontMix& mix : front_->mixes) EXPECT_EQ(mix.strengths[1], 0.0);
  double most = 0.0;
  for (const FrontMix& mix : front_->mixes) most = std::max(most, mix.strengths[0]);
  EXPECT_GT(most, 0.3) << "most of the budget, which buys 0.4";
}

TEST_F(BestMixes, are_not_dominated_on_the_draws_of_the_search) {
  const auto objectives = [](const FrontMix& mix) {
    return std::vector<double>{-mix.searched.mean, -mix.searched.q05, mix.searched.inequality};
  };
  std::set<Strengths> different;
  for (const FrontMix& one : front_->mixes) {
    different.insert(one.strengths);
    for (const FrontMix& other : front_->mixes)
      EXPECT_FALSE(dominates(objectives(other), objectives(one)));
  }
  EXPECT_EQ(different.size(), front_->mixes.size());
}

TEST_F(BestMixes, have_fresh_numbers_that_follow_from_their_effects) {
  for (std::size_t i = 0; i < front_->mixes.size(); ++i) {
    const FrontMix& mix = front_->mixes[i];
    ASSERT_EQ(mix.effects.size(), 12u);
    double sum = 0.0, regret = 0.0;
    for (std::size_t member = 0; member < 12; ++member) {
      double best = -INFINITY;
      for (const FrontMix& other : front_->mixes) best = std::max(best, other.effects[member]);
      sum += mix.effects[member];
      regret += best - mix.effects[member];
    }
    EXPECT_NEAR(mix.effect.mean, sum / 12, 1e-12);
    EXPECT_NEAR(mix.expected_regret, regret / 12, 1e-12);
    EXPECT_GE(mix.expected_regret, 0.0);
    EXPECT_EQ(mix.winners_curse(), mix.searched.mean - mix.effect.mean);
    EXPECT_NEAR(mix.firms_gained, mix.effect.mean, 1e-12) << "the measure is firms";
    EXPECT_EQ(std::isnan(mix.cost_per_firm), mix.firms_gained <= 0.0);
    if (mix.firms_gained > 0.0) {
      EXPECT_DOUBLE_EQ(mix.cost_per_firm, mix.cost / mix.firms_gained);
    }
    EXPECT_EQ(mix.extrapolated[0], mix.strengths[0] > 0.05) << "the usual strength of talent";
    EXPECT_LE(mix.effect.mean, front_->mixes[i == 0 ? 0 : i - 1].effect.mean);
  }
}

TEST_F(BestMixes, are_looked_at_again_with_other_luck_and_other_members) {
  Portfolio portfolio = made_up();
  portfolio.scenario.members = 12;
  portfolio.scenario.seed = 99;
  const PairedWorlds worlds(portfolio.scenario, 10);
  const MixTrial trial(portfolio, worlds);
  const FrontMix& mix = front_->mixes.front();
  EXPECT_EQ(trial({mix.strengths}).front().effects, mix.effects);
}

TEST_F(BestMixes, are_the_same_on_one_and_two_threads) {
  const int before = omp_get_max_threads();
  for (const int threads : {1, 2}) {
    omp_set_num_threads(threads);
    const Front again = optimize(made_up());
    ASSERT_EQ(again.mixes.size(), front_->mixes.size());
    for (std::size_t i = 0; i < again.mixes.size(); ++i) {
      EXPECT_EQ(again.mixes[i].strengths, front_->mixes[i].strengths);
      EXPECT_EQ(again.mixes[i].effects, front_->mixes[i].effects);
      EXPECT_EQ(again.mixes[i].inequality, front_->mixes[i].inequality);
    }
  }
  omp_set_num_threads(before);
}

TEST_F(BestMixes, fit_the_schema_of_the_files) {
  const output::ResultFile file =
      front_result(made_up(), *front_, provenance_of("agglomera optimize x"));
  EXPECT_EQ(output::mismatches(file, output::Unknown::refused), std::vector<std::string>{});
}

TEST(Optimize, with_no_budget_does_nothing) {
  Portfolio portfolio = made_up(0.0);
  portfolio.generations = 1;
  const Front front = optimize(portfolio);
  ASSERT_EQ(front.mixes.size(), 1u);
  EXPECT_EQ(front.mixes[0].strengths, (Strengths{0.0, 0.0}));
  EXPECT_EQ(front.mixes[0].effect.mean, 0.0);
  EXPECT_EQ(front.mixes[0].expected_regret, 0.0);
  EXPECT_EQ(front.different_mixes, 1);
}

TEST(Optimize, when_told_to_stop_says_after_how_many_generations) {
  std::atomic<bool> stop = false;
  const auto third = [&](int done, int) { stop = done == 3; };
  try {
    optimize(made_up(), {third, &stop});
    FAIL() << "went on";
  } catch (const SearchInterrupted& stopped) {
    EXPECT_EQ(stopped.done, 3);
    EXPECT_EQ(stopped.generations, 7);
  }
}

TEST(Optimize, numbers_levers_of_one_kind) {
  Portfolio portfolio = made_up();
  EXPECT_EQ(lever_names(portfolio), (std::vector<std::string>{"talent", "radiation"}));
  portfolio.levers.push_back(priced("talent", tests::brook, 0.5, 1.0));
  EXPECT_EQ(lever_names(portfolio),
            (std::vector<std::string>{"talent 1", "radiation", "talent 2"}));
}

}  // namespace
}  // namespace agglomera::scenarios
