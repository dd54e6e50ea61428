#include "output/measures/concentration.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "../known_answers.hpp"
#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Values = std::vector<double>;

TEST(Concentration, agrees_with_published_answers) {
  const auto herfindahl = known_answer("reat_herf");
  const Values amounts = herfindahl["input"];
  EXPECT_NEAR(hhi(amounts), herfindahl["expected"][0], herfindahl["tol"]);
  EXPECT_NEAR(hhi_normalised(amounts), herfindahl["expected"][1], herfindahl["tol"]);
  EXPECT_NEAR(equivalent_number(amounts), herfindahl["expected"][2], herfindahl["tol"]);

  const auto sales = known_answer("reat_gini_sales");
  EXPECT_NEAR(gini(Values(sales["input"])), sales["expected"][0], sales["tol"]);
  EXPECT_NEAR(gini_small_sample(Values(sales["input"])), sales["expected"][1], sales["tol"]);

  const auto largest = known_answer("econgeo_gini_max");
  EXPECT_NEAR(gini(Values(largest["input"])), largest["expected"], largest["tol"]);

  const auto quotients = known_answer("reat_gini_conc");
  EXPECT_NEAR(gini_of_location_quotients(Values(quotients["input"]["e_ij"]),
                                         Values(quotients["input"]["e_j"])),
              quotients["expected"], quotients["tol"]);

  const auto weighted = known_answer("reat_gini_weighted");
  EXPECT_NEAR(gini_weighted(Values(weighted["input"]["x"]), Values(weighted["input"]["w"])),
              weighted["expected"], weighted["tol"]);

  const auto distance = known_answer("econgeo_hoover");  // in percent
  EXPECT_NEAR(100 * hoover(Values(distance["input"]["ind"]), Values(distance["input"]["pop"])),
              distance["expected"], distance["tol"]);
}

TEST(Concentration, with_equal_weights_is_that_without) {
  EXPECT_NEAR(gini_weighted(Values{1, 5, 2, 9}, Values{3, 3, 3, 3}), gini(Values{1, 5, 2, 9}), 1e-15);
  EXPECT_NEAR(gini_weighted(Values{1, 5}, Values{1, 2}), gini(Values{1, 5, 5}), 1e-15);
}

TEST(Concentration, has_the_entropy_of_its_shares) {
  EXPECT_NEAR(entropy(Values(8, 2.0)), std::log(8.0), 1e-15);  // all equal: the most
  EXPECT_EQ(entropy(Values{0, 5, 0}), 0);
  EXPECT_NEAR(entropy(Values{1, 3}), 0.25 * std::log(4.0) + 0.75 * std::log(4.0 / 3), 1e-15);
  EXPECT_TRUE(std::isnan(entropy(Values{0, 0})));
}

TEST(Concentration, is_least_when_all_are_equal) {
  const Values equal(8, 3.5);
  EXPECT_DOUBLE_EQ(hhi(equal), 0.125);
  EXPECT_NEAR(hhi_normalised(equal), 0, 1e-15);
  EXPECT_NEAR(gini(equal), 0, 1e-15);
}

TEST(Concentration, does_not_depend_on_order_or_scale) {
  EXPECT_NEAR(gini(Values{1, 5, 2, 9}), gini(Values{900, 100, 500, 200}), 1e-15);
  EXPECT_NEAR(hhi(Values{1, 5, 2, 9}), hhi(Values{900, 100, 500, 200}), 1e-15);
}

TEST(Concentration, leaves_missing_values_out) {
  EXPECT_DOUBLE_EQ(gini(Values{1, missing, 3}), gini(Values{1, 3}));
  EXPECT_DOUBLE_EQ(hhi(Values{1, missing, 3}), hhi(Values{1, 3}));
  for (const Values& undefined : {Values{}, Values{0, 0}, Values{missing}, Values{1, -1, 3}}) {
    EXPECT_TRUE(std::isnan(gini(undefined)));
    EXPECT_TRUE(std::isnan(hhi(undefined)));
  }
  EXPECT_TRUE(std::isnan(gini_small_sample(Values{4})));
}

}  // namespace
}  // namespace agglomera::output
