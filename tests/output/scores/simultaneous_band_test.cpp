#include "output/scores/simultaneous_band.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "output/scores/quantile.hpp"
#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Coordinates = std::vector<std::vector<double>>;

Coordinates independent_normals(std::size_t coordinates, std::size_t members) {
  std::mt19937_64 random(11);
  std::normal_distribution<double> normal;
  Coordinates all(coordinates, std::vector<double>(members));
  for (auto& coordinate : all)
    for (double& value : coordinate) value = normal(random);
  return all;
}

double share_inside(const Coordinates& all, const SimultaneousBand& band) {
  double inside = 0.0;
  for (std::size_t m = 0; m < all.front().size(); ++m) {
    bool everywhere = true;
    for (std::size_t k = 0; k < all.size(); ++k)
      everywhere = everywhere && band.intervals[k].holds(all[k][m]);
    inside += everywhere;
  }
  return inside / static_cast<double>(all.front().size());
}

// Eleven members; in the second coordinate member 0, the least of the first, is in the middle and
// member 5 the largest. To keep 8 of 11 (level 0.7), leaving one out at either end of each is all
// there is room for: members 0, 10 fall out of the first, 3, 5 of the second, and 7 are left: too few.
TEST(SimultaneousBand, is_worked_by_hand) {
  const Coordinates two = {{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, {5, 2, 1, 0, 3, 10, 6, 7, 8, 9, 4}};
  const SimultaneousBand wide = simultaneous_band(two, 0.7);
  EXPECT_EQ(wide.z, 0.0);
  EXPECT_EQ(wide.intervals[0].low, 0.0);
  EXPECT_EQ(wide.intervals[1].high, 10.0);
  const SimultaneousBand narrow = simultaneous_band(two, 0.6);  // 7 of 11
  EXPECT_DOUBLE_EQ(narrow.z, 0.2);
  for (const Interval& interval : narrow.intervals) {
    EXPECT_EQ(interval.low, 1.0);
    EXPECT_EQ(interval.high, 9.0);
  }
}

TEST(SimultaneousBand, of_one_coordinate_is_the_pointwise_interval) {
  for (const std::size_t members : {20u, 200u, 1001u}) {
    const Coordinates one = independent_normals(1, members);
    const SimultaneousBand band = simultaneous_band(one, 0.9);
    const Interval pointwise = central_interval(one[0], 0.9);
    EXPECT_DOUBLE_EQ(band.z, 0.1);
    EXPECT_EQ(band.intervals[0].low, pointwise.low);
    EXPECT_EQ(band.intervals[0].high, pointwise.high);
  }
}

// (1 − z)^k = 0.9; the share inside has a standard error of √(0.9 · 0.1/n).
TEST(SimultaneousBand, of_independent_normals_leaves_out_what_the_closed_form_says) {
  constexpr std::size_t members = 20000;
  for (const std::size_t k : {2u, 10u}) {
    const SimultaneousBand band = simultaneous_band(independent_normals(k, members), 0.9);
    const auto count = static_cast<double>(k);
    const double z = 1.0 - std::pow(0.9, 1.0 / count);
    const double slope = count * std::pow(1.0 - z, count - 1.0);
    EXPECT_NEAR(band.z, z, 4.0 * std::sqrt(0.09 / members) / slope);
  }
}

TEST(SimultaneousBand, holds_nine_of_ten_members_everywhere_and_no_narrower_one_does) {
  for (const std::size_t members : {37u, 200u, 500u}) {
    const Coordinates all = independent_normals(8, members);
    const SimultaneousBand band = simultaneous_band(all, 0.9);
    EXPECT_GE(share_inside(all, band), 0.9);
    SimultaneousBand narrower = band;  // one more member out at either end
    const double z = band.z + 2.0 / static_cast<double>(members - 1);
    for (std::size_t k = 0; k < all.size(); ++k)
      narrower.intervals[k] = {quantile(all[k], z / 2), quantile(all[k], 1 - z / 2)};
    EXPECT_LT(share_inside(all, narrower), 0.9);
  }
}

TEST(SimultaneousBand, contains_every_pointwise_interval) {
  for (const std::size_t members : {1u, 2u, 9u, 20u, 37u, 200u}) {
    Coordinates all = independent_normals(6, members);
    for (double& value : all[2]) value = std::round(value);  // ties
    for (double& value : all[3]) value = 0.0;
    const SimultaneousBand band = simultaneous_band(all, 0.9);
    for (std::size_t k = 0; k < all.size(); ++k) {
      const Interval pointwise = central_interval(all[k], 0.9);
      EXPECT_LE(band.intervals[k].low, pointwise.low);
      EXPECT_GE(band.intervals[k].high, pointwise.high);
    }
    EXPECT_EQ(band.intervals[3].width(), 0.0);
  }
}

TEST(SimultaneousBand, leaves_out_missing_members_and_empty_coordinates) {
  const Coordinates whole = independent_normals(3, 40);
  Coordinates with = whole;
  for (auto& coordinate : with) coordinate.insert(coordinate.begin() + 7, 99.0);
  with[1][7] = missing;
  with.push_back(std::vector<double>(41, missing));
  const SimultaneousBand a = simultaneous_band(whole, 0.9), b = simultaneous_band(with, 0.9);
  EXPECT_EQ(a.z, b.z);
  for (std::size_t k = 0; k < 3; ++k) {
    EXPECT_EQ(a.intervals[k].low, b.intervals[k].low);
    EXPECT_EQ(a.intervals[k].high, b.intervals[k].high);
  }
  EXPECT_TRUE(std::isnan(b.intervals[3].low));
  EXPECT_TRUE(std::isnan(simultaneous_band({{missing, missing}}, 0.9).intervals[0].high));
  EXPECT_TRUE(simultaneous_band({}, 0.9).intervals.empty());
}

}  // namespace
}  // namespace agglomera::output
