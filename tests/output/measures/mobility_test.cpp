#include "output/measures/mobility.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Values = std::vector<double>;

TEST(RankSize, of_zipfs_law_is_minus_one) {
  Values zipf;
  for (int rank = 1; rank <= 200; ++rank) zipf.push_back(1000.0 / rank);
  EXPECT_NEAR(rank_size_slope(zipf, 0).slope, -1, 1e-12);
  const Slope corrected = rank_size_slope(zipf);
  EXPECT_EQ(corrected.n, 200u);
  EXPECT_DOUBLE_EQ(corrected.standard_error, std::abs(corrected.slope) * 0.1);
}

TEST(RankSize, of_two_regions_by_hand) {
  EXPECT_NEAR(rank_size_slope(Values{1, 0, 8, missing}).slope, std::log(3.0) / -std::log(8.0), 1e-15);
  EXPECT_TRUE(std::isnan(rank_size_slope(Values{5}).slope));
  EXPECT_TRUE(std::isnan(rank_size_slope(Values{5, 5}).slope));
}

TEST(RankPersistence, is_one_when_the_order_stays_and_minus_one_when_it_turns) {
  EXPECT_DOUBLE_EQ(rank_persistence(Values{1, 2, 3, 9}, Values{0, 5, 6, 7}), 1);
  EXPECT_DOUBLE_EQ(rank_persistence(Values{1, 2, 3, 9}, Values{4, 3, 2, 1}), -1);
  EXPECT_TRUE(std::isnan(rank_persistence(Values{1, 1}, Values{1, 2})));
}

TEST(RankPersistence, gives_equals_their_mean_rank_by_hand) {
  // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: Σ(products of deviations) = 4.5, √(4.5 · 5).
  EXPECT_NEAR(rank_persistence(Values{1, 2, 2, 3, missing}, Values{1, 2, 3, 4, 0}),
              4.5 / std::sqrt(4.5 * 5), 1e-15);
}

TEST(Mobility, counts_every_step_of_every_region_once) {
  const SpatialWeights ring = {{{1, 1}, {3, 1}}, {{0, 1}, {2, 1}}, {{1, 1}, {3, 1}}, {{0, 1}, {2, 1}}};
  const std::vector<Values> years = {{1, 2, 3, 4}, {4, 3, 2, 1}, {1, 2, missing, 9}};
  std::size_t spatial = 0, lisa = 0;
  for (const Transitions& matrix : spatial_markov(years, ring, 3))
    for (const auto& row : matrix)
      for (const std::size_t count : row) spatial += count;
  for (const auto& row : lisa_markov(years, ring))
    for (const std::size_t count : row) lisa += count;
  EXPECT_EQ(spatial, 7u);  // four and three
  EXPECT_EQ(lisa, 7u);
}

TEST(Mobility, of_the_lisa_quadrants_by_hand) {
  const SpatialWeights pairs = {{{1, 1}}, {{0, 1}}, {{3, 1}}, {{2, 1}}};
  // First the pair 0, 1 is high and the other low; then one of each is.
  const Transitions counts = lisa_markov({{5, 5, 1, 1}, {5, 1, 5, 1}}, pairs);
  EXPECT_EQ(counts[0][3], 1u);  // region 0: high-high to high-low
  EXPECT_EQ(counts[0][1], 1u);  // region 1: to low-high
  EXPECT_EQ(counts[2][3], 1u);
  EXPECT_EQ(counts[2][1], 1u);
}

TEST(Mobility, keeps_everyone_in_place_when_nothing_changes) {
  const SpatialWeights pairs = {{{1, 1}}, {{0, 1}}, {{3, 1}}, {{2, 1}}};
  for (const Transitions& matrix : spatial_markov({{1, 2, 3, 4}, {2, 4, 6, 8}}, pairs, 2))
    for (std::size_t from = 0; from < 2; ++from) EXPECT_EQ(matrix[from][1 - from], 0u);
}

}  // namespace
}  // namespace agglomera::output
