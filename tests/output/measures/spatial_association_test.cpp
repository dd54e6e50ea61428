#include "output/measures/spatial_association.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

#include "../known_answers.hpp"

namespace agglomera::output {
namespace {

using Values = std::vector<double>;

// Cells of a square that share an edge.
SpatialWeights rook(std::size_t side) {
  return within_band(side * side, 1, [side](std::size_t a, std::size_t b) {
    const auto apart = [](std::size_t p, std::size_t q) { return p > q ? p - q : q - p; };
    return static_cast<double>(apart(a / side, b / side) + apart(a % side, b % side));
  });
}

const Values one_to_nine = {1, 2, 3, 4, 5, 6, 7, 8, 9};

TEST(SpatialAssociation, agrees_with_published_answers) {
  const auto variances = known_answer("esda_moran_var_3x3");
  const Moran result = moran(Values(variances["input"]["y"]), rook(3));
  EXPECT_NEAR(result.variance_randomisation, variances["expected"][0], variances["tol"]);
  EXPECT_NEAR(result.variance_normality, variances["expected"][1], variances["tol"]);

  const auto general = known_answer("esda_getis_G");
  const std::vector<Values> points = general["input"]["points"];
  const SpatialWeights band = within_band(
      points.size(), general["input"]["threshold"], [&](std::size_t a, std::size_t b) {
        return std::hypot(points[a][0] - points[b][0], points[a][1] - points[b][1]);
      });
  EXPECT_NEAR(getis_ord_g(Values(general["input"]["y"]), band), general["expected"], general["tol"]);
  // pysal/esda@01704e9 esda/tests/test_getisord.py, test_star_binary: the same map, binary weights.
  EXPECT_NEAR(getis_ord_gi_star(Values(general["input"]["y"]), band)[0], -1.39727626, 1e-8);
}

TEST(SpatialAssociation, of_a_row_of_three_by_hand) {
  const SpatialWeights row = {{{1, 1}}, {{0, 1}, {2, 1}}, {{1, 1}}};
  const Values values = {1, 2, 6};  // z = −2, −1, 3; Σz² = 14
  EXPECT_DOUBLE_EQ(moran_i(values, row), 3.0 / 4 * (2 * (2.0 - 3.0)) / 14);
  EXPECT_DOUBLE_EQ(geary_c(values, row), 2.0 / 8 * (2 * (1.0 + 16.0)) / 14);
  EXPECT_DOUBLE_EQ(getis_ord_g(values, row), 28.0 / 40);
  // Around the middle: all are neighbours, the sum is its expectation and has no spread.
  const Values stars = getis_ord_gi_star(values, row);
  EXPECT_TRUE(std::isnan(stars[1]));
  const double sd = std::sqrt(14.0 / 3);
  EXPECT_NEAR(stars[0], (3 - 2 * 3) / (sd * std::sqrt((3 * 2 - 4) / 2.0)), 1e-14);
}

TEST(SpatialAssociation, of_a_chessboard_is_its_extreme) {
  const Values chess = {1, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 0, 0, 1, 0, 1};
  EXPECT_NEAR(moran_i(chess, rook(4)), -1, 1e-14);
  EXPECT_EQ(getis_ord_g(chess, rook(4)), 0);
}

TEST(SpatialAssociation, does_not_depend_on_scale_and_shift) {
  Values moved = one_to_nine;
  for (double& value : moved) value = 5 - 3 * value;
  EXPECT_NEAR(moran_i(one_to_nine, rook(3)), moran_i(moved, rook(3)), 1e-14);
  EXPECT_NEAR(geary_c(one_to_nine, rook(3)), geary_c(moved, rook(3)), 1e-14);
}

TEST(SpatialAssociation, sums_the_local_to_the_whole) {
  for (const SpatialWeights& weights : {rook(3), row_standardised(rook(3))}) {
    const Values local = local_moran(one_to_nine, weights);
    EXPECT_NEAR(std::accumulate(local.begin(), local.end(), 0.0),
                sums_of(weights).s0 * moran_i(one_to_nine, weights), 1e-13);
  }
}

TEST(SpatialAssociation, is_missing_of_equal_values_and_without_neighbours) {
  EXPECT_TRUE(std::isnan(moran_i(Values(9, 0.1), rook(3))));
  EXPECT_TRUE(std::isnan(geary_c(Values(9, 0.1), rook(3))));
  EXPECT_TRUE(std::isnan(moran_i(one_to_nine, SpatialWeights(9))));
  EXPECT_TRUE(std::isnan(getis_ord_g(Values{-1, 1, 1, 1, 1, 1, 1, 1, 1}, rook(3))));
}

TEST(SpatialAssociation, is_significant_on_a_slope_and_not_without_an_order) {
  Values slope(49);
  std::iota(slope.begin(), slope.end(), 0.0);
  const sim::Draws draws(1, 0);
  for (const Association kind : {Association::moran_i, Association::geary_c, Association::getis_ord_g}) {
    const Significance clear = significance(kind, slope, rook(7), 199, draws, 1);
    EXPECT_DOUBLE_EQ(clear.two_sided, 1.0 / 200);  // none of the orders was as far
    EXPECT_LE(clear.folded, clear.two_sided);
  }
  // Under the null p is uniform: its mean over many orders is ½, sd 0.29/√200.
  double sum = 0;
  for (std::uint32_t k = 0; k < 200; ++k) {
    Values noise;
    for (std::uint32_t i = 0; i < 49; ++i)
      noise.push_back(draws.named(k, 7, sim::Purpose::bootstrap, i).uniform());
    sum += significance(Association::moran_i, noise, rook(7), 99, draws, k).two_sided;
  }
  EXPECT_NEAR(sum / 200, 0.5, 4 * 0.29 / std::sqrt(200.0));
}

TEST(SpatialAssociation, repeats_its_draws_by_seed) {
  const auto of_seed = [](std::uint64_t seed) {
    const Values mixed = {5, 1, 9, 2, 7, 3, 8, 4, 6};
    return significance(Association::moran_i, mixed, rook(3), 499, sim::Draws(seed, 0), 3);
  };
  EXPECT_EQ(of_seed(5).two_sided, of_seed(5).two_sided);
  EXPECT_NE(of_seed(5).two_sided, of_seed(6).two_sided);
}

TEST(SpatialAssociation, tells_the_local_chance_by_counting_pairs) {
  // The corner z = −4 has the neighbours −3 and −1. Of the 28 pairs of the other values, whose sum is 1
  // in the mean, four are as far away: −4, −5, 6 and 7.
  const auto local = local_moran_significance(one_to_nine, rook(3), 19999, sim::Draws(5, 0), 3);
  EXPECT_NEAR(local[0].two_sided, 4.0 / 28, 4 * std::sqrt(4.0 / 28 * 24 / 28 / 19999) + 1e-4);
  EXPECT_EQ(local[4].two_sided, 1);  // the middle has the mean
}

TEST(SpatialWeights, of_the_nearest_and_without_a_region_by_hand) {
  const Values line = {0, 1, 3, 7};
  const SpatialWeights nearest = nearest_neighbours(4, 1, [&](std::size_t a, std::size_t b) {
    return std::abs(line[a] - line[b]);
  });
  EXPECT_EQ(nearest[2][0].region, 1u);
  EXPECT_EQ(nearest[3][0].region, 2u);
  const std::vector<char> kept = {1, 0, 1, 1};
  const SpatialWeights few = restricted(nearest, kept);
  ASSERT_EQ(few.size(), 3u);
  EXPECT_TRUE(few[0].empty());
  EXPECT_EQ(few[2][0].region, 1u);
}

}  // namespace
}  // namespace agglomera::output
