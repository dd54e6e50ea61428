#include "models/prior.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace agglomera::models {
namespace {

TEST(Shifted, adds_deviations_on_the_linear_scale) {
  EXPECT_DOUBLE_EQ(shifted(0.5, {Scale::linear, 0.1}, {-2, 2}, 1.5), 0.65);
  EXPECT_DOUBLE_EQ(shifted(0.5, {Scale::linear, 0.1}, {-2, 2}, -7.0), -0.2);
}

TEST(Shifted, multiplies_on_the_log_scale) {
  EXPECT_NEAR(shifted(3.0, {Scale::log, 0.5}, {0, 100}, 2.0), 3.0 * std::exp(1.0), 1e-14);
  EXPECT_NEAR(shifted(3.0, {Scale::log, 0.5}, {0, 100}, -2.0), 3.0 * std::exp(-1.0), 1e-14);
  EXPECT_EQ(shifted(0.0, {Scale::log, 0.5}, {0, 100}, 2.0), 0.0);
}

TEST(Shifted, shifts_the_odds_between_the_bounds_on_the_logit_scale) {
  // In [1, 5], 2 has odds 1 : 3; times e^ln 9 they are 3 : 1, that is 4.
  EXPECT_NEAR(shifted(2.0, {Scale::logit, std::log(9.0)}, {1, 5}, 1.0), 4.0, 1e-14);
  EXPECT_EQ(shifted(0.8, {Scale::logit, 0.4}, {0.05, 1}, 0.0), 0.8);  // to the last bit
}

TEST(Shifted, stays_in_the_range_however_far_it_goes) {
  for (const Scale scale : {Scale::linear, Scale::log, Scale::logit})
    for (double z = -50.0; z <= 50.0; z += 0.5) {
      const Range range{0.05, 1.0};
      EXPECT_TRUE(range.holds(shifted(0.8, {scale, 0.9}, range, z))) << scale_name(scale) << z;
    }
}

TEST(Shifted, rises_with_the_deviations) {
  for (const Scale scale : {Scale::linear, Scale::log, Scale::logit})
    for (double z = -2.0; z < 2.0; z += 0.1)
      EXPECT_LT(shifted(0.5, {scale, 0.1}, {0, 1}, z), shifted(0.5, {scale, 0.1}, {0, 1}, z + 0.1));
}

TEST(Shifted, leaves_a_fixed_number_alone) {
  EXPECT_EQ(shifted(0.8, {Scale::logit, 0.0}, {0, 1}, 3.0), 0.8);
  EXPECT_EQ(shifted(7.0, {Scale::linear, 0.0}, {0, 1}, 3.0), 7.0);
}

TEST(Shifted, leaves_a_usual_value_at_a_bound_of_the_logit_there) {  // infinite odds have no shift
  for (double z : {-2.0, 0.0, 2.0}) {
    EXPECT_EQ(shifted(1.0, {Scale::logit, 0.4}, {0.05, 1.0}, z), 1.0);
    EXPECT_EQ(shifted(0.05, {Scale::logit, 0.4}, {0.05, 1.0}, z), 0.05);
  }
}

TEST(ScaleName, is_the_word_of_the_files) {
  EXPECT_EQ(scale_name(Scale::linear), "linear");
  EXPECT_EQ(scale_name(Scale::log), "log");
  EXPECT_EQ(scale_name(Scale::logit), "logit");
}

}  // namespace
}  // namespace agglomera::models
