#include "output/scores/log_error.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Values = std::vector<double>;

TEST(LogError, agrees_with_a_case_by_hand) {
  EXPECT_DOUBLE_EQ(log_error(0.95, 1.95), std::log(2));
  EXPECT_DOUBLE_EQ(log_error(0, 0.05), std::log(2));  // a zero counts
  EXPECT_DOUBLE_EQ(log_mae(Values{0.95, 1}, Values{1.95, 1}), std::log(2) / 2);
}

TEST(LogError, is_the_same_both_ways) { EXPECT_EQ(log_error(0.3, 2.2), log_error(2.2, 0.3)); }

TEST(LogError, leaves_out_pairs_with_a_missing_side) {
  EXPECT_DOUBLE_EQ(log_mae(Values{0.95, missing, 4}, Values{1.95, 1, missing}), std::log(2));
  EXPECT_TRUE(std::isnan(log_mae(Values{1}, Values{missing})));
}

}  // namespace
}  // namespace agglomera::output
