#include "scenarios/experiments/shapley.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <numeric>

namespace agglomera::scenarios {
namespace {

// The worth of every coalition of a game.
std::vector<double> game(unsigned players, const std::function<double(unsigned)>& worth) {
  std::vector<double> all;
  for (unsigned coalition = 0; coalition < 1u << players; ++coalition)
    all.push_back(worth(coalition));
  return all;
}

// Any game without a rule.
std::vector<double> irregular_game(unsigned players, double shift = 0.0) {
  return game(players, [&](unsigned s) { return std::sin(3.7 * s + shift) * (1.0 + 0.2 * s); });
}

TEST(ShapleyValues, give_each_player_of_an_additive_game_what_it_brings) {
  const double brings[] = {2.0, -1.0, 0.5, 8.0};
  const auto values = shapley_values(game(4, [&](unsigned s) {
    double sum = 3.0;  // of nobody, and so nobody's
    for (unsigned player = 0; player < 4; ++player)
      if (s >> player & 1u) sum += brings[player];
    return sum;
  }));
  ASSERT_EQ(values.size(), 4u);
  for (unsigned player = 0; player < 4; ++player)
    EXPECT_NEAR(values[player], brings[player], 1e-15);
}

// Players 0 and 1 have a left glove, 2 the only right one; a pair is worth 1.
TEST(ShapleyValues, of_the_glove_game_are_a_sixth_a_sixth_and_two_thirds) {
  const auto values =
      shapley_values(game(3, [](unsigned s) { return (s & 4u) && (s & 3u) ? 1.0 : 0.0; }));
  EXPECT_DOUBLE_EQ(values[0], 1.0 / 6.0);
  EXPECT_DOUBLE_EQ(values[1], 1.0 / 6.0);
  EXPECT_DOUBLE_EQ(values[2], 2.0 / 3.0);
}

// The cost of a runway (Littlechild and Owen 1973): each length is paid by those who need it.
TEST(ShapleyValues, of_the_airport_game_share_each_length_among_those_who_need_it) {
  const double needs[] = {8.0, 11.0, 13.0, 18.0};
  const auto values = shapley_values(game(4, [&](unsigned s) {
    return s == 0 ? 0.0 : needs[std::bit_width(s) - 1];
  }));
  EXPECT_NEAR(values[0], 2.0, 1e-14);
  EXPECT_NEAR(values[1], 3.0, 1e-14);
  EXPECT_NEAR(values[2], 4.0, 1e-14);
  EXPECT_NEAR(values[3], 9.0, 1e-14);
}

TEST(ShapleyValues, are_equal_for_symmetric_players) {
  const auto values = shapley_values(game(5, [](unsigned s) {
    return std::exp(0.3 * std::popcount(s & 7u)) * (s & 8u ? 2.0 : 1.0) + (s & 16u ? 1.0 : 0.0);
  }));
  EXPECT_NEAR(values[0], values[1], 1e-14);
  EXPECT_NEAR(values[1], values[2], 1e-14);
  EXPECT_GT(std::abs(values[3] - values[0]), 0.1);
}

TEST(ShapleyValues, give_a_null_player_exactly_zero) {
  const auto of_five = irregular_game(5);
  const auto values = shapley_values(game(6, [&](unsigned s) {
    return of_five[(s & 7u) | (s >> 1 & 24u)];  // player 3 changes nothing
  }));
  EXPECT_EQ(std::bit_cast<std::uint64_t>(values[3]), 0u);
  const auto others = shapley_values(of_five);
  for (const auto& [six, five] : {std::pair{0, 0}, {1, 1}, {2, 2}, {4, 3}, {5, 4}})
    EXPECT_NEAR(values[six], others[five], 1e-14);  // and the others lose nothing to it
}

TEST(ShapleyValues, add_up_to_what_all_are_worth_beyond_none) {
  for (const unsigned players : {1u, 2u, 3u, 6u, 10u}) {
    const auto worth = irregular_game(players, 0.4);
    const auto values = shapley_values(worth);
    EXPECT_NEAR(std::accumulate(values.begin(), values.end(), 0.0), worth.back() - worth.front(),
                1e-12 * static_cast<double>(worth.size()))
        << players;
  }
}

TEST(ShapleyValues, of_a_sum_of_games_are_the_sums) {
  const auto one = irregular_game(6), other = irregular_game(6, 1.3);
  std::vector<double> both;
  for (std::size_t s = 0; s < one.size(); ++s) both.push_back(one[s] + other[s]);
  const auto a = shapley_values(one), b = shapley_values(other), sum = shapley_values(both);
  for (std::size_t player = 0; player < 6; ++player)
    EXPECT_NEAR(sum[player], a[player] + b[player], 1e-13);
}

// Against the definition by orders: every permutation, what each adds when it joins.
TEST(ShapleyValues, are_the_means_over_all_orders_of_joining) {
  const auto worth = irregular_game(5, 0.9);
  std::vector<unsigned> order = {0, 1, 2, 3, 4};
  std::vector<double> added(5, 0.0);
  do {
    unsigned coalition = 0;
    for (const unsigned player : order) {
      added[player] += worth[coalition | 1u << player] - worth[coalition];
      coalition |= 1u << player;
    }
  } while (std::next_permutation(order.begin(), order.end()));
  const auto values = shapley_values(worth);
  for (std::size_t player = 0; player < 5; ++player)
    EXPECT_NEAR(values[player], added[player] / 120.0, 1e-13);
}

TEST(ShapleyValues, of_no_players_are_none) {
  EXPECT_TRUE(shapley_values(std::vector<double>{3.0}).empty());
}

}  // namespace
}  // namespace agglomera::scenarios
