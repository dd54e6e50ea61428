#include "models/firm_exit.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

sim::LogRevenue of_log(double log_usd) { return sim::LogRevenue::of_log_usd(log_usd); }

TEST(SizeEffect, is_the_power_of_size_against_the_reference) {
  const SizeEffect effect(-0.25, 20.0);
  for (double x = 1.0; x < 41.0; x += 0.0173)
    EXPECT_NEAR(std::log(effect(of_log(x))), -0.25 * (x - 20.0), 2e-6) << x;
  EXPECT_EQ(SizeEffect(0.0, 20.0)(of_log(3.0)), 1.0f);
}

TEST(SizeEffect, has_a_bound) {
  EXPECT_EQ(SizeEffect(-1.0, 20.0)(of_log(1.0)), SizeEffect::highest);
  EXPECT_EQ(SizeEffect(-1.0, 20.0, 7.5)(of_log(1.0)), 7.5f);
}

TEST(SizeEffect, of_firm_and_place_together_is_that_against_the_usual_size) {
  const SizeEffect effect(-0.25, 20.0);
  EXPECT_NEAR(effect(of_log(23.0)) * effect.of_place(17.0), std::exp(-0.25 * 6.0), 1e-6);
}

TEST(FirmExit, has_the_hazard_of_the_equation_by_hand) {
  const SizeEffect size(-0.25, 20.0);
  const auto hazard = [&](double multiple, double log_size) {
    return FirmExit::hazard(static_cast<float>(0.066 * multiple), size(of_log(log_size))) * 0x1p-31;
  };
  EXPECT_NEAR(hazard(1.0, 21.0), 0.066 * std::exp(-0.25), 1e-7);
  EXPECT_NEAR(hazard(2.0, 21.0), 2 * hazard(1.0, 21.0), 1e-7);
  for (double x = 13.0; x < 35.0; x += 0.5) EXPECT_GT(hazard(1.0, x), hazard(1.0, x + 0.5));
  EXPECT_EQ(hazard(100.0, 20.0), 0.5);
}

TEST(Happens, below_its_probability_only) {
  const std::int32_t tenth = in_units(0.1);
  EXPECT_TRUE(happens(0, tenth));
  EXPECT_TRUE(happens(static_cast<std::uint32_t>(0.0999 * 0x1p32), tenth));
  EXPECT_FALSE(happens(static_cast<std::uint32_t>(0.1001 * 0x1p32), tenth));
  EXPECT_FALSE(happens(0, in_units(0.0)));
  EXPECT_FALSE(happens(0xFFFFFFFFu, in_units(0.5)));
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
