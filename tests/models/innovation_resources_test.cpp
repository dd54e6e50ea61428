#include "models/innovation_resources.hpp"

#include <gtest/gtest.h>

namespace agglomera::models {
namespace {

constexpr InnovationResources accumulate{0.2, 0.02, 0.01};

TEST(InnovationResources, change_as_the_equation_says_by_hand) {
  // 1 + 0.2·(2 − 1) + 0.02·0.5 + 0.01·3 + 0.05
  EXPECT_DOUBLE_EQ(accumulate(1.0, 2.0, 0.5, 3.0, 0.05), 1.29);
}

TEST(InnovationResources, stay_at_the_endowment_when_nothing_happens) {
  EXPECT_EQ(accumulate(0.7, 0.7, 0.0, 0.0, 0.0), 0.7);
}

TEST(InnovationResources, settle_where_inflow_and_return_balance) {
  double ln_resources = 0.0;
  for (int year = 0; year < 300; ++year)
    ln_resources = accumulate(ln_resources, 0.5, 1.0, 0.0, 0.1);
  EXPECT_NEAR(ln_resources, 0.5 + (0.02 + 0.1) / 0.2, 1e-12);
}

}  // namespace
}  // namespace agglomera::models
