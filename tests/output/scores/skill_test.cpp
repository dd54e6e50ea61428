#include "output/scores/skill.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace agglomera::output {
namespace {

TEST(Skill, is_the_part_of_the_reference_score_that_is_saved) {
  EXPECT_DOUBLE_EQ(skill(0.133, 0.145), 1 - 0.133 / 0.145);
  EXPECT_EQ(skill(0, 0.2), 1);
  EXPECT_EQ(skill(0.2, 0.2), 0);
  EXPECT_LT(skill(0.3, 0.2), 0);
}

TEST(Skill, does_not_depend_on_the_unit) { EXPECT_DOUBLE_EQ(skill(3, 4), skill(3e-6, 4e-6)); }

TEST(Skill, is_missing_against_a_perfect_reference) { EXPECT_TRUE(std::isnan(skill(0.1, 0))); }

}  // namespace
}  // namespace agglomera::output
