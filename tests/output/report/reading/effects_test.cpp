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
  EXPECT_EQ(words(-1, -2, 0, 0.4), "a loss on average");
  EXPECT_EQ(words(1, -1, 2, 0.4), "a gain on average");
  EXPECT_EQ(words(0, 0, 0, 0), "no effect that can be told from zero");
}

TEST(Effect, of_members_tells_how_many_have_more_and_fewer) {
  // 2 of 8 more, 1 fewer, 5 the same; the failed ninth is left out.
  const Effect effect = effect_of({1, 0, 0, -1, 3, 0, 0, 0, missing});
  EXPECT_DOUBLE_EQ(effect.more, 0.25);
  EXPECT_DOUBLE_EQ(effect.fewer, 0.125);
  EXPECT_EQ(shares_text(effect).en, "more in 25 %, fewer in 12 %, the same in 62 % of the members");
  EXPECT_EQ(shares_text(effect).zh, "25 % 的成员增加，12 % 减少，62 % 不变");
  EXPECT_EQ(shares_short(effect).en, "25 / 12 %");
  EXPECT_EQ(shares_text(effect_of({1.5, -0.5})).en, "more in 50 %, fewer in 50 % of the members");
  EXPECT_EQ(verdict(effect).en.find("no effect that can be told from zero (more in 25 %"), 0u);
  const Effect unknown = {1, -1, 0, 1, 2, 3, 0.7, 0.1};
  EXPECT_TRUE(shares_text(unknown).empty());
}

TEST(Effect, in_firms_within_the_error_is_practically_none) {
  const Effect slight = {0.03, -1, 0, 0, 0, 0.6, 0.5, 0.02};
  EXPECT_EQ(firms_more(slight).en,
            "practically as many firms as without it (90 % interval −1 to +1)");
  EXPECT_EQ(firms_more({-1, -4.95, -2, -1, 0, 0.2, 0.1, 0.1}).en,
            "1 firm fewer (90 % interval −5 to 0)");
}

TEST(Effect, ratios_have_two_significant_digits) {
  EXPECT_EQ(ratio_text(0.268).en, "0.27");
  EXPECT_EQ(ratio_text(5.34).en, "5.3");
  EXPECT_EQ(ratio_text(17745).en, "about 18,000");
  EXPECT_EQ(ratio_text(460.99).zh, "约 460");
}

TEST(Effect, in_revenue_has_its_unit_in_each_language) {
  const Effect effect = {0.6e9, -0.4e9, 0, 0.5e9, 1e9, 2.1e9, 0.8, 0.1e9};
  EXPECT_EQ(revenue_change(effect).en, "+0.6 billion USD (90 % interval −0.4 to +2.1)");
  EXPECT_EQ(revenue_change(effect).zh, "+6 亿美元（90 % 区间 −4 至 +21）");
}

TEST(Effect, of_displacement_says_when_others_gain) {
  EXPECT_EQ(displacement_text(0.18).en,
            "Displacement: other places lose 0.18 firms for each firm gained there.");
  EXPECT_EQ(displacement_text(-0.59).en.find("Nothing is displaced: other places gain 0.59"), 0u);
  EXPECT_TRUE(displacement_text(missing).empty());
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
