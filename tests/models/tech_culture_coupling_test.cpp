#include "models/tech_culture_coupling.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace agglomera::models {
namespace {

double coordination(double technology, double culture) {
  return coupling_coordination(coupling_degree(technology, culture), technology, culture);
}
double classical_coordination(double technology, double culture) {
  return coupling_coordination(classical_coupling_degree(technology, culture), technology, culture);
}

TEST(CouplingDegree, is_that_of_the_corrected_form_by_hand) {
  EXPECT_DOUBLE_EQ(coupling_degree(0.8, 0.4), std::sqrt(0.6 * 0.5));
  EXPECT_DOUBLE_EQ(coupling_degree(0.4, 0.8), std::sqrt(0.6 * 0.5));
  EXPECT_DOUBLE_EQ(classical_coupling_degree(0.8, 0.2), 0.8);
  EXPECT_DOUBLE_EQ(coordination(0.8, 0.4), std::sqrt(std::sqrt(0.3) * 0.6));
}

TEST(CouplingDegree, is_one_in_step_and_below_one_out_of_step) {
  for (double level : {0.05, 0.3, 1.0}) EXPECT_DOUBLE_EQ(coupling_degree(level, level), 1.0);
  for (double technology = 0.05; technology <= 1.0; technology += 0.05)
    for (double culture = 0.05; culture <= 1.0; culture += 0.05) {
      EXPECT_GE(coupling_degree(technology, culture), 0.0);
      EXPECT_LE(coupling_degree(technology, culture), 1.0);
      EXPECT_LE(coordination(technology, culture), 1.0);
    }
}

// The same check for both forms: at equal T, how much D gains by being in step, relative to the most
// that T allows.
template <typename Coordination>
bool rewards_balance(Coordination d) {
  bool rewards = true;
  for (double mean : {0.3, 0.5, 0.7})
    for (double apart : {0.1, 0.2, 0.25}) {
      const double lost = d(mean, mean) - d(mean - apart, mean + apart);
      // What (τκ)^¼ loses by itself, through the geometric mean alone.
      const double by_mean_alone = std::sqrt(mean) - std::pow(mean * mean - apart * apart, 0.25);
      rewards = rewards && lost > 1.5 * by_mean_alone;
    }
  return rewards;
}

TEST(Coordination, is_higher_in_the_balanced_city_at_equal_mean) {
  EXPECT_GT(coordination(0.5, 0.5), coordination(0.3, 0.7));
  EXPECT_GT(coordination(0.5, 0.5), coordination(0.6, 0.4));
  EXPECT_TRUE(rewards_balance(coordination));
  EXPECT_FALSE(rewards_balance(classical_coordination));
}

TEST(Coordination, of_the_classical_form_says_nothing_beyond_the_product) {
  for (double technology : {0.1, 0.4, 0.9})
    for (double culture : {0.2, 0.5, 1.0})
      EXPECT_NEAR(classical_coordination(technology, culture), std::pow(technology * culture, 0.25),
                  1e-14);
  // Equal products, one in step, one not: the classical D cannot tell them apart, ours can.
  EXPECT_NEAR(classical_coordination(0.4, 0.4), classical_coordination(0.2, 0.8), 1e-14);
  EXPECT_GT(coordination(0.4, 0.4), coordination(0.2, 0.8) + 0.1);
}

TEST(Coordination, grows_when_the_lagging_side_catches_up) {
  for (double technology = 0.1; technology < 0.85; technology += 0.05)
    EXPECT_LT(coordination(technology, 0.9), coordination(technology + 0.05, 0.9));
}

}  // namespace
}  // namespace agglomera::models
