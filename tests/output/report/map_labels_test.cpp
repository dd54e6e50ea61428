#include "output/report/map_labels.hpp"

#include <gtest/gtest.h>

namespace agglomera::output::report {
namespace {

TEST(MapLabels, name_two_far_cities_on_the_narrowest_map) {
  const auto labels = labels_of({{-100, 40, 1}, {100, -30, 0.5}});
  EXPECT_DOUBLE_EQ(labels[0].from_width, 300);
  EXPECT_DOUBLE_EQ(labels[1].from_width, 300);
  EXPECT_EQ(labels[0].across, 1);
}

TEST(MapLabels, turn_away_from_a_neighbour_to_the_right) {
  // 40 degrees to the east at the equator: 2 · 40/360 · 2.7 units of 4.75, some 44 pixels of 300.
  const auto labels = labels_of({{0, 0, 1}, {40, 0, 0.9}});
  EXPECT_EQ(labels[0].across, -1);
  EXPECT_EQ(labels[1].across, 1);
}

TEST(MapLabels, name_the_largest_of_a_crowd_first) {
  std::vector<LabelledPoint> crowd;
  for (int i = 0; i < 8; ++i) crowd.push_back({i * 0.5, 0, i == 5 ? 1 : 0.5});
  const auto labels = labels_of(crowd);
  for (std::size_t i = 0; i < labels.size(); ++i)
    EXPECT_GE(labels[i].from_width, labels[5].from_width);
  EXPECT_GT(labels[0].from_width, 300);
}

TEST(MapLabels, keep_cities_without_firms_for_a_nearer_look) {
  const auto labels = labels_of({{-100, 40, 1}, {100, -30, 0}});
  EXPECT_DOUBLE_EQ(labels[1].from_width, 2500);
}

TEST(MapLabels, name_two_cities_in_one_place_on_the_last_width) {
  const auto labels = labels_of({{10, 10, 1}, {10, 10, 1}});
  EXPECT_DOUBLE_EQ(labels[1].from_width, 2e5);
}

}  // namespace
}  // namespace agglomera::output::report
