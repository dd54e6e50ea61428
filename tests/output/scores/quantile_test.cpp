#include "output/scores/quantile.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Values = std::vector<double>;

TEST(Quantile, agrees_with_R_and_NumPy) {
  // R: quantile(c(1, 2, 4, 8), c(0.05, 0.25, 0.5, 0.95), type = 7)
  const Values values = {8, 1, 4, 2};
  EXPECT_DOUBLE_EQ(quantile(values, 0.05), 1.15);
  EXPECT_DOUBLE_EQ(quantile(values, 0.25), 1.75);
  EXPECT_DOUBLE_EQ(median(values), 3);
  EXPECT_DOUBLE_EQ(quantile(values, 0.95), 7.4);
}

TEST(Quantile, runs_from_the_least_to_the_largest) {
  EXPECT_EQ(quantile(Values{3, 1, 2}, 0), 1);
  EXPECT_EQ(quantile(Values{3, 1, 2}, 1), 3);
  EXPECT_EQ(quantile(Values{5}, 0.3), 5);
}

TEST(Quantile, of_evenly_spread_values_is_the_probability) {
  Values values;
  for (int i = 0; i <= 1000; ++i) values.push_back(i / 1000.0);
  for (const double p : {0.013, 0.5, 0.7777}) EXPECT_NEAR(quantile(values, p), p, 1e-15);
}

TEST(Quantile, leaves_missing_values_out) {
  EXPECT_EQ(median(Values{missing, 1, 3}), 2);
  EXPECT_TRUE(std::isnan(median(Values{})));
}

}  // namespace
}  // namespace agglomera::output
