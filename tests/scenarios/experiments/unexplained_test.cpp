// Sizes and persistence are held against each other, not against tuned constants.
#include "scenarios/experiments/unexplained.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

TEST(ErrorsOf, are_those_of_the_median_with_the_central_width_by_hand) {
  const std::vector<Target> targets = {{Measure::lq_count, 0, 1, 1.0, false}};
  Eigen::MatrixXd told(1, 101);
  for (int i = 0; i <= 100; ++i) told(0, i) = 0.01 * i;
  const auto errors = errors_of(targets, told);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_EQ(errors[0].target, 0u);
  EXPECT_NEAR(errors[0].value, std::log(1.05) - 0.5, 1e-12);
  EXPECT_NEAR(errors[0].simulator_variance, 0.34 * 0.34 + rounding_variance(targets)[0], 1e-12);
}

TEST(ErrorsOf, leave_out_failed_members_and_targets_nobody_told) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Target> targets = {{Measure::lq_count, 0, 1, 1.0, false},
                                       {Measure::lq_count, 0, 2, 1.0, false}};
  Eigen::MatrixXd told(2, 4);
  told << 0.1, 0.3, missing, 0.2, missing, missing, missing, missing;
  const auto errors = errors_of(targets, told);
  ASSERT_EQ(errors.size(), 1u);
  EXPECT_NEAR(errors[0].value, std::log(1.05) - 0.2, 1e-12);
}

TEST(ErrorsOf, compared_as_roots_are_in_log_units_too) {
  const std::vector<Target> targets = {{Measure::lq_count, 0, 1, 1.0, true}};
  const auto errors = errors_of(targets, Eigen::MatrixXd::Constant(1, 5, 0.99));
  EXPECT_NEAR(errors.at(0).value, std::log(1.05) - std::log(0.99 * 0.99 + 0.05), 5e-4);
}

// Errors of the city dale alone, year by year from 2009.
struct Series {
  models::Study study = observed_world();
  std::vector<Target> targets;
  std::vector<Error> errors;

  explicit Series(const std::vector<double>& values) {
    for (std::size_t i = 0; i < values.size(); ++i) {
      targets.push_back({Measure::lq_count, tests::dale, i + 1, 1.0, false});
      errors.push_back({i, values[i], 1e-4});
    }
  }
  models::Innovations innovations(Measure measure = Measure::lq_count) const {
    return innovations_of(study, targets, errors, measure);
  }
};

TEST(InnovationsOf, persist_more_when_errors_repeat_than_when_they_alternate) {
  const double usual = Series({}).innovations().persistence;
  const double repeated = Series(std::vector<double>(9, 0.3)).innovations().persistence;
  const double alternating =
      Series({0.3, -0.3, 0.3, -0.3, 0.3, -0.3, 0.3, -0.3, 0.3}).innovations().persistence;
  EXPECT_GT(repeated, usual);
  EXPECT_LT(repeated, 1.0);
  EXPECT_LT(alternating, usual);
  EXPECT_GT(alternating, -1.0);
}

TEST(InnovationsOf, grow_with_the_errors_most_in_their_own_city) {
  const auto small = Series(std::vector<double>(9, 0.1)).innovations();
  const auto large = Series(std::vector<double>(9, 0.4)).innovations();
  EXPECT_GT(large.sd[tests::dale], 1.5 * small.sd[tests::dale]);
  Series two(std::vector<double>(9, 0.4));
  for (std::size_t i = 0; i < 9; ++i) {
    two.targets.push_back({Measure::lq_count, tests::elm, i + 1, 1.0, false});
    two.errors.push_back({9 + i, i % 2 ? 0.05 : -0.05, 1e-4});
  }
  const auto both = two.innovations();
  EXPECT_GT(both.sd[tests::dale], both.sd[tests::elm]);
  EXPECT_GT(both.sd[tests::dale], both.sd[tests::cove]);  // without errors: the size of them all
  EXPECT_GT(both.sd[tests::cove], both.sd[tests::elm]);
}

TEST(InnovationsOf, end_with_the_error_of_the_last_year_and_nothing_elsewhere) {
  const auto innovations = Series({0.1, 0.2, 0.3, 0.1, 0.2, 0.3, 0.1, 0.2, -0.45}).innovations();
  EXPECT_EQ(innovations.last[tests::dale], -0.45);
  EXPECT_EQ(innovations.last[tests::elm], 0.0);
  EXPECT_EQ(Series({0.1, 0.2, 0.3}).innovations().last[tests::dale], 0.0);  // of 2011: long ago
}

TEST(InnovationsOf, are_of_their_own_measure) {
  const Series series(std::vector<double>(9, 0.4));
  const auto other = series.innovations(Measure::lq_revenue);
  EXPECT_EQ(other.sd, Series({}).innovations(Measure::lq_revenue).sd);
  EXPECT_EQ(other.last, std::vector<double>(6, 0.0));
}

TEST(DiscrepancyVariance, is_the_square_of_the_size_of_the_city_and_measure) {
  models::Innovations counts{{0.1, 0.2}, {0.0, 0.0}, 0.0}, revenues{{0.3, 0.4}, {0.0, 0.0}, 0.0};
  const auto variance = discrepancy_variance({{Measure::lq_count, 1, 1, 1.0, false},
                                              {Measure::lq_revenue, 0, 1, 1.0, false},
                                              {Measure::revenue, 1, 1, 1.0, false},
                                              {Measure::lq_count, 1, 1, 1.0, true}},
                                             counts, revenues);
  EXPECT_NEAR(variance[0], 0.04, 1e-15);
  EXPECT_NEAR(variance[1], 0.09, 1e-15);
  EXPECT_NEAR(variance[2], 0.16, 1e-15);
  EXPECT_NEAR(std::sqrt(variance[3]), 0.2 * 1.05 / 2.0, 1e-15);  // d √x = (x + 0.05)/(2 √x) d ln(x + 0.05)
}

}  // namespace
}  // namespace agglomera::scenarios
