#include "scenarios/experiments/backtest.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>

#include "output/scores/crps.hpp"
#include "output/scores/quantile.hpp"
#include "scenarios/experiments/refit.hpp"
#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

// Origins 2013 and 2014, one and two years ahead, of the small world observed until 2015.
Backtest small_backtest(models::Study study) {
  Backtest experiment;
  experiment.name = "small";
  experiment.scenario = scenario_of(std::move(study));
  experiment.scenario.members = 12;
  experiment.first_origin = 2013;
  experiment.last_origin = 2014;
  experiment.first_horizon = 1;
  experiment.last_horizon = 2;
  experiment.steps = 1;
  experiment.free = {{"exit_rate"}, {"amenity"}};
  return experiment;
}

models::Study observed_until_2015() {
  models::Study study = observed_world();
  for (auto* measure : {&study.observed.lq_count, &study.observed.lq_revenue})
    for (auto& city : *measure) city[8] = city[9] = tests::missing;
  return study;
}

struct Small {
  Backtest experiment = small_backtest(observed_until_2015());
  BacktestResult result = backtest(experiment);
};

const Small& small() {
  static const Small all;
  return all;
}

TEST(BacktestOfForecasts, has_the_model_and_every_simple_forecast_at_every_origin_and_horizon) {
  const BacktestResult& result = small().result;
  ASSERT_EQ(result.forecasts.size(), 2u);
  EXPECT_EQ(result.forecasts[1].origin, 2014);
  for (const OriginForecast& at : result.forecasts) {
    EXPECT_EQ(at.simple.size(), 6u);
    ASSERT_EQ(at.model.size(), 2u);
    for (const auto& of_measure : at.model) {
      ASSERT_EQ(of_measure.size(), 2u);
      EXPECT_EQ(of_measure[0][tests::dale].size(), 12u);
      EXPECT_TRUE(of_measure[0][tests::ford].empty());
    }
  }
}

TEST(BacktestOfForecasts, scores_every_target_that_was_observed) {
  for (const auto& of_measure : small().result.scores) {
    EXPECT_EQ(of_measure[0].model.n, 10);  // of five cities in 2014 and 2015
    EXPECT_EQ(of_measure[1].model.n, 5);   // in 2015
    for (const auto& of_horizon : of_measure)
      for (const auto& [name, score] : of_horizon.simple) EXPECT_EQ(score.n, of_horizon.model.n) << name;
  }
  EXPECT_TRUE(std::isnan(small().result.model_by_origin[0][1][1]));  // 2016
}

TEST(BacktestOfForecasts, has_scores_worked_out_again_from_its_ensembles) {
  const auto& study = *small().experiment.scenario.study;
  for (std::size_t measure = 0; measure < 2; ++measure) {
    double crps = 0.0, mae = 0.0;
    for (const OriginForecast& at : small().result.forecasts)
      for (std::size_t city = 0; city < 5; ++city) {
        const auto& observed = measure == 0 ? study.observed.lq_count : study.observed.lq_revenue;
        const double y = observed[city][static_cast<std::size_t>(at.origin + 1 - study.first)];
        crps += output::crps(at.model[measure][0][city], y) / 10;
        mae += std::abs(output::median(at.model[measure][0][city]) - y) / 10;
      }
    const BacktestScore& score = small().result.scores[measure][0].model;
    EXPECT_NEAR(score.crps, crps, 1e-12);
    EXPECT_NEAR(score.mae, mae, 1e-12);
    const auto& by_origin = small().result.model_by_origin[measure][0];
    EXPECT_NEAR((by_origin[0] + by_origin[1]) / 2, crps, 1e-12);
  }
}

TEST(BacktestOfForecasts, has_skill_against_the_best_simple_forecast) {
  for (const auto& of_measure : small().result.scores)
    for (const HorizonScores& scores : of_measure) {
      for (const auto& [name, score] : scores.simple)
        EXPECT_GE(score.crps, scores.simple.at(scores.best).crps) << name;
      EXPECT_NEAR(scores.skill, 1.0 - scores.model.crps / scores.simple.at(scores.best).crps, 1e-12);
      EXPECT_LE(scores.model.coverage_90_low, scores.model.coverage_90);
      EXPECT_GE(scores.model.coverage_90_high, scores.model.coverage_90);
    }
  const HorizonScores& one_ahead = small().result.scores[0][0];
  EXPECT_EQ(small().result.scores[0][1].sign_flip_p, 1.0);  // one origin shows nothing
  EXPECT_FALSE(std::isnan(one_ahead.skill_until_2014));
  EXPECT_FALSE(std::isnan(one_ahead.skill_after_2014));
}

TEST(BacktestOfForecasts, sees_nothing_after_an_origin_neither_in_the_model_nor_in_simple_forecasts) {
  models::Study study = observed_until_2015();
  for (auto* measure : {&study.observed.lq_count, &study.observed.lq_revenue})
    for (auto& city : *measure)
      for (std::size_t year = 6; year < 8; ++year) city[year] *= 3.0;  // 2014 and 2015
  const BacktestResult other = backtest(small_backtest(std::move(study)));
  EXPECT_EQ(other.forecasts[0].model, small().result.forecasts[0].model);
  EXPECT_EQ(other.forecasts[0].simple, small().result.forecasts[0].simple);
  EXPECT_NE(other.forecasts[1].model, small().result.forecasts[1].model);
  EXPECT_NE(other.scores[0][0].model.crps, small().result.scores[0][0].model.crps);
}

TEST(BacktestOfForecasts, is_the_same_on_one_and_seven_threads) {
  const int threads_before = omp_get_max_threads();
  for (const int threads : {1, 7}) {
    omp_set_num_threads(threads);
    const BacktestResult other = backtest(small().experiment);
    for (const std::size_t origin : {0u, 1u})
      EXPECT_EQ(other.forecasts[origin].model, small().result.forecasts[origin].model);
    EXPECT_EQ(other.scores[1][0].model.energy, small().result.scores[1][0].model.energy);
  }
  omp_set_num_threads(threads_before);
}

TEST(BacktestOfForecasts, tells_how_far_it_is_and_stops_when_asked) {
  std::vector<int> seen;
  backtest(small().experiment, {[&](int done, int of) {
             EXPECT_EQ(of, 2);
             seen.push_back(done);
           }});
  EXPECT_EQ(seen, (std::vector<int>{1, 2}));
  const std::atomic<bool> stop{true};
  EXPECT_THROW(backtest(small().experiment, {nullptr, &stop}), Stopped);
}

TEST(BacktestFile, holds_forecasts_by_origin_horizon_member_and_city_and_observations_apart) {
  const auto file = backtest_result(small().experiment, small().result, provenance_of("by a test"));
  EXPECT_EQ(file.filetype, "backtest");
  const output::Variable* lq = file.group("forecast")->variable("lq_count");
  ASSERT_NE(lq, nullptr);
  EXPECT_EQ(lq->dimensions, (std::vector<std::string>{"origin", "horizon", "member", "city"}));
  const auto& values = std::get<std::vector<double>>(lq->values);
  ASSERT_EQ(values.size(), 2u * 2 * 12 * 7);
  EXPECT_EQ(values[((1 * 2 + 1) * 12 + 5) * 7 + tests::dale],
            small().result.forecasts[1].model[0][1][tests::dale][5]);
  EXPECT_TRUE(std::isnan(values[tests::ford]));
  EXPECT_NE(file.group("observed"), nullptr);
  EXPECT_NE(file.group("scores"), nullptr);
}

}  // namespace
}  // namespace agglomera::scenarios
