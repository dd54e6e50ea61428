// Three cities observed in two years: what is learned is little, but all ways of learning it run.
#include "scenarios/experiments/calibrate.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <cmath>

#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

Calibration small_calibration(const ExperimentFiles& files, int members = 20) {
  return files.calibration({members, 3});
}

TEST(Calibrate, learns_every_free_number_from_every_target) {
  const ExperimentFiles files;
  const CalibrationResult result = calibrate(small_calibration(files));
  std::vector<std::string> names;
  for (const Identified& row : result.table) names.push_back(row.name);
  EXPECT_EQ(names.size(), 2u);
  EXPECT_EQ(result.fit.targets.size(), 2u);  // of 2009: a count of alpha, a revenue of gamma
  EXPECT_EQ(result.fit.smoothed.parameters.cols(), 20);
  EXPECT_EQ(result.global_names, names);
  EXPECT_FALSE(result.modes);
  EXPECT_FALSE(result.cross_check);
  EXPECT_EQ(result.failed, 0);
}

TEST(Calibrate, is_the_same_on_one_two_and_seven_threads) {
  const ExperimentFiles files;
  const Calibration experiment = small_calibration(files);
  const int threads_before = omp_get_max_threads();
  std::vector<Eigen::MatrixXd> found;
  for (const int threads : {1, 2, 7}) {
    omp_set_num_threads(threads);
    found.push_back(calibrate(experiment).fit.smoothed.parameters);
  }
  omp_set_num_threads(threads_before);
  EXPECT_EQ(found[1], found[0]);
  EXPECT_EQ(found[2], found[0]);
}

TEST(Calibrate, runs_every_method_and_cross_check) {
  const ExperimentFiles files;
  Calibration experiment = small_calibration(files);
  experiment.method.modes = 2;
  experiment.method.generations = 3;
  experiment.method.cross_check = true;
  experiment.method.rounds = 2;
  const CalibrationResult all = calibrate(experiment);
  ASSERT_TRUE(all.modes);
  ASSERT_TRUE(all.cross_check);
  EXPECT_FALSE(all.modes->modes.empty());
  for (const MethodKind kind : {MethodKind::abc_smc, MethodKind::cma_es}) {
    experiment.method.kind = kind;
    const CalibrationResult other = calibrate(experiment);
    EXPECT_EQ(other.modes.has_value(), kind == MethodKind::cma_es);
    EXPECT_EQ(other.cross_check.has_value(), kind == MethodKind::abc_smc);
    EXPECT_TRUE(other.fit.smoothed.parameters.allFinite());
    EXPECT_EQ(other.fit.smoothed.parameters.cols(), 20);
  }
}

TEST(Calibrate, stops_when_asked) {
  const ExperimentFiles files;
  const std::atomic<bool> stop{true};
  EXPECT_THROW(calibrate(small_calibration(files), {nullptr, &stop, nullptr}), Stopped);
}

TEST(Calibrate, is_refused_with_nothing_to_learn_from_or_nothing_to_move) {
  const ExperimentFiles files;
  Calibration experiment = small_calibration(files);
  experiment.targets.last = 2008;
  EXPECT_EQ(files.complaints_of([&] { calibrate(experiment); }),
            (std::vector<std::string>{"no observation is left to learn from (the first year is where members "
                                      "start) take later years"}));
  experiment = small_calibration(files);
  experiment.free.parameters.clear();
  experiment.method.kind = MethodKind::abc_smc;
  EXPECT_EQ(files.complaints_of([&] { calibrate(experiment); }),
            (std::vector<std::string>{"no parameter is free (abc-smc and cma-es move parameters alone) name "
                                      "some under [free] parameters, or take es-mda"}));
}

TEST(CalibrationFile, holds_the_groups_of_inference_data_and_at_most_250_draws) {
  const ExperimentFiles files;
  for (const int members : {20, 260}) {
    const Calibration experiment = small_calibration(files, members);
    const auto file = calibration_result(experiment, calibrate(experiment), provenance_of("by a test"));
    EXPECT_EQ(file.filetype, "posterior");
    for (const char* name : {"posterior", "prior", "posterior_predictive", "observed_data", "sample_stats",
                             "deviations", "innovations"})
      EXPECT_NE(file.group(name), nullptr) << name;
    EXPECT_EQ(file.group("modes"), nullptr);
    EXPECT_EQ(file.group("posterior")->dimension("draw")->size(), static_cast<std::size_t>(std::min(members, 250)));
    output::write_result(file, files.path("p.h5"));
    EXPECT_EQ(output::read_result(files.path("p.h5"), "posterior").groups.size(), file.groups.size());
  }
}

TEST(Calibrate, keeps_failed_runs_with_what_repeats_them) {
  const ExperimentFiles files;
  const Calibration experiment = small_calibration(files);
  CalibrationResult result = calibrate(experiment);
  EXPECT_EQ(calibration_result(experiment, result, {}).group("quarantine"), nullptr);
  result.fit.failed_runs = {{3, 7, Eigen::Vector2d(0.5, -1.25)}};
  const output::ResultFile file = calibration_result(experiment, result, {});
  const output::Group* quarantine = file.group("quarantine");
  ASSERT_NE(quarantine, nullptr);
  EXPECT_EQ(std::get<std::vector<double>>(quarantine->variable("deviation")->values),
            (std::vector<double>{0.5, -1.25}));
  EXPECT_EQ(std::get<std::vector<std::int32_t>>(quarantine->variable("step")->values),
            std::vector<std::int32_t>{3});
  EXPECT_EQ(std::get<std::vector<std::int32_t>>(quarantine->variable("member")->values),
            std::vector<std::int32_t>{7});
}

}  // namespace
}  // namespace agglomera::scenarios
