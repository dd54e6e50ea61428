#include "scenarios/inference/interval.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace agglomera::scenarios {
namespace {

// By hand: mean 2, sd 1, standard error 1/√3; 95 % of Student's t with two degrees of freedom is 2.920.
TEST(MeanInterval, of_three_values_is_that_of_the_table_of_student) {
  const Interval found = mean_interval(std::vector<double>{1.0, 2.0, 3.0});
  EXPECT_DOUBLE_EQ(found.value, 2.0);
  EXPECT_NEAR(found.high - found.value, 2.9200 / std::sqrt(3.0), 1e-4);
  EXPECT_NEAR(found.value - found.low, 2.9200 / std::sqrt(3.0), 1e-4);
}

TEST(MeanInterval, of_a_missing_value_is_missing) {
  const Interval found =
      mean_interval(std::vector<double>{1.0, std::numeric_limits<double>::quiet_NaN()});
  EXPECT_TRUE(std::isnan(found.value) && std::isnan(found.low) && std::isnan(found.high));
}

TEST(MeanInterval, of_equal_values_has_no_width) {
  const Interval found = mean_interval(std::vector<double>{0.5, 0.5, 0.5, 0.5});
  EXPECT_EQ(found.low, 0.5);
  EXPECT_EQ(found.high, 0.5);
}

}  // namespace
}  // namespace agglomera::scenarios
