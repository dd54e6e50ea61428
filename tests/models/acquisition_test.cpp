#include "models/acquisition.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

// Dale has firms of 1, 2 and 5 billion, elm one of 2: five times in ten the buyer is the largest.
struct Four {
  Study study = small_study();
  Start start{study, {.mechanisms = only({&Mechanisms::acquisition})}};

  Four() {
    start.world.firms = {};
    const double billions[] = {1.0, 2.0, 5.0, 2.0};
    for (std::uint32_t i = 0; i < 4; ++i)
      start.world.firms.append({i, 2007}, i < 3 ? dale : elm, sim::Sector::focal,
                               sim::LogRevenue::of_log_usd(std::log(billions[i] * 1e9)));
    start.world.census = take_census(start.world.firms, 7);
  }
  Market market() const { return open_market(start.model, start.world, {}, 2009, start.draws); }
};

TEST(Acquisition, draws_the_buyer_in_proportion_to_revenue) {
  const Four four;
  const Market market = four.market();
  const Acquisition acquisition{0.1};
  std::vector<std::int64_t> bought(4, 0);
  for (std::uint32_t i = 0; i < 100000; ++i)
    ++bought.at(acquisition({i, 2000}, 0.05, four.start.model.nests, market, four.start.draws));
  EXPECT_TRUE(agree(bought, std::vector<double>{0.1, 0.2, 0.5, 0.2}));
}

TEST(Acquisition, is_offered_below_its_rate_only) {
  const Four four;
  const Market market = four.market();
  const Acquisition acquisition{0.1};
  const FirmId firm{1, 2000};
  EXPECT_NE(acquisition(firm, 0.0999, four.start.model.nests, market, four.start.draws), no_buyer);
  EXPECT_EQ(acquisition(firm, 0.1, four.start.model.nests, market, four.start.draws), no_buyer);
}

TEST(Acquisition, finds_no_buyer_in_an_empty_world) {
  Four four;
  four.start.world.firms = {};
  four.start.world.census = take_census(four.start.world.firms, 7);
  EXPECT_EQ(
      Acquisition{0.1}({1, 2000}, 0.0, four.start.model.nests, four.market(), four.start.draws),
      no_buyer);
}

TEST(BuyerList, holds_every_focal_firm_under_its_place_with_running_revenue) {
  const Four four;
  const BuyerList buyers = four.market().buyers;
  EXPECT_EQ(buyers.slots, (std::vector<Slot>{0, 1, 2, 3}));
  EXPECT_EQ(buyers.first[dale], 0u);
  EXPECT_EQ(buyers.first[elm], 3u);
  EXPECT_EQ(buyers.first[ford], 4u);
  EXPECT_NEAR(static_cast<double>(buyers.revenue_up_to[2]), 8e9, 1e4);
  EXPECT_NEAR(static_cast<double>(buyers.revenue_up_to[3]), 2e9, 1e4);
}

TEST(Acquisition, is_made_to_many_targets_at_its_rate) {
  Study study = small_study(100000.0);
  const Start start(study);
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  const Decisions decisions = decide(start.model, start.world, market, start.draws);
  const double staying = 100000.0 - static_cast<double>(decisions.exits.size());
  EXPECT_NEAR(static_cast<double>(decisions.purchases.size()) / staying, 0.015,
              4 * std::sqrt(0.015 / staying));
}

}  // namespace
}  // namespace agglomera::tests
