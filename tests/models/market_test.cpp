#include "models/market.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

TEST(Market, calls_usual_the_mean_revenue_at_the_scale_of_the_place) {
  Study study = small_study();
  set_shares(study, study.revenue_share, {0.40, 0.05, 0.10, 0.05, 0.08, 0.04});
  const Start start(study);
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  const double mean =
      std::log(static_cast<double>(start.world.census.total_focal_revenue_usd()) / 1000.0);
  EXPECT_NEAR(market.usual_log_revenue[avalon], mean + std::log(2.0), 1e-12);
  EXPECT_NEAR(market.usual_log_revenue[dale], mean - std::log(3.0), 1e-12);
  EXPECT_NEAR(market.usual_log_revenue[elm], mean, 1e-12);
}

// Entrants that would bring the expected number of firms to its path, by hand.
TEST(Market, has_room_for_what_the_path_lacks_after_expected_exits) {
  Study study = small_study(1000.0);
  set_parameter(study, "exit_size_elasticity", 0.0);
  set_parameter(study, "acquisition_rate", 0.02);
  study.totals.focal_firms[1] = 1100.5;
  Sample entrants;
  for (std::uint32_t member = 0; member < 400; ++member) {
    const Start start(study, {.mechanisms = null_model(), .draws = Draws(1, member)});
    entrants.add(
        static_cast<double>(open_market(start.model, start.world, {}, 2009, start.draws).entrants));
  }
  EXPECT_TRUE(agrees(entrants, 100.5 + 66.0 + 20.0));
  EXPECT_LT(entrants.variance(), 1.0);
}

TEST(Market, has_no_room_when_the_world_shrinks_faster_than_firms_leave) {
  Study study = small_study(1000.0);
  study.totals.focal_firms[1] = 500.0;
  const Start start(study);
  EXPECT_EQ(open_market(start.model, start.world, {}, 2009, start.draws).entrants, 0);
}

Lever deregulation(double strength) { return {"deregulation", {dale}, 2009, 2017, 1, {strength}}; }

TEST(Market, grows_with_what_all_places_offer_by_the_elasticity_of_demand) {
  for (const double elasticity : {0.0, 0.5}) {
    Study study = small_study(100000.0);
    set_parameter(study, "demand_elasticity", elasticity);
    const Start start(study);
    const Lever lever = deregulation(1.0);
    const Market plain = open_market(start.model, start.world, {}, 2009, start.draws);
    const Market under = open_market(start.model, start.world, {&lever, 1}, 2009, start.draws);
    const double ratio =
        under.entry_choice.inclusive_value() / plain.entry_choice.inclusive_value();
    EXPECT_GT(ratio, 1.1);
    EXPECT_NEAR(static_cast<double>(under.entrants - plain.entrants),
                100000.0 * (std::pow(ratio, elasticity) - 1.0), 2.0);
    if (elasticity == 0.0) {
      EXPECT_EQ(under.drift, plain.drift);
    }
  }
}

TEST(Market, measures_demand_against_the_first_year_after_the_observed_ones) {
  Study study = small_study(10000.0);
  set_parameter(study, "demand_elasticity", 0.5);
  set_parameter(study, "firms_drift_sd", 0.0);
  Start start(study, {.last = 2025});
  start.run_until(2017);
  EXPECT_EQ(start.world.reference_inclusive_value, 0.0);
  start.run_until(2018);
  const double reference = start.world.reference_inclusive_value;
  EXPECT_GT(reference, 0.0);
  start.run_until(2020);
  EXPECT_EQ(start.world.reference_inclusive_value, reference);
}

TEST(Market, has_drifts_that_differ_by_what_places_add_to_growth) {
  const Study study = small_study();
  const Start start(study, {.mechanisms = only({&Mechanisms::amenity, &Mechanisms::growth})});
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  EXPECT_NEAR(market.drift[dale] - market.drift[ford], 0.04, 1e-12);
  EXPECT_NEAR(market.drift[avalon] - market.drift[rest], 0.01, 1e-12);
}

TEST(Market, with_held_siphoning_takes_it_as_it_was_held) {
  const Study study = small_study();
  const Start start(study);
  const std::vector<double> held(7, 0.25);
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws, &held);
  const Market plain = open_market(start.model, start.world, {}, 2009, start.draws);
  const double taste = start.model.parameters().taste_siphoning;
  for (std::size_t place = 0; place < 7; ++place)
    EXPECT_NEAR(market.offers.utility[place],
                plain.offers.utility[place] + taste * (plain.offers.siphoned[place] - 0.25), 1e-12);
}

}  // namespace
}  // namespace agglomera::tests
