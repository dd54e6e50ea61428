#include "output/measures/spatial_weights.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace agglomera::output {
namespace {

using ::testing::ElementsAre, ::testing::IsEmpty;

// Four towns along a road, at 0, 1, 3 and 10 km.
double along_the_road(std::size_t a, std::size_t b) {
  constexpr double places[] = {0, 1, 3, 10};
  return std::abs(places[a] - places[b]);
}

std::vector<std::uint32_t> neighbours_of(const SpatialWeights& weights, std::size_t region) {
  std::vector<std::uint32_t> regions;
  for (const Neighbour& neighbour : weights[region]) regions.push_back(neighbour.region);
  return regions;
}

std::vector<double> weights_of(const SpatialWeights& weights, std::size_t region) {
  std::vector<double> all;
  for (const Neighbour& neighbour : weights[region]) all.push_back(neighbour.weight);
  return all;
}

TEST(SpatialWeightsOfARoad, are_one_for_the_nearest_and_need_not_be_mutual) {
  const SpatialWeights nearest = nearest_neighbours(4, 1, along_the_road);
  EXPECT_THAT(neighbours_of(nearest, 0), ElementsAre(1));
  EXPECT_THAT(neighbours_of(nearest, 2), ElementsAre(1));
  EXPECT_THAT(neighbours_of(nearest, 3), ElementsAre(2));  // which is nearer to 1
}

TEST(SpatialWeightsOfARoad, take_the_first_of_two_that_are_equally_near) {
  const auto everywhere_alike = [](std::size_t, std::size_t) { return 5.0; };
  EXPECT_THAT(neighbours_of(nearest_neighbours(4, 2, everywhere_alike), 1), ElementsAre(0, 2));
}

TEST(SpatialWeightsOfARoad, within_a_band_hold_its_edge_and_leave_islands_alone) {
  const SpatialWeights band = within_band(4, 2, along_the_road);
  EXPECT_THAT(neighbours_of(band, 1), ElementsAre(0, 2));  // 3 lies just two away
  EXPECT_THAT(band[3], IsEmpty());
}

TEST(SpatialWeightsOfARoad, standardised_share_out_one_among_the_neighbours_of_a_region) {
  const SpatialWeights shared = row_standardised(within_band(4, 2, along_the_road));
  EXPECT_THAT(weights_of(shared, 1), ElementsAre(0.5, 0.5));
  EXPECT_THAT(weights_of(shared, 0), ElementsAre(1.0));
  EXPECT_THAT(shared[3], IsEmpty());
}

TEST(SpatialWeightsOfARoad, lag_to_the_mean_of_the_neighbours) {
  const std::vector<double> values = {2, 100, 6, 50};
  EXPECT_THAT(spatial_lag(row_standardised(within_band(4, 2, along_the_road)), values),
              ElementsAre(100, 4, 100, 0));
}

TEST(SpatialWeightsOfARoad, without_a_region_are_renumbered) {
  const std::vector<char> kept = {0, 1, 1, 1};
  const SpatialWeights rest = restricted(within_band(4, 2, along_the_road), kept);
  ASSERT_EQ(rest.size(), 3u);
  EXPECT_THAT(neighbours_of(rest, 0), ElementsAre(1));  // town 1 keeps town 2
  EXPECT_THAT(neighbours_of(rest, 1), ElementsAre(0));
}

TEST(SpatialWeightsOfARoad, have_the_sums_of_cliff_and_ord) {
  // Pairs 0-1 and 1-2, each both ways: S1 = ½ (4 · 2²), S2 = 2² + 4² + 2².
  const WeightSums sums = sums_of(within_band(4, 2, along_the_road));
  EXPECT_DOUBLE_EQ(sums.s0, 4);
  EXPECT_DOUBLE_EQ(sums.s1, 8);
  EXPECT_DOUBLE_EQ(sums.s2, 24);
}

}  // namespace
}  // namespace agglomera::output
