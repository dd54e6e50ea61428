#include "output/report/drawing/marks.hpp"

#include <gtest/gtest.h>

namespace agglomera::output::report {
namespace {

TEST(Marks, give_each_text_of_a_scale_its_colour_in_order) {
  const Json scale = colours_of({{"Gain", "增加"}, {"Loss", "减少"}}, {"gain", "loss"});
  EXPECT_EQ(scale["domain"][1]["zh"], "减少");
  EXPECT_EQ(scale["range"][1], (Json{{"theme", "loss"}}));
}

TEST(Marks, keep_small_multiples_in_the_order_of_the_table) {
  const Json spec = panels_of("city", Json::array({line("q50", "simulated")}), 90, true);
  EXPECT_EQ(spec["facet"]["sort"]["field"], "row_number");
  EXPECT_EQ(spec["transform"][0]["window"][0]["as"], "row_number");
  EXPECT_EQ(spec["resolve"]["scale"]["y"], "independent");
  EXPECT_EQ(panels_of("city", Json::array(), 90, false)["resolve"]["scale"]["y"], "shared");
}

TEST(Marks, draw_a_band_between_two_fields) {
  const Json area = band("q05", "q95", "simulated", 0.2);
  EXPECT_EQ(area["encoding"]["y"]["field"], "q05");
  EXPECT_EQ(area["encoding"]["y2"]["field"], "q95");
  EXPECT_EQ(area["mark"]["color"], (Json{{"theme", "simulated"}}));
}

}  // namespace
}  // namespace agglomera::output::report
