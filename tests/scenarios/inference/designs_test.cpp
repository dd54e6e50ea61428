#include "scenarios/inference/designs.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

std::vector<double> coordinate(const UnitPoints& points, std::size_t d) {
  std::vector<double> values;
  for (std::size_t i = 0; i < points.count; ++i) values.push_back(points[i][d]);
  return values;
}

// How many points fall in each of `slices` equal parts of coordinate d.
std::vector<int> counts_in_slices(const UnitPoints& points, std::size_t d, int slices) {
  std::vector<int> counts(static_cast<std::size_t>(slices));
  for (const double x : coordinate(points, d)) ++counts[static_cast<std::size_t>(x * slices)];
  return counts;
}

double mean_of_products(const UnitPoints& points) {
  double sum = 0.0;
  for (std::size_t i = 0; i < points.count; ++i) {
    double product = 1.0;
    for (const double x : points[i]) product *= x;
    sum += product;
  }
  return sum / static_cast<double>(points.count);
}

TEST(LatinHypercube, has_one_point_in_each_slice_of_each_coordinate) {
  const UnitPoints points = latin_hypercube(100, 5, 7);
  for (std::size_t d = 0; d < 5; ++d)
    EXPECT_EQ(counts_in_slices(points, d, 100), std::vector<int>(100, 1)) << d;
}

TEST(LatinHypercube, pairs_coordinates_without_correlation) {
  const std::size_t n = 4000;
  const UnitPoints points = latin_hypercube(n, 2, 3);
  double product = 0.0;
  for (std::size_t i = 0; i < n; ++i) product += (points[i][0] - 0.5) * (points[i][1] - 0.5);
  EXPECT_LT(std::abs(12.0 * product / n), 4.0 / std::sqrt(n));
}

TEST(SobolPoints, begin_with_the_known_points_after_the_corner) {
  const UnitPoints points = sobol_points(5, 2);
  const std::vector<double> known = {0.5, 0.5, 0.75, 0.25, 0.25, 0.75, 0.375, 0.375, 0.875, 0.875};
  EXPECT_EQ(points.values, known);
}

TEST(HaltonPoints, mirror_the_digits_in_bases_two_three_and_five) {
  const UnitPoints points = halton_points(4, 3);
  const std::vector<double> known = {1 / 2., 1 / 3., 1 / 5., 1 / 4., 2 / 3., 2 / 5.,
                                     3 / 4., 1 / 9., 3 / 5., 1 / 8., 4 / 9., 4 / 5.};
  for (std::size_t i = 0; i < known.size(); ++i)
    EXPECT_NEAR(points.values[i], known[i], 1e-15) << i;
}

TEST(Sequences, keep_their_points_when_they_are_made_longer) {
  const auto begins_as = [](const UnitPoints& longer, const UnitPoints& shorter) {
    return std::ranges::equal(shorter.values,
                              std::span(longer.values).first(shorter.values.size()));
  };
  EXPECT_TRUE(begins_as(sobol_points(100, 3), sobol_points(37, 3)));
  EXPECT_TRUE(begins_as(halton_points(100, 3), halton_points(37, 3)));
  EXPECT_TRUE(begins_as(scrambled_sobol(128, 3, 5), scrambled_sobol(64, 3, 5)));
}

TEST(ScrambledSobol, has_one_point_in_each_slice_and_in_each_cell_of_its_first_two_coordinates) {
  const UnitPoints points = scrambled_sobol(256, 24, 11);
  for (std::size_t d = 0; d < 24; ++d)
    EXPECT_EQ(counts_in_slices(points, d, 256), std::vector<int>(256, 1)) << d;
  std::set<int> cells;
  for (std::size_t i = 0; i < 256; ++i)
    cells.insert(static_cast<int>(points[i][0] * 16) * 16 + static_cast<int>(points[i][1] * 16));
  EXPECT_EQ(cells.size(), 256u);
}

// An even point has mean ½ and variance 1/12 in each coordinate, over scramblings.
TEST(ScrambledSobol, puts_each_point_anywhere_with_equal_chance) {
  const int scramblings = 2000;
  for (const std::size_t point : {0u, 1u, 5u}) {
    double sum = 0.0, square = 0.0;
    for (int s = 0; s < scramblings; ++s) {
      const double x = scrambled_sobol(8, 3, 1, s)[point][2] - 0.5;
      sum += x;
      square += x * x;
    }
    EXPECT_LT(std::abs(sum / scramblings), 4.0 * std::sqrt(1.0 / 12.0 / scramblings)) << point;
    EXPECT_LT(std::abs(square / scramblings - 1.0 / 12.0),
              4.0 * std::sqrt(1.0 / 180.0 / scramblings));
  }
}

// The mean of x₁x₂x₃x₄ is 1/16 and its variance 1/81 − 1/256: a random sample of 4,096 is off by 0.0014.
TEST(Sequences, integrate_a_product_better_than_chance_by_far) {
  const double chance = std::sqrt((1.0 / 81.0 - 1.0 / 256.0) / 4096.0);
  EXPECT_LT(std::abs(mean_of_products(sobol_points(4095, 4)) - 1.0 / 16.0), chance / 10.0);
  EXPECT_LT(std::abs(mean_of_products(halton_points(4095, 4)) - 1.0 / 16.0), chance / 3.0);
  EXPECT_LT(std::abs(mean_of_products(scrambled_sobol(4096, 4, 9)) - 1.0 / 16.0), chance / 10.0);
}

TEST(Designs, are_functions_of_the_seed_alone) {
  EXPECT_EQ(latin_hypercube(50, 3, 1).values, latin_hypercube(50, 3, 1).values);
  EXPECT_NE(latin_hypercube(50, 3, 1).values, latin_hypercube(50, 3, 2).values);
  EXPECT_EQ(scrambled_sobol(64, 3, 1, 4).values, scrambled_sobol(64, 3, 1, 4).values);
  EXPECT_NE(scrambled_sobol(64, 3, 1, 4).values, scrambled_sobol(64, 3, 1, 5).values);
  EXPECT_NE(scrambled_sobol(64, 3, 1, 4).values, scrambled_sobol(64, 3, 2, 4).values);
}

TEST(Designs, stay_inside_the_open_cube) {
  for (const UnitPoints& points : {latin_hypercube(500, 6, 1), sobol_points(500, 6),
                                   halton_points(500, 6), scrambled_sobol(512, 6, 1)})
    EXPECT_TRUE(std::ranges::all_of(points.values, [](double x) { return x > 0.0 && x < 1.0; }));
}

TEST(Designs, refuse_to_be_empty_or_too_large) {
  EXPECT_THROW(sobol_points(0, 2), sim::InputError);
  EXPECT_THROW(halton_points(2, 0), sim::InputError);
  EXPECT_THROW(latin_hypercube(1, most_dimensions + 1, 1), sim::InputError);
  EXPECT_THROW(scrambled_sobol(most_points + 1, 1, 1), sim::InputError);
}

}  // namespace
}  // namespace agglomera::scenarios
