#include "scenarios/experiments/point_outputs.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>

#include "models/lever.hpp"
#include "scenarios/experiments/effects.hpp"
#include "scenarios/experiments/learning.hpp"
#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

Factor parameter_factor(const std::string& name, std::vector<double> values) {
  Factor factor;
  const auto* row = models::find_parameter(name);
  factor.name = name;
  factor.row = static_cast<std::size_t>(row - models::parameter_table().data());
  factor.values = std::move(values);
  factor.bounds = row->range;
  return factor;
}

models::Lever radiation_of(sim::PlaceIndex city, double strength, sim::Year first = 2018) {
  models::Lever lever{"radiation", {city}, first, 2022, 2, {}};
  for (const auto& parameter : models::find_lever("radiation")->parameters)
    lever.values.push_back(parameter.usual);
  lever.values[0] = strength;
  return lever;
}

Factor strength_factor(std::size_t lever) {
  Factor factor;
  factor.kind = FactorKind::strength;
  factor.name = "radiation_strength";
  factor.row = lever;
  factor.values = {0.0, 1.0, 2.0};
  return factor;
}

Factor word_factor(FactorKind kind, std::vector<std::string> words) {
  Factor factor;
  factor.kind = kind;
  for (std::size_t i = 0; i < words.size(); ++i) factor.values.push_back(static_cast<double>(i));
  factor.words = std::move(words);
  return factor;
}

Variation made_up(int replicates = 4) {
  Variation variation;
  variation.scenario = scenario_of(observed_world());
  variation.scenario.last = 2022;
  variation.scenario.members = replicates;
  variation.scenario.sample_priors = false;
  variation.outputs.year = 2022;
  variation.outputs.all = {{"firms", "cove", {tests::cove}},
                           {"lq_count", "two", {tests::cove, tests::dale}},
                           {"revenue", "dale", {tests::dale}}};
  return variation;
}

Variation with_levers(int replicates = 4) {
  Variation variation = made_up(replicates);
  variation.levers = {radiation_of(tests::avalon, 0.5)};
  variation.factors = {parameter_factor("half_life_km", {200.0, 400.0}), strength_factor(0)};
  return variation;
}

// The mean of an output over the members of an ordinary ensemble.
double mean_of(const Variation& variation, const Scenario& scenario, const Branch& branch,
               sim::PlaceIndex place) {
  const Ensemble ensemble = simulate(scenario, {branch});
  double sum = 0.0;
  for (int member = 0; member < scenario.members; ++member)
    sum += ensemble.series[0].firms[ensemble.at(
        member, place, static_cast<std::size_t>(variation.outputs.year - scenario.first))];
  return sum / scenario.members;
}

TEST(PointOutputs, are_those_of_an_ordinary_run_with_the_values_of_the_point) {
  for (const bool drawn : {false, true}) {
    Variation variation = with_levers();
    variation.scenario.sample_priors = variation.drawn = drawn;
    const PointOutputs point = PointTrial(variation)(std::vector<double>{400.0, 2.0});
    models::Study study = *variation.scenario.study;
    study.parameters[variation.factors[0].row] = {400.0, {}};
    Scenario scenario = variation.scenario;
    scenario.study = std::make_shared<const models::Study>(study);
    EXPECT_DOUBLE_EQ(point.mean[0], mean_of(variation, scenario,
                                            {"", {radiation_of(tests::avalon, 2.0)}}, tests::cove));
    EXPECT_EQ(point.failed, 0);
  }
}

TEST(PointOutputs, without_conditioning_are_those_of_an_ordinary_run_too) {
  Variation variation = with_levers();
  variation.levers[0].first = 2014;  // within the observed years
  const PointOutputs point = PointTrial(variation)(std::vector<double>{300.0, 1.0});
  Scenario scenario = variation.scenario;
  models::Study study = *scenario.study;
  study.parameters[variation.factors[0].row] = {300.0, {}};
  scenario.study = std::make_shared<const models::Study>(study);
  EXPECT_DOUBLE_EQ(
      point.mean[0],
      mean_of(variation, scenario, {"", {radiation_of(tests::avalon, 1.0, 2014)}}, tests::cove));
}

TEST(PointOutputs, under_another_background_are_those_of_that_branch) {
  Variation variation = made_up();
  variation.factors = {word_factor(FactorKind::background, {"as_drawn", "level_background"})};
  EXPECT_DOUBLE_EQ(PointTrial(variation)(std::vector<double>{1.0}).mean[0],
                   mean_of(variation, variation.scenario,
                           {"", {}, false, 0, Variant::level_background}, tests::cove));
}

TEST(PointOutputs, of_a_mechanism_that_is_off_are_those_of_a_scenario_without_it) {
  Variation variation = made_up();
  Factor factor = word_factor(FactorKind::mechanism, {"off", "on"});
  for (const auto& row : models::mechanism_table()) {
    if (row.name == "localisation") break;
    ++factor.row;
  }
  variation.factors = {factor};
  Scenario without = variation.scenario;
  without.mechanisms.localisation = false;
  const PointTrial trial(variation);
  EXPECT_DOUBLE_EQ(trial(std::vector<double>{0.0}).mean[0],
                   mean_of(variation, without, {"", {}}, tests::cove));
  EXPECT_DOUBLE_EQ(trial(std::vector<double>{1.0}).mean[0],
                   mean_of(variation, variation.scenario, {"", {}}, tests::cove));
}

TEST(PointOutputs, are_given_up_between_replicates_when_somebody_asks_to_stop) {
  const Variation variation = with_levers();
  std::atomic<bool> stop = false;
  const PointTrial trial(variation, &stop);
  const std::vector<double> point = {300.0, 1.0};
  EXPECT_NO_THROW(trial(point));
  stop = true;
  EXPECT_THROW(trial(point), Stopped);
}

TEST(PointOutputs, of_a_lever_that_moves_are_those_of_the_lever_there) {
  Variation variation = made_up();
  variation.levers = {radiation_of(tests::avalon, 1.5)};
  Factor factor = word_factor(FactorKind::place, {"cove", "dale"});
  factor.places = {{tests::cove}, {tests::dale}};
  variation.factors = {factor};
  EXPECT_DOUBLE_EQ(
      PointTrial(variation)(std::vector<double>{1.0}).mean[0],
      mean_of(variation, variation.scenario, {"", {radiation_of(tests::dale, 1.5)}}, tests::cove));
}

TEST(PointOutputs, do_not_depend_on_the_points_before) {
  for (const bool effect : {false, true}) {
    Variation variation = with_levers();
    variation.outputs.effect = effect;
    const std::vector<std::vector<double>> points = {
        {200.0, 0.0}, {200.0, 2.0}, {400.0, 2.0}, {400.0, 1.0}, {200.0, 2.0}};
    const PointTrial trial(variation);
    for (const std::vector<double>& point : points) {
      const PointOutputs here = trial(point), alone = PointTrial(variation)(point);
      EXPECT_EQ(here.mean, alone.mean);
      EXPECT_EQ(here.sd, alone.sd);
    }
  }
}

TEST(PointOutputs, are_the_same_on_any_thread) {
  const Variation variation = with_levers(2);
  const PointTrial trial(variation);
  std::vector<std::vector<double>> alone, together(24);
  const auto point = [](std::size_t i) {
    return std::vector<double>{i % 2 ? 200.0 : 400.0, static_cast<double>(i % 3)};
  };
  for (std::size_t i = 0; i < together.size(); ++i) alone.push_back(trial(point(i)).mean);
#pragma omp parallel for schedule(dynamic) num_threads(7)
  for (std::size_t i = 0; i < together.size(); ++i) together[i] = trial(point(i)).mean;
  EXPECT_EQ(together, alone);
}

TEST(PointOutputs, of_no_strength_have_no_effect_to_the_last_bit) {
  Variation variation = with_levers();
  variation.outputs.effect = true;
  const PointTrial trial(variation);
  const PointOutputs none = trial(std::vector<double>{200.0, 0.0});
  for (std::size_t i = 0; i < none.mean.size(); ++i) {
    EXPECT_EQ(none.mean[i], 0.0);
    EXPECT_EQ(none.sd[i], 0.0);
  }
  const PointOutputs some = trial(std::vector<double>{200.0, 2.0});
  EXPECT_NE(some.mean[1], 0.0);
}

TEST(PointOutputs, as_effects_are_differences_on_the_same_luck) {
  Variation variation = with_levers();
  const PointOutputs with = PointTrial(variation)(std::vector<double>{300.0, 2.0});
  const PointOutputs without = PointTrial(variation)(std::vector<double>{300.0, 0.0});
  variation.outputs.effect = true;
  const PointOutputs effect = PointTrial(variation)(std::vector<double>{300.0, 2.0});
  for (std::size_t i = 0; i < effect.mean.size(); ++i)
    EXPECT_NEAR(effect.mean[i], with.mean[i] - without.mean[i], 1e-9 * std::abs(with.mean[i]));
}

TEST(PointOutputs, have_the_standard_deviation_of_their_replicates) {
  Variation variation = made_up(5);
  variation.factors = {parameter_factor("half_life_km", {300.0})};
  variation.scenario.study = std::make_shared<const models::Study>(observed_world());
  const PointOutputs point = PointTrial(variation)(std::vector<double>{300.0});
  models::Study study = observed_world();
  study.parameters[variation.factors[0].row] = {300.0, {}};
  Scenario scenario = variation.scenario;
  scenario.study = std::make_shared<const models::Study>(study);
  const Ensemble ensemble = simulate(scenario, {{"", {}}});
  double squares = 0.0;
  for (int member = 0; member < 5; ++member) {
    const double firms =
        ensemble.series[0].firms[ensemble.at(member, tests::cove, ensemble.years - 1)];
    squares += (firms - point.mean[0]) * (firms - point.mean[0]);
  }
  EXPECT_GT(squares, 0.0);
  EXPECT_NEAR(point.sd[0], std::sqrt(squares / 4), 1e-9);
  variation.scenario.members = 1;
  EXPECT_TRUE(std::isnan(PointTrial(variation)(std::vector<double>{300.0}).sd[0]));
}

TEST(PointOutputs, fail_where_feedbacks_never_die_out) {
  Variation variation = made_up();
  variation.factors = {parameter_factor("taste_localisation", {0.95}),
                       parameter_factor("nest_dissimilarity", {0.05})};
  const PointOutputs point = PointTrial(variation)(std::vector<double>{0.95, 0.05});
  EXPECT_EQ(point.failed, 4);
  EXPECT_TRUE(std::isnan(point.mean[0]));
  EXPECT_TRUE(point.reason.starts_with("the feedbacks never die out (gain 19")) << point.reason;
}

TEST(PointOutputs, tell_errors_of_the_free_run_over_the_observed_years) {
  Variation variation = made_up(1);
  variation.factors = {parameter_factor("half_life_km", {300.0})};
  variation.outputs.all = {{"log_error_lq_count", "cove", {tests::cove}}};
  models::Study study = observed_world();
  study.parameters[variation.factors[0].row] = {300.0, {}};
  Scenario scenario = variation.scenario;
  scenario.study = std::make_shared<const models::Study>(study);
  scenario.condition = false;
  const Ensemble ensemble = simulate(scenario, {{"", {}}});
  double sum = 0.0;
  for (std::size_t year = 1; year < study.years(); ++year)
    sum +=
        std::abs(std::log(ensemble.series[0].lq_count[ensemble.at(0, tests::cove, year)] + 0.05) -
                 std::log(study.observed.lq_count[tests::cove][year] + 0.05));
  const double expected = sum / static_cast<double>(study.years() - 1);
  EXPECT_NEAR(PointTrial(variation)(std::vector<double>{300.0}).mean[0], expected, 1e-12);
}

}  // namespace
}  // namespace agglomera::scenarios
