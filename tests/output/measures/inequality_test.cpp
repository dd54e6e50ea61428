#include "output/measures/inequality.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <utility>
#include <vector>

#include "../known_answers.hpp"
#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Values = std::vector<double>;
using Groups = std::vector<std::size_t>;

TEST(Inequality, agrees_with_published_answers) {
  const auto log_deviation = known_answer("reat_theil_L");
  EXPECT_NEAR(theil_l(Values(log_deviation["input"])), log_deviation["expected"], log_deviation["tol"]);

  const auto zeros = known_answer("pysal_theil_zeros");
  const TheilParts parts =
      theil_t_parts(Values(zeros["input"]["y"]), Groups(zeros["input"]["group"]));
  EXPECT_NEAR(parts.whole, zeros["expected"][0], zeros["tol"]);
  EXPECT_NEAR(parts.between, zeros["expected"][1], zeros["tol"]);
  EXPECT_NEAR(parts.within, zeros["expected"][2], zeros["tol"]);
}

TEST(Inequality, of_one_against_three_by_hand) {
  EXPECT_NEAR(theil_t(Values{1, 3}), (0.5 * std::log(0.5) + 1.5 * std::log(1.5)) / 2, 1e-15);
  EXPECT_NEAR(theil_l(Values{1, 3}), (std::log(2.0) + std::log(2.0 / 3)) / 2, 1e-15);
}

TEST(Inequality, is_none_between_equals_and_greatest_when_one_has_all) {
  EXPECT_NEAR(theil_t(Values(7, 2.5)), 0, 1e-15);
  EXPECT_NEAR(theil_l(Values(7, 2.5)), 0, 1e-15);
  EXPECT_NEAR(theil_t(Values{0, 0, 0, 0, 9}), std::log(5.0), 1e-15);
}

TEST(Inequality, is_the_sum_of_between_and_within) {
  const Values values = {1, 4, 2, 8, 5, 7, 3};
  const Groups group = {0, 0, 1, 2, 1, 2, 2};
  for (const TheilParts& parts : {theil_t_parts(values, group), theil_l_parts(values, group)}) {
    EXPECT_NEAR(parts.between + parts.within, parts.whole, 1e-15);
    EXPECT_GT(parts.between, 0);
    EXPECT_GT(parts.within, 0);
  }
}

TEST(Inequality, relative_to_equal_shares_is_the_plain_index) {
  const Values values = {1, 4, 2, 8, 5, 7, 3}, equal(7, 2.5);
  const Groups group = {0, 0, 1, 2, 1, 2, 2};
  const TheilParts t = relative_theil_t(values, equal, group), plain_t = theil_t_parts(values, group);
  const TheilParts l = relative_theil_l(values, equal, group), plain_l = theil_l_parts(values, group);
  for (const auto& [relative, plain] : {std::pair{t, plain_t}, {l, plain_l}}) {
    EXPECT_NEAR(relative.whole, plain.whole, 1e-15);
    EXPECT_NEAR(relative.between, plain.between, 1e-15);
    EXPECT_NEAR(relative.within, plain.within, 1e-15);
  }
}

TEST(Inequality, relative_to_a_reference_by_hand_is_none_in_proportion_and_adds_up) {
  EXPECT_NEAR(relative_theil_t(Values{1, 3}, Values{5, 5}).whole, 0.25 * std::log(0.5) + 0.75 * std::log(1.5), 1e-15);
  EXPECT_NEAR(relative_theil_l(Values{1, 3}, Values{6, 2}).whole, 0.75 * std::log(3.0) + 0.25 * std::log(1 / 3.0), 1e-15);
  EXPECT_NEAR(relative_theil_t(Values{2, 6, 1}, Values{4, 12, 2}).whole, 0, 1e-15);
  EXPECT_NEAR(relative_theil_t(Values{0, 6}, Values{1, 3}).whole, std::log(4 / 3.0), 1e-15);
  EXPECT_TRUE(std::isnan(relative_theil_l(Values{0, 6}, Values{1, 3}).whole));
  EXPECT_TRUE(std::isnan(relative_theil_t(Values{1, 6}, Values{0, 3}).whole));
  EXPECT_TRUE(std::isnan(relative_theil_t(Values{missing, 6}, Values{1, missing}).whole));
  const Values values = {1, 4, 2, 8, 5}, reference = {2, 3, 4, 4, 9};
  for (const TheilParts& parts : {relative_theil_t(values, reference, Groups{0, 1, 0, 2, 1}),
                                  relative_theil_l(values, reference, Groups{0, 1, 0, 2, 1})})
    EXPECT_NEAR(parts.between + parts.within, parts.whole, 1e-15);
}

TEST(Inequality, leaves_missing_values_out_and_is_missing_where_undefined) {
  EXPECT_DOUBLE_EQ(theil_t(Values{1, missing, 3}), theil_t(Values{1, 3}));
  EXPECT_TRUE(std::isnan(theil_l(Values{0, 1})));
  for (const Values& undefined : {Values{}, Values{0, 0}, Values{missing}, Values{-1, 2}})
    EXPECT_TRUE(std::isnan(theil_t(undefined)) && std::isnan(theil_l(undefined)));
}

}  // namespace
}  // namespace agglomera::output
