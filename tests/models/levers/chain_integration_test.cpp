#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

const Lever lever{"chain_integration", {dale}, 2009, 2017, 1, {0.3, 2.0}};

TEST(ChainIntegrationLever, pulls_by_the_lead_firm_and_helps_survival_by_hand) {
  const Terms terms = terms_of({&lever, 1}, 2010, 7);
  EXPECT_DOUBLE_EQ(terms.lead_pull[dale], 0.3);
  EXPECT_DOUBLE_EQ(terms.survival[dale], 0.6);
  EXPECT_EQ(terms.lead_pull[elm], 0.0);
}

TEST(ChainIntegrationLever, draws_founders_the_more_the_larger_the_lead_firm) {
  const Study study = small_study();
  Start start(study);
  const auto share_of_founders = [&](std::span<const Lever> levers) {
    return open_market(start.model, start.world, levers, 2009, start.draws)
        .entry_choice.probabilities()[dale];
  };
  const double plain = share_of_founders({}), led = share_of_founders({&lever, 1});
  EXPECT_GT(led, plain);
  const auto in_dale = start.world.firms.blocks[0].log_revenues(dale);
  auto& size = *std::max_element(in_dale.begin(), in_dale.end());
  size = sim::LogRevenue::of_log_usd(size.log_usd() + 1.0);
  EXPECT_GT(share_of_founders({&lever, 1}), led);
  EXPECT_EQ(share_of_founders({}), plain);
}

TEST(ChainIntegrationLever, lowers_every_hazard_of_its_city_by_the_stated_factor) {
  const Study study = small_study();
  const Start start(study);
  const Market plain = open_market(start.model, start.world, {}, 2009, start.draws);
  const Market led = open_market(start.model, start.world, {&lever, 1}, 2009, start.draws);
  EXPECT_NEAR(led.exit_multiple[dale] / plain.exit_multiple[dale], std::exp(-0.6), 1e-12);
  EXPECT_NEAR(led.small_exit_multiple[dale] / plain.small_exit_multiple[dale], std::exp(-0.6), 1e-12);
  EXPECT_EQ(led.exit_multiple[elm], plain.exit_multiple[elm]);
}

}  // namespace
}  // namespace agglomera::tests
