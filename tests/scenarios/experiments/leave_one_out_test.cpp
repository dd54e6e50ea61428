#include "scenarios/experiments/leave_one_out.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "output/store/schema.hpp"
#include "scenarios/experiments/calibrate.hpp"
#include "sim/errors.hpp"
#include "tests/scenarios/experiments/small_calibration.hpp"

namespace agglomera::scenarios {
namespace {

constexpr sim::PlaceIndex brea = 1;

std::vector<Target> targets_in(const Calibration& experiment, sim::PlaceIndex city) {
  return targets_of(*experiment.scenario.study, measures_of(experiment.targets), {city}, 2011, 2015);
}

// With every observation of the city after the first year by a factor of its own.
Calibration scrambled(Calibration experiment, sim::PlaceIndex city) {
  models::Study study = *experiment.scenario.study;
  double factor = 1.0;
  for (auto* measure : {&study.observed.lq_count, &study.observed.lq_revenue})
    for (std::size_t year = 1; year < study.years(); ++year)
      (*measure)[static_cast<std::size_t>(city)][year] *= factor += 0.37;
  experiment.scenario.study = std::make_shared<const models::Study>(std::move(study));
  return experiment;
}

TEST(LeaveOneOut, predicts_the_same_bits_whatever_was_observed_in_the_city) {
  const Calibration experiment = SmallCalibration().read();
  const std::vector<Target> asked = targets_in(experiment, brea);
  const Eigen::MatrixXd told = predict_without(experiment, brea, asked, {});
  ASSERT_EQ(told.rows(), 10);
  ASSERT_TRUE(told.allFinite());
  EXPECT_EQ(predict_without(scrambled(experiment, brea), brea, asked, {}), told);
  EXPECT_NE(predict_without(scrambled(experiment, 0), brea, asked, {}), told) << "nothing is learned";
}

TEST(LeaveOneOut, stands_beside_the_error_of_the_fit_to_all) {
  const Calibration experiment = SmallCalibration().read();
  CalibrationResult result = calibrate(experiment);
  result.left_out = leave_one_out(experiment, result, {});
  ASSERT_EQ(result.left_out.size(), 6u);  // three cities, two measures
  for (const LeftOut& row : result.left_out) {
    EXPECT_EQ(row.observations, 5);
    for (const EnsembleError& error : {row.without, row.in_sample}) {
      EXPECT_GT(error.log_mae, 0.0);
      EXPECT_LT(error.log_mae, 2.0);
      EXPECT_NEAR(std::remainder(error.coverage_90, 0.2), 0.0, 1e-12);  // of five
    }
  }
  const output::ResultFile file = calibration_result(experiment, result, provenance_of("x"));
  EXPECT_EQ(output::mismatches(file, output::Unknown::refused), std::vector<std::string>{});
  const auto& stored = std::get<std::vector<double>>(file.group("left_out")->variable("log_mae")->values);
  EXPECT_EQ(stored[4], [&] {  // lq_revenue of brea
    for (const LeftOut& row : result.left_out)
      if (row.city == brea && row.measure == Measure::lq_revenue) return row.without.log_mae;
    return -1.0;
  }());
}

TEST(LeaveOneOut, needs_two_cities_and_a_method_that_fits_them) {
  const auto said = [](const Calibration& experiment) -> std::string {
    try {
      check_leaving_out(experiment);
    } catch (const sim::InputError& error) {
      return error.complaints().front().text();
    }
    return "";
  };
  Calibration experiment = SmallCalibration().read();
  EXPECT_EQ(said(experiment), "");
  experiment.targets.cities = {brea};
  EXPECT_EQ(said(experiment),
            "--leave-one-out: there is one target city (nothing would be left to learn from) fit more cities");
  experiment.method.kind = MethodKind::abc_smc;
  EXPECT_EQ(said(experiment),
            "--leave-one-out: needs the method \"es-mda\" (others fit no numbers of cities)");
}

}  // namespace
}  // namespace agglomera::scenarios
