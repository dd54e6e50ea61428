#include "output/report/reading/effects.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace agglomera::output::report {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

TEST(Effect, of_members_counts_ties_half_and_leaves_failed_members_out) {
  const Effect effect = effect_of({1, 0, -1, 2, missing});
  EXPECT_DOUBLE_EQ(effect.mean, 0.5);
  EXPECT_DOUBLE_EQ(effect.p_positive, 2.5 / 4);
  // Sum of squares about 0.5: 0.25 + 0.25 + 2.25 + 2.25 = 5; over (4 - 1) and 4.
  EXPECT_DOUBLE_EQ(effect.monte_carlo_se, std::sqrt(5.0 / 3 / 4));
}

TEST(Effect, of_nobody_is_not_known) {
  EXPECT_FALSE(effect_of({missing}).is_known());
  EXPECT_FALSE(effect_of({}).is_told());
}

TEST(Effect, words_follow_from_error_and_interval) {
  const auto words = [](double mean, double low, double high, double error) {
    return verdict({mean, low, low, mean, high, high, 0.7, error}).en;
  };
  EXPECT_EQ(words(1, -1, 2, 0.6), "no effect that can be told from zero");
  EXPECT_EQ(words(1, 0.5, 2, 0.4), "a gain in at least 95 % of the members");
  EXPECT_EQ(words(-1, -2, -0.5, 0.4), "a loss in at least 95 % of the members");
  EXPECT_EQ(words(1, 0, 2, 0.4), "a gain on average, and a loss in 5 % of the members at most");
  EXPECT_EQ(words(-1, -2, 0, 0.4), "a loss on average, and a gain in 5 % of the members at most");
  EXPECT_EQ(words(1, -1, 2, 0.4),
            "a gain on average, though a loss is not ruled out (probability of a gain 70 %)");
  EXPECT_EQ(words(0, 0, 0, 0), "no effect that can be told from zero");
}

TEST(Effect, sizes_have_no_idle_zeros) {
  EXPECT_EQ(size_text(0.035), "0.035");
  EXPECT_EQ(size_text(1.5), "1.5");
  EXPECT_EQ(size_text(250.4), "250");
  EXPECT_EQ(signed_size(2.0), "+2");
  EXPECT_EQ(signed_size(-0.0001), "0");
}

TEST(Effect, in_firms_says_more_or_fewer_with_its_interval) {
  const Effect fewer = {-0.1, -2, -1, 0, 1, 1, 0.4, 0.06};
  EXPECT_EQ(firms_more(fewer).en, "0.1 firms fewer (90 % interval −2 to +1)");
  EXPECT_EQ(firms_more(fewer).zh, "少 0.1 家企业（90 % 区间 −2 至 +1）");
}

}  // namespace
}  // namespace agglomera::output::report
