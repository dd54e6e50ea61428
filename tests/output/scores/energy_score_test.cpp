#include "output/scores/energy_score.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstddef>
#include <numbers>
#include <random>
#include <vector>

#include "output/scores/crps.hpp"
#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Vector = std::vector<double>;
using Ensemble = std::vector<Vector>;

TEST(EnergyScore, of_three_members_by_hand) {
  // From the observation 5, 0 and 10; between the members 5, 5 and 10.
  const Ensemble members = {{0, 0}, {3, 4}, {-3, -4}};
  EXPECT_DOUBLE_EQ(energy_score(members, {3, 4}), 15.0 / 3 - 20.0 / 6);
}

TEST(EnergyScore, equals_the_fair_crps_in_one_dimension) {
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  for (const int size : {1, 2, 3, 40}) {
    Vector ensemble;
    Ensemble members;
    for (int m = 0; m < size; ++m) {
      ensemble.push_back(normal(random));
      members.push_back({ensemble.back()});
    }
    const double observed = normal(random);
    EXPECT_NEAR(energy_score(members, {observed}), crps(ensemble, observed), 1e-14);
  }
}

TEST(EnergyScore, of_normal_ensembles_is_that_of_the_normal_distribution) {
  // In the plane at y = 0: E‖X‖ = √(π/2), E‖X − X'‖/2 = √π/2; for any number of members.
  const double expected = std::sqrt(std::numbers::pi / 2) - std::sqrt(std::numbers::pi) / 2;
  for (const std::size_t size : {2u, 10u}) {
    std::mt19937_64 random(5);
    std::normal_distribution<double> normal;
    constexpr int ensembles = 4000;
    double sum = 0;
    double squares = 0;
    for (int e = 0; e < ensembles; ++e) {
      Ensemble members(size, Vector(2));
      for (Vector& member : members)
        for (double& coordinate : member) coordinate = normal(random);
      const double score = energy_score(members, {0, 0});
      sum += score;
      squares += score * score;
    }
    const double mean = sum / ensembles;
    EXPECT_NEAR(mean, expected, 4 * std::sqrt((squares / ensembles - mean * mean) / ensembles));
  }
}

TEST(EnergyScore, does_not_change_when_all_is_turned_and_moved) {
  const Ensemble members = {{0.3, 1.9}, {0.7, -2.5}, {1.1, 0.4}};
  Ensemble turned;
  for (const Vector& x : members)
    turned.push_back({9 + 0.6 * x[0] - 0.8 * x[1], 0.8 * x[0] + 0.6 * x[1]});
  EXPECT_NEAR(energy_score(turned, {9 + 0.6 * 0.5 - 0.8 * 0.2, 0.8 * 0.5 + 0.6 * 0.2}),
              energy_score(members, {0.5, 0.2}), 1e-14);
}

TEST(EnergyScore, sees_what_scores_of_single_coordinates_miss) {
  // The same values in each coordinate; only one ensemble moves along the diagonal, as observed.
  const Ensemble together = {{-1, -1}, {1, 1}, {-2, -2}, {2, 2}};
  const Ensemble against = {{-1, 1}, {1, -1}, {-2, 2}, {2, -2}};
  EXPECT_LT(energy_score(together, {1.5, 1.5}), energy_score(against, {1.5, 1.5}));
}

TEST(EnergyScore, leaves_out_coordinates_without_an_observation) {
  const Ensemble members = {{0, missing, 1}, {3, 7, 5}};
  EXPECT_EQ(energy_score(members, {1, missing, 2}), energy_score({{0, 1}, {3, 5}}, {1, 2}));
}

TEST(EnergyScore, leaves_out_members_that_miss_an_observed_coordinate) {
  const Ensemble members = {{0, 1}, {missing, 4}, {3, 5}};
  EXPECT_EQ(energy_score(members, {1, 2}), energy_score({{0, 1}, {3, 5}}, {1, 2}));
}

TEST(EnergyScore, is_missing_when_nothing_is_left) {
  EXPECT_TRUE(std::isnan(energy_score({{1, 2}, {3, 4}}, {missing, missing})));
  EXPECT_TRUE(std::isnan(energy_score({{1, missing}}, {1, 2})));
  EXPECT_TRUE(std::isnan(energy_score({{}, {}}, {})));
  EXPECT_TRUE(std::isnan(energy_score({}, {1, 2})));
}

}  // namespace
}  // namespace agglomera::output
