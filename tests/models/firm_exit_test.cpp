#include "models/firm_exit.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

TEST(SizeEffect, is_the_power_of_relative_size_to_half_a_step) {
  const SizeEffect effect(-0.25);
  for (double x = -15.9; x < 15.9; x += 0.0173)
    EXPECT_NEAR(std::log(effect[SizeEffect::step(x)]), -0.25 * x, 0.25 / 32 + 1e-12) << x;
}

TEST(SizeEffect, stays_in_its_table_for_any_size) {
  EXPECT_EQ(SizeEffect::step(-1e9), SizeEffect::step(-15.99));
  EXPECT_LT(SizeEffect::step(1e9), SizeEffect::steps);
}

TEST(FirmExit, has_the_hazard_of_the_equation_by_hand) {
  const FirmExit exit(0.066, -0.25);
  EXPECT_NEAR(exit(1.0, 0.03125), 0.066 * std::exp(-0.25 * 0.03125),
              1e-12);  // the middle of a step
  EXPECT_NEAR(exit(2.0, 0.03125), 2 * exit(1.0, 0.03125), 1e-12);
}

TEST(FirmExit, falls_with_size_and_is_at_most_a_half) {
  const FirmExit exit(0.066, -0.25);
  for (double x = -15.0; x < 15.0; x += 0.5) EXPECT_GE(exit(1.0, x), exit(1.0, x + 0.5));
  EXPECT_GT(exit(1.0, -2.0), exit(1.0, 2.0));
  EXPECT_EQ(exit(100.0, 0.0), 0.5);
  EXPECT_EQ(FirmExit(0.066, 0.0)(1.0, -9.0), 0.066);
}

// One year in which firms do nothing but leave: the share that is gone in each place.
std::vector<double> share_gone(const Study& study, const Mechanisms& mechanisms) {
  Start start(study, {.mechanisms = mechanisms});
  const Census before = start.world.census;
  start.run_until(2009);
  std::vector<double> gone;
  for (std::size_t place = 0; place < study.places(); ++place)
    gone.push_back(1.0 - static_cast<double>(start.world.census.focal_firms[place]) /
                             static_cast<double>(before.focal_firms[place]));
  return gone;
}

TEST(FirmExit, happens_at_its_rate_in_every_place) {
  Study study = small_study(200000.0);
  set_parameter(study, "exit_size_elasticity", 0.0);
  set_parameter(study, "unobserved_lq_log_sd", 0.0);
  for (const double gone : share_gone(study, only({&Mechanisms::exit})))
    EXPECT_NEAR(gone, 0.066, 4 * std::sqrt(0.066 * 0.934 / 8000.0));
}

TEST(FirmExit, is_rarer_where_technology_and_culture_are_in_step) {
  Study study = small_study(200000.0);
  set_parameter(study, "exit_coupling", 3.0);
  const auto gone = share_gone(study, only({&Mechanisms::exit, &Mechanisms::coupling}));
  EXPECT_LT(gone[avalon], gone[dale]);  // D 0.80 against 0.58
  EXPECT_LT(gone[dale], gone[ford]);
}

TEST(FirmExit, differs_by_the_governance_regime) {
  Study study = small_study(200000.0);
  set_parameter(study, "exit_coordinated", 1.0);
  set_parameter(study, "exit_size_elasticity", 0.0);
  const auto gone = share_gone(study, only({&Mechanisms::exit, &Mechanisms::governance}));
  EXPECT_NEAR(gone[elm], 0.066 * std::exp(1.0), 0.012);
  EXPECT_NEAR(gone[dale], 0.066, 0.006);
}

}  // namespace
}  // namespace agglomera::tests
