#include "scenarios/experiments/ranking.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace agglomera::scenarios {
namespace {

TEST(Ranking, shares_ties_and_counts_regret_by_hand) {
  const Ranking ranks = ranking({{3.0, 1.0, 2.0, 0.0}, {1.0, 5.0, 2.0, 0.0}, {0.0, 0.0, 2.0, -4.0}});
  EXPECT_DOUBLE_EQ(ranks.p_best[0], (1.0 + 1.0 / 3.0 + 0.5) / 4.0);
  EXPECT_DOUBLE_EQ(ranks.p_best[1], (1.0 + 1.0 / 3.0 + 0.5) / 4.0);
  EXPECT_DOUBLE_EQ(ranks.p_best[2], 1.0 / 3.0 / 4.0);
  EXPECT_DOUBLE_EQ(ranks.regret[0], 4.0 / 4.0);
  EXPECT_DOUBLE_EQ(ranks.regret[1], 2.0 / 4.0);
  EXPECT_DOUBLE_EQ(ranks.regret[2], (3.0 + 5.0 + 4.0) / 4.0);
}

TEST(Ranking, leaves_out_members_that_miss_a_gain) {
  const double missing = std::nan("");
  const Ranking ranks = ranking({{3.0, missing, 1.0}, {1.0, 9.0, 2.0}});
  EXPECT_EQ(ranks.p_best, (std::vector<double>{0.5, 0.5}));
  EXPECT_EQ(ranks.regret, (std::vector<double>{0.5, 1.0}));
  EXPECT_TRUE(std::isnan(ranking({{missing}, {1.0}}).p_best[1]));
}

TEST(Ranking, never_regrets_a_policy_that_is_always_best) {
  const Ranking ranks = ranking({{2.0, 3.0, -1.0}, {1.0, 2.5, -7.0}});
  EXPECT_EQ(ranks.p_best, (std::vector<double>{1.0, 0.0}));
  EXPECT_EQ(ranks.regret.front(), 0.0);
}

}  // namespace
}  // namespace agglomera::scenarios
