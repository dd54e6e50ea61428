#include "scenarios/inference/cma_es.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <cmath>
#include <limits>
#include <stdexcept>

#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using Point = std::span<const double>;

CmaEsSettings settings_of(int restarts, int generations) {
  CmaEsSettings settings;
  settings.restarts = restarts;
  settings.generations = generations;
  return settings;
}

// Curvatures from 1 to 10⁴; least at (1, −0.5, 0.3, 2), where it is 7.
double bowl(Point z) {
  return 7 + 0.5 * std::pow(z[0] - 1, 2) + 50 * std::pow(z[1] + 0.5, 2) +
         500 * std::pow(z[2] - 0.3, 2) + 5000 * std::pow(z[3] - 2, 2);
}

double rosenbrock(Point z) {
  double sum = 0;
  for (std::size_t d = 0; d + 1 < z.size(); ++d)
    sum += 100 * std::pow(z[d + 1] - z[d] * z[d], 2) + std::pow(1 - z[d], 2);
  return sum;
}

// The square of z was observed as 4 ± 0.5; the other dimension is left to the prior. The modes are at
// z² = 4 − 0.5²/2, where −ln posterior is 2 − 0.5²/8.
double square_observed(Point z) {
  return std::pow((z[0] * z[0] - 4) / 0.5, 2) / 2 + (z[0] * z[0] + z[1] * z[1]) / 2;
}

TEST(FindModes, finds_the_bottom_of_a_bowl_from_everywhere) {
  const ModeSearch search = find_modes(bowl, 4, settings_of(6, 1000), 1);
  ASSERT_EQ(search.modes.size(), 1u);
  EXPECT_EQ(search.modes[0].restarts, 6);
  const double bottom[] = {1, -0.5, 0.3, 2};
  for (std::size_t d = 0; d < 4; ++d) EXPECT_NEAR(search.modes[0].z[d], bottom[d], 1e-3) << d;
  EXPECT_NEAR(search.modes[0].value, 7, 1e-7);
  EXPECT_EQ(search.modes[0].value, bowl(search.modes[0].z));
  EXPECT_EQ(search.not_finite, 0);
  EXPECT_FALSE(search.stopped);
}

TEST(FindModes, follows_the_bent_valley_of_rosenbrock) {
  const ModeSearch search = find_modes(rosenbrock, 3, settings_of(4, 2000), 2);
  ASSERT_EQ(search.modes.size(), 1u);
  for (const double z : search.modes[0].z) EXPECT_NEAR(z, 1, 1e-3);
}

TEST(FindModes, finds_both_modes_of_an_observed_square) {
  const ModeSearch search = find_modes(square_observed, 2, settings_of(20, 1000), 3);
  ASSERT_EQ(search.modes.size(), 2u);
  EXPECT_EQ(search.modes[0].restarts + search.modes[1].restarts, 20);
  for (const Mode& mode : search.modes) {
    EXPECT_GE(mode.restarts, 3);  // fewer than 3 of 20 fair tosses: four in ten thousand
    EXPECT_NEAR(std::abs(mode.z[0]), std::sqrt(4 - 0.125), 1e-3);
    EXPECT_NEAR(mode.z[1], 0, 1e-3);
    EXPECT_NEAR(mode.value, 2 - 0.03125, 1e-7);
  }
  EXPECT_LT(search.modes[0].z[0] * search.modes[1].z[0], 0);
  EXPECT_LE(search.modes[0].value, search.modes[1].value);
}

TEST(FindModes, merges_what_ends_nearer_than_asked) {
  CmaEsSettings settings = settings_of(20, 1000);
  settings.merge_distance = 4;  // the modes are 3.94 apart
  const ModeSearch search = find_modes(square_observed, 2, settings, 3);
  ASSERT_EQ(search.modes.size(), 1u);
  EXPECT_EQ(search.modes[0].restarts, 20);
}

TEST(FindModes, says_the_same_on_any_number_of_threads) {
  CmaEsSettings settings = settings_of(7, 200);
  settings.threads = 1;
  const ModeSearch alone = find_modes(square_observed, 2, settings, 4);
  for (const int threads : {2, 7}) {
    settings.threads = threads;
    const ModeSearch shared = find_modes(square_observed, 2, settings, 4);
    EXPECT_EQ(shared.evaluations, alone.evaluations);
    ASSERT_EQ(shared.modes.size(), alone.modes.size());
    for (std::size_t m = 0; m < alone.modes.size(); ++m) {
      EXPECT_EQ(shared.modes[m].z, alone.modes[m].z);
      EXPECT_EQ(shared.modes[m].value, alone.modes[m].value);
      EXPECT_EQ(shared.modes[m].restarts, alone.modes[m].restarts);
    }
  }
  EXPECT_NE(find_modes(square_observed, 2, settings, 5).modes[0].z, alone.modes[0].z);
}

TEST(FindModes, stays_inside_the_bounds) {
  std::atomic<bool> left = false;
  const auto slope = [&](Point z) {
    if (std::abs(z[0]) > 5 || std::abs(z[1]) > 5) left = true;
    return z[0] - z[1];
  };
  const ModeSearch search = find_modes(slope, 2, settings_of(3, 300), 6);
  EXPECT_FALSE(left);
  EXPECT_EQ(search.modes[0].z, (std::vector<double>{-5, 5}));
}

TEST(FindModes, walks_around_what_is_not_finite_and_counts_it) {
  std::atomic<int> met = 0;
  const auto half = [&](Point z) {
    if (z[0] > 0.2) {
      ++met;
      return z[1] < 0 ? missing : -std::numeric_limits<double>::infinity();
    }
    return 7 + z[0] * z[0] + z[1] * z[1];
  };
  const ModeSearch search = find_modes(half, 2, settings_of(10, 500), 7);
  EXPECT_GT(met, 0);
  EXPECT_EQ(search.not_finite, met);
  ASSERT_EQ(search.modes.size(), 1u);
  EXPECT_EQ(search.modes[0].restarts + search.failed_restarts, 10);
  EXPECT_LE(search.failed_restarts, 4);  // those that start too far inside to see the way out
  EXPECT_NEAR(search.modes[0].z[0], 0, 1e-3);
  EXPECT_NEAR(search.modes[0].value, 7, 1e-6);
}

TEST(FindModes, starts_from_draws_of_the_prior) {
  CmaEsSettings settings = settings_of(400, 1);
  settings.first_step = 1e-4;  // and no time to go anywhere
  settings.merge_distance = 0;
  double sum = 0, squares = 0;
  const ModeSearch search = find_modes(square_observed, 2, settings, 12);
  ASSERT_EQ(search.modes.size(), 400u);
  for (const Mode& mode : search.modes)
    for (const double z : mode.z) {
      sum += z;
      squares += z * z;
    }
  EXPECT_NEAR(sum / 800, 0, 4 / std::sqrt(800));
  EXPECT_NEAR(squares / 800, 1, 4 * std::sqrt(2.0 / 800));
}

TEST(FindModes, finds_nothing_where_nothing_is_finite) {
  const ModeSearch search =
      find_modes([](Point) { return missing; }, 3, settings_of(4, 50), 8);
  EXPECT_TRUE(search.modes.empty());
  EXPECT_EQ(search.failed_restarts, 4);
  EXPECT_EQ(search.not_finite, search.evaluations);
  EXPECT_GT(search.evaluations, 0);
}

TEST(FindModes, stops_when_asked_with_the_best_met_so_far) {
  std::atomic<int> evaluations = 0;
  CmaEsSettings settings = settings_of(20, 1000);
  settings.threads = 2;
  settings.stop = [&] { return evaluations >= 100; };
  const auto counted = [&](Point z) {
    ++evaluations;
    return bowl(z);
  };
  const ModeSearch search = find_modes(counted, 4, settings, 9);
  EXPECT_TRUE(search.stopped);
  EXPECT_LE(search.evaluations, 101);  // the other thread may have passed the question already
  ASSERT_FALSE(search.modes.empty());
  EXPECT_EQ(search.modes[0].value, bowl(search.modes[0].z));
}

TEST(FindModes, reports_every_restart_that_is_done) {
  CmaEsSettings settings = settings_of(5, 20);
  settings.threads = 2;
  std::vector<int> done;
  settings.progress = [&](int now, int of) {
    EXPECT_EQ(of, 5);
    done.push_back(now);
  };
  find_modes(bowl, 4, settings, 10);
  EXPECT_EQ(done, (std::vector<int>{1, 2, 3, 4, 5}));
}

TEST(FindModes, hands_on_what_the_objective_throws) {
  const auto broken = [](Point) -> double { throw std::runtime_error("no such city"); };
  EXPECT_THROW(find_modes(broken, 2, settings_of(4, 10), 11), std::runtime_error);
}

}  // namespace
}  // namespace agglomera::scenarios
