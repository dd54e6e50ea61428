#include "output/report/drawing/map_labels.hpp"

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
  // 40 degrees to the east at the equator: 2.7 · 40/180 units of 4.75, some 38 pixels of 300.
  const auto labels = labels_of({{-120, -50, 1}, {0, 0, 0.9}, {40, 0, 0.8}});
  EXPECT_EQ(labels[1].across, -1);
  EXPECT_EQ(labels[2].across, 1);
}

TEST(MapLabels, name_the_largest_of_a_crowd_first) {
  std::vector<LabelledPoint> crowd;
  for (int i = 0; i < 8; ++i) crowd.push_back({i * 0.5, 0, i == 5 ? 1 : 0.5});
  const auto labels = labels_of(crowd);
  EXPECT_DOUBLE_EQ(labels[5].from_width, 300);
  std::size_t named = 0;
  for (const Label& label : labels) named += label.from_width <= 300;
  EXPECT_LE(named, 8u);  // beside, above and below, and between these
}

TEST(MapLabels, keep_cities_without_firms_for_a_nearer_look) {
  const auto labels = labels_of({{-100, 40, 1}, {100, -30, 0}});
  EXPECT_DOUBLE_EQ(labels[1].from_width, 2500);
}

TEST(MapLabels, name_a_ninth_city_in_one_place_on_the_last_width) {
  const auto labels = labels_of(std::vector<LabelledPoint>(9, {10, 10, 1}));
  EXPECT_DOUBLE_EQ(labels[0].from_width, 300);
  EXPECT_DOUBLE_EQ(labels[8].from_width, 2e5);
}

TEST(MapLabels, name_a_small_treated_city_before_a_large_one_beside_it) {
  const LabelledPoint large = {10, 10, 1};
  LabelledPoint small = {30, 10, 0.01};
  EXPECT_GE(labels_of({large, small})[1].from_width, 2500);
  small.comes_first = true;
  EXPECT_DOUBLE_EQ(labels_of({large, small})[1].from_width, 300);
}

TEST(MapLabels, count_a_hub_by_more_than_its_size) {
  std::vector<LabelledPoint> crowd(9, {10, 10, 0.5});
  crowd[8].size = 0.4;
  EXPECT_DOUBLE_EQ(labels_of(crowd)[8].from_width, 2e5);
  crowd[8].weight = 2;
  EXPECT_DOUBLE_EQ(labels_of(crowd)[8].from_width, 300);
}

TEST(MapLabels, are_as_wide_as_the_longer_of_two_names) {
  EXPECT_DOUBLE_EQ(name_width({"Rome", "罗马"}), 4 * 6.2);
  EXPECT_DOUBLE_EQ(name_width({"Ur", "乌尔城"}), 3 * 11.5);
}

// London and Warsaw, as they lie: a circle that is off a name on a narrow map may be under it on a
// wider one.
TEST(MapLabels, keep_off_the_circles_on_every_wider_map) {
  const auto labels = labels_of({{-0.1, 51.5, 0.34}, {21, 52.2, 0.32}, {18.1, 59.3, 0.11}});
  EXPECT_EQ(labels[1].along * labels[1].along + labels[1].across * labels[1].across, 1);
  EXPECT_NE(labels[1].along, -1);  // Stockholm is above Warsaw
}

}  // namespace
}  // namespace agglomera::output::report
