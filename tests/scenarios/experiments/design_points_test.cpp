#include "scenarios/experiments/design_points.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "tests/scenarios/experiments/made_up_sweep.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;

TEST(DesignPoints, of_a_grid_are_all_combinations_with_the_last_factor_fastest) {
  const Sweep sweep = made_up_sweep({200.0, 350.0});
  const DesignPoints points(sweep);
  ASSERT_EQ(points.size(), 4);
  EXPECT_THAT(points.values(0), ElementsAre(200.0, 0.0));
  EXPECT_THAT(points.values(1), ElementsAre(200.0, 1.0));
  EXPECT_THAT(points.values(2), ElementsAre(350.0, 0.0));
  EXPECT_THAT(points.values(3), ElementsAre(350.0, 1.0));
}

TEST(DesignPoints, of_a_latin_hypercube_are_one_in_each_slice_of_every_factor) {
  Sweep sweep = made_up_sweep({});
  sweep.design = DesignKind::latin_hypercube;
  sweep.points = 10;
  sweep.variation.factors[0].range = {100.0, 200.0};
  const DesignPoints points(sweep);
  std::set<int> slices;
  int on = 0;
  for (std::int64_t point = 0; point < points.size(); ++point) {
    const std::vector<double> values = points.values(point);
    slices.insert(static_cast<int>((values[0] - 100.0) / 10.0));
    on += values[1] == 1.0;
  }
  EXPECT_EQ(slices.size(), 10u);
  EXPECT_EQ(on, 5);
}

TEST(DesignPoints, of_a_longer_sequence_begin_with_those_of_a_shorter) {
  for (const DesignKind kind : {DesignKind::sobol, DesignKind::halton}) {
    Sweep sweep = made_up_sweep({});
    sweep.design = kind;
    sweep.variation.factors[0].range = {100.0, 200.0};
    sweep.points = 8;
    const DesignPoints few(sweep);
    Sweep larger = sweep;
    larger.points = 20;
    const DesignPoints many(larger);
    for (std::int64_t point = 0; point < few.size(); ++point)
      EXPECT_EQ(few.values(point), many.values(point));
  }
}

}  // namespace
}  // namespace agglomera::scenarios
