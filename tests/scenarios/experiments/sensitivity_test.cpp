#include "scenarios/experiments/sensitivity.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <atomic>
#include <cmath>

#include "models/lever.hpp"
#include "output/store/schema.hpp"
#include "sim/missing.hpp"
#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

Factor range_of(const std::string& name, double low, double high) {
  Factor factor;
  const auto* row = models::find_parameter(name);
  factor.name = name;
  factor.row = static_cast<std::size_t>(row - models::parameter_table().data());
  factor.range = {low, high};
  factor.bounds = row->range;
  return factor;
}

// What the exponential kernel of the world never asks for is a factor too.
Sensitivity made_up(SensitivityKind kind = SensitivityKind::sobol) {
  Sensitivity experiment;
  Variation& variation = experiment.variation;
  variation.name = "sensitivity";
  variation.scenario = scenario_of(observed_world());
  variation.scenario.last = 2021;
  variation.scenario.members = 3;
  variation.scenario.sample_priors = false;
  variation.outputs.year = 2021;
  variation.outputs.all = {{"firms", "cove", {tests::cove}},
                           {"lq_count", "two", {tests::cove, tests::dale}}};
  variation.factors = {range_of("rest_of_world_appeal", -1.0, 1.0), range_of("exit_rate", 0.0, 0.2),
                       range_of("gravity_exponent", 1.0, 3.0)};
  experiment.method.kind = kind;
  experiment.method.samples = 64;
  experiment.method.scramblings = 2;
  experiment.method.second_order = kind == SensitivityKind::sobol;
  experiment.method.trajectories = 10;
  return experiment;
}

SensitivityResult analysed(const Sensitivity& experiment, const PointsWatch& watch = {}) {
  PointStore nothing;
  return analyse_sensitivity(experiment, nothing, watch);
}

constexpr std::size_t unused = 2;  // the exponent of another kernel

const OutputSensitivity& mean_of(const SensitivityResult& result, std::size_t output = 0) {
  return result[Statistic::mean][output];
}

TEST(SensitivityOfAWorld, gives_no_share_to_a_parameter_that_its_kernel_never_asks_for) {
  const SensitivityResult result = analysed(made_up());
  EXPECT_EQ(result.points, 64 * 8);
  for (const Statistic statistic : statistics)
    for (const OutputSensitivity& output : result[statistic]) {
      EXPECT_EQ(output.sobol.total[unused].value, 0.0);
      EXPECT_EQ(output.sobol.total[unused].high, 0.0);
      EXPECT_EQ(output.sobol.first[unused].value, 0.0);
      EXPECT_GT(output.sobol.total[0].value, 0.01);
    }
}

TEST(SensitivityOfAWorld, screens_out_a_parameter_that_its_kernel_never_asks_for) {
  const SensitivityResult result = analysed(made_up(SensitivityKind::morris));
  EXPECT_EQ(result.points, 10 * 4);
  for (const Statistic statistic : statistics)
    for (const OutputSensitivity& output : result[statistic]) {
      EXPECT_EQ(output.morris.mu_star[unused].value, 0.0);
      EXPECT_EQ(output.morris.sigma[unused].high, 0.0);
      EXPECT_GT(output.morris.mu_star[0].low, 0.0);
    }
}

TEST(SensitivityOfAWorld, is_that_of_the_luck_that_all_points_share) {
  Sensitivity experiment = made_up();
  const double once = mean_of(analysed(experiment)).mean;
  EXPECT_EQ(mean_of(analysed(experiment)).mean, once);
  experiment.variation.scenario.seed += 1;
  EXPECT_NE(mean_of(analysed(experiment)).mean, once);
}

TEST(SensitivityOfAWorld, is_the_same_on_one_two_and_seven_threads) {
  const int before = omp_get_max_threads();
  std::vector<SensitivityResult> results;
  for (const int threads : {1, 2, 7}) {
    omp_set_num_threads(threads);
    results.push_back(analysed(made_up()));
  }
  omp_set_num_threads(before);
  for (const SensitivityResult& other : results)
    for (std::size_t i = 0; i < 3; ++i) {
      EXPECT_EQ(mean_of(other).sobol.total[i].value, mean_of(results[0]).sobol.total[i].value);
      EXPECT_EQ(mean_of(other, 1).sobol.first[i].low, mean_of(results[0], 1).sobol.first[i].low);
    }
}

// An effect of a lever whose strength is zero is none, whatever the parameters are.
TEST(SensitivityOfAWorld, of_the_effect_of_a_lever_without_strength_does_not_vary) {
  Sensitivity experiment = made_up();
  models::Lever lever{"radiation", {tests::avalon}, 2018, 2021, 1, {}};
  for (const auto& parameter : models::find_lever("radiation")->parameters)
    lever.values.push_back(parameter.usual);
  lever.values[0] = 0.0;
  experiment.variation.levers = {lever};
  experiment.variation.outputs.effect = true;
  const SensitivityResult result = analysed(experiment);
  EXPECT_EQ(mean_of(result).mean, 0.0);
  EXPECT_EQ(mean_of(result).sd, 0.0);
  EXPECT_TRUE(std::isnan(mean_of(result).sobol.first[0].value));
}

TEST(SensitivityOfAWorld, goes_on_without_the_points_whose_runs_fail_and_says_why) {
  Sensitivity experiment = made_up();
  experiment.variation.factors.push_back(range_of("resource_activity", 0.0, 0.5));
  experiment.variation.factors.push_back(range_of("taste_resources", 0.0, 3.0));
  const SensitivityResult result = analysed(experiment);
  EXPECT_GT(result.failed_runs, 0);
  EXPECT_FALSE(result.reason.empty());
  EXPECT_GT(mean_of(result).left_out(), 0u);
}

TEST(SensitivityOfAWorld, fits_the_schema_of_the_files) {
  for (const SensitivityKind kind : {SensitivityKind::sobol, SensitivityKind::morris}) {
    const Sensitivity experiment = made_up(kind);
    const output::ResultFile file = sensitivity_result(experiment, analysed(experiment),
                                                       provenance_of("agglomera sensitivity x"));
    EXPECT_EQ(output::mismatches(file, output::Unknown::refused), std::vector<std::string>{});
  }
}

TEST(SensitivityOfAWorld, can_be_stopped) {
  const std::atomic<bool> stop = true;
  EXPECT_THROW(analysed(made_up(), {{}, &stop}), PointsInterrupted);
}

TEST(NegativeIndices, are_counted_within_their_intervals_and_beyond) {
  SensitivityResult result;
  OutputSensitivity output;
  output.sobol.first = {{0.5, 0.4, 0.6}, {-0.01, -0.05, 0.03}, {-0.2, -0.3, -0.1}};
  output.sobol.total = {{0.5, 0.4, 0.6}, {missing, missing, missing}, {0.0, -0.1, 0.1}};
  result.of[0] = {output};
  const NegativeIndices found = negative_indices(result);
  EXPECT_EQ(found.all, 5u);
  EXPECT_EQ(found.within, 1u);
  EXPECT_EQ(found.beyond, 1u);
}

}  // namespace
}  // namespace agglomera::scenarios
