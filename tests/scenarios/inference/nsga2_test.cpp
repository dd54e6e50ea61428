#include "scenarios/inference/nsga2.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace agglomera::scenarios {
namespace {

using Points = std::vector<std::vector<double>>;

Nsga2Settings settings_of(int population, int generations) {
  Nsga2Settings settings;
  settings.population = population;
  settings.generations = generations;
  return settings;
}

BatchObjectives each(std::vector<double> (*objectives)(const std::vector<double>&)) {
  return [objectives](const Points& points) {
    Points all;
    for (const auto& x : points) all.push_back(objectives(x));
    return all;
  };
}

// Zitzler, Deb and Thiele (2000): the front is 1 − √f₁, where all but the first coordinate are zero.
std::vector<double> zdt1(const std::vector<double>& x) {
  double others = 0.0;
  for (std::size_t d = 1; d < x.size(); ++d) others += x[d];
  const double g = 1.0 + 9.0 * others / static_cast<double>(x.size() - 1);
  return {x[0], g * (1.0 - std::sqrt(x[0] / g))};
}

// Squared distances from a = (0.2, 0.3) and b = (0.8, 0.6): the best points are those between a and b,
// where the distances add up to that of a and b, √0.45. A point beside the line is only worse by the
// square of its distance from it.
std::vector<double> two_bowls(const std::vector<double>& x) {
  return {std::pow(x[0] - 0.2, 2) + std::pow(x[1] - 0.3, 2),
          std::pow(x[0] - 0.8, 2) + std::pow(x[1] - 0.6, 2)};
}

// 64 points are 1/64 apart, and a point between two of them stays on the front until it is worse than
// the slope times that, 1/64 at f₁ = ¼: nearer than so no population of 64 is forced to come.
TEST(FindFront, meets_the_known_front_of_zdt1_within_the_spacing_of_its_points) {
  const FrontSearch search = find_front(each(zdt1), 10, 2, settings_of(64, 250), 1);
  ASSERT_GE(search.front.size(), 50u);
  double widest = 0.0, before = 0.0, above = 0.0;
  for (const FrontPoint& point : search.front) {
    const double f1 = point.objectives[0];
    EXPECT_GE(point.objectives[1], 1.0 - std::sqrt(f1) - 1e-12) << f1;
    above += point.objectives[1] - (1.0 - std::sqrt(f1));
    widest = std::max(widest, f1 - before);
    before = f1;
  }
  EXPECT_LT(above / static_cast<double>(search.front.size()), 1.0 / 64.0);
  EXPECT_LT(std::max(widest, 1.0 - before), 0.06) << "spread along the whole front";
}

TEST(FindFront, finds_the_line_between_two_bowls) {
  const FrontSearch search = find_front(each(two_bowls), 2, 2, settings_of(64, 100), 2);
  ASSERT_GE(search.front.size(), 50u);
  double nearest = 1.0, farthest = 0.0;  // along a → b, from 0 to 1
  double beside = 0.0;
  for (const FrontPoint& point : search.front) {
    const double dx = point.x[0] - 0.2, dy = point.x[1] - 0.3;
    const double along = (dx * 0.6 + dy * 0.3) / 0.45;
    beside += std::abs(dx * 0.3 - dy * 0.6) / std::sqrt(0.45);
    EXPECT_NEAR(std::sqrt(point.objectives[0]) + std::sqrt(point.objectives[1]), std::sqrt(0.45), 0.02);
    nearest = std::min(nearest, along);
    farthest = std::max(farthest, along);
  }
  EXPECT_LT(beside / static_cast<double>(search.front.size()), 0.03);
  EXPECT_NEAR(nearest, 0.0, 0.01);
  EXPECT_NEAR(farthest, 1.0, 0.01);
}

TEST(FindFront, has_no_point_that_another_dominates) {
  const FrontSearch search = find_front(each(zdt1), 6, 2, settings_of(24, 10), 3);
  ASSERT_GE(search.front.size(), 2u);
  for (const FrontPoint& one : search.front)
    for (const FrontPoint& other : search.front)
      EXPECT_FALSE(dominates(one.objectives, other.objectives));
}

TEST(FindFront, is_the_same_for_the_same_seed_and_another_for_another) {
  const auto run = [](std::uint64_t seed) {
    return find_front(each(two_bowls), 2, 2, settings_of(16, 5), seed);
  };
  const FrontSearch one = run(4), again = run(4), other = run(5);
  ASSERT_EQ(one.front.size(), again.front.size());
  for (std::size_t i = 0; i < one.front.size(); ++i) {
    EXPECT_EQ(one.front[i].x, again.front[i].x);
    EXPECT_EQ(one.front[i].objectives, again.front[i].objectives);
  }
  EXPECT_NE(one.front.front().x, other.front.front().x);
}

TEST(FindFront, evaluates_whole_generations_at_once_inside_the_box) {
  std::vector<std::size_t> sizes;
  bool outside = false;
  const auto objectives = [&](const Points& points) {
    sizes.push_back(points.size());
    Points all;
    for (const auto& x : points) {
      for (const double coordinate : x) outside = outside || coordinate < 0.0 || coordinate > 1.0;
      all.push_back({x[0] - x[1], x[1] - x[0] * x[0]});
    }
    return all;
  };
  std::vector<int> told;
  Nsga2Settings settings = settings_of(12, 6);
  settings.progress = [&](int done, int of) {
    told.push_back(done);
    EXPECT_EQ(of, 7);
  };
  const FrontSearch search = find_front(objectives, 2, 2, settings, 6);
  EXPECT_EQ(sizes, std::vector<std::size_t>(7, 12));
  EXPECT_EQ(search.evaluations, 84);
  EXPECT_EQ(told, (std::vector<int>{1, 2, 3, 4, 5, 6, 7}));
  EXPECT_FALSE(outside);
}

TEST(FindFront, begins_with_the_points_it_is_given) {
  Points first;
  const auto objectives = [&](const Points& points) {
    if (first.empty()) first = points;
    return Points(points.size(), {0.0, 0.0});
  };
  Nsga2Settings settings = settings_of(8, 1);
  settings.start = {{0.0, 0.0, 0.0}, {1.0, 0.5, 0.25}};
  find_front(objectives, 3, 2, settings, 7);
  ASSERT_EQ(first.size(), 8u);
  EXPECT_EQ(first[0], settings.start[0]);
  EXPECT_EQ(first[1], settings.start[1]);
  EXPECT_NE(first[2], first[3]);
}

TEST(FindFront, keeps_what_is_not_finite_off_the_front_and_counts_it) {
  const auto objectives = [](const Points& points) {
    Points all;
    for (const auto& x : points)
      all.push_back(x[0] > 0.5 ? std::vector<double>{std::numeric_limits<double>::quiet_NaN(), -9.0}
                               : two_bowls(x));
    return all;
  };
  const FrontSearch search = find_front(objectives, 2, 2, settings_of(32, 20), 8);
  EXPECT_GT(search.not_finite, 0);
  for (const FrontPoint& point : search.front) EXPECT_LE(point.x[0], 0.5);
}

TEST(FindFront, stops_when_it_is_asked_to) {
  int generations = 0;
  Nsga2Settings settings = settings_of(8, 1000);
  settings.stop = [&] { return ++generations == 4; };
  const FrontSearch search = find_front(each(two_bowls), 2, 2, settings, 9);
  EXPECT_TRUE(search.stopped);
  EXPECT_EQ(search.generations, 3);
  EXPECT_TRUE(search.front.empty());
}

TEST(Dominates, means_nowhere_worse_and_somewhere_better) {
  const std::vector<double> a = {1.0, 2.0}, b = {1.0, 3.0}, c = {0.0, 4.0};
  EXPECT_TRUE(dominates(a, b));
  EXPECT_FALSE(dominates(b, a));
  EXPECT_FALSE(dominates(a, a));
  EXPECT_FALSE(dominates(a, c));
  EXPECT_FALSE(dominates(c, a));
}

}  // namespace
}  // namespace agglomera::scenarios
