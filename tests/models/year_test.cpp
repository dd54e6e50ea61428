#include "models/year.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <set>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

TEST(PassYear, is_open_market_then_decide_then_commit) {
  const Study study = small_study();
  Start once(study), by_hand(study);
  pass_year(once.model, {}, once.draws, once.world);
  const Market market = open_market(by_hand.model, by_hand.world, {}, 2009, by_hand.draws);
  Decisions decisions = decide(by_hand.model, by_hand.world, market, by_hand.draws);
  commit(decisions, by_hand.model, market, by_hand.draws, by_hand.world);
  EXPECT_EQ(once.world.year, 2009);
  EXPECT_EQ(sim::state_hash(once.world.firms), sim::state_hash(by_hand.world.firms));
}

TEST(PassYear, depends_on_seed_and_replicate_and_on_nothing_else) {
  const Study study = small_study();
  const auto hash = [&](Draws draws) {
    Start start(study, {.draws = draws});
    start.run_until(2012);
    return sim::state_hash(start.world.firms);
  };
  EXPECT_EQ(hash(Draws(5, 1)), hash(Draws(5, 1)));
  EXPECT_NE(hash(Draws(5, 1)), hash(Draws(5, 2)));
  EXPECT_NE(hash(Draws(5, 1)), hash(Draws(6, 1)));
}

// Firms and revenue against the path of the totals, which rises and falls.
TEST(Years, keep_expected_world_totals_on_their_path) {
  Study study = small_study();
  for (std::size_t year = 0; year < 10; ++year) {
    const double wave = 1.0 + 0.1 * std::sin(static_cast<double>(year));
    study.totals.focal_firms[year] = std::round(1000.0 * wave);
    study.totals.focal_revenue_usd[year] = 1e12 * wave * std::pow(1.04, static_cast<double>(year));
  }
  std::vector<Sample> firms(10), revenue(10);
  for (std::uint32_t member = 0; member < 400; ++member) {
    Start start(study, {.draws = Draws(6, member)});
    for (std::size_t year = 0; year < 10; ++year) {
      start.run_until(2008 + static_cast<sim::Year>(year));
      firms[year].add(static_cast<double>(start.world.census.total_focal_firms()));
      revenue[year].add(static_cast<double>(start.world.census.total_focal_revenue_usd()));
    }
  }
  for (std::size_t year = 0; year < 10; ++year) {
    EXPECT_NEAR(firms[year].mean(), study.totals.focal_firms[year], 6.0) << year;
    EXPECT_NEAR(revenue[year].mean() / study.totals.focal_revenue_usd[year], 1.0,
                4 * revenue[year].standard_error() / study.totals.focal_revenue_usd[year] + 0.01)
        << year;
  }
}

TEST(Years, never_have_two_firms_of_one_id_and_stay_in_about_the_same_memory) {
  for (const Background background : {Background::shares, Background::agents}) {
    const Study study = small_study();
    Start start(study, {.background = background, .sample = true, .last = 2028});
    std::set<FirmId> ever;  // also those that are gone
    std::size_t most = 0, settled = 0;
    for (sim::Year year = 2008; year <= 2028; ++year) {
      start.run_until(year);
      std::set<FirmId> living;
      auto firms = focal_firms_of(start.world);
      firms.merge(whereabouts_of(start.world.background));
      ASSERT_EQ(firms.size(), static_cast<std::size_t>(start.world.firms.count() +
                                                       start.world.background.count()));
      for (const auto& [firm, where] : firms) {
        ASSERT_TRUE(living.insert(firm).second) << firm.number << " of " << firm.founded;
        if (firm.founded == year) {
          ASSERT_TRUE(ever.insert(firm).second);
          ++settled;
        }
        ASSERT_LE(firm.founded, year);
      }
      most = std::max(most, living.size());
    }
    EXPECT_GT(settled, most);  // the world has turned over
    EXPECT_LT(start.world.firms.blocks[0].slots(), 1000 + 1000 / 2);
  }
}

TEST(Years, keep_an_acquirer_from_being_smaller_than_its_target) {
  const Study study = small_study(5000.0);
  Start start(study);
  for (sim::Year year = 2009; year <= 2012; ++year) {
    const Market market = open_market(start.model, start.world, {}, year, start.draws);
    Decisions decisions = decide(start.model, start.world, market, start.draws);
    const Tally tally = commit(decisions, start.model, market, start.draws, start.world);
    EXPECT_LE(tally.acquisitions, tally.offers);
    EXPECT_GT(tally.acquisitions, tally.offers / 2);
  }
}

}  // namespace
}  // namespace agglomera::tests
