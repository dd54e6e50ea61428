#include "output/report/chart.hpp"

#include <gtest/gtest.h>

namespace agglomera::output::report {
namespace {

Chart sample() {
  Chart chart;
  chart.id = "sample";
  chart.title = {"Firms", "企业数"};
  chart.says = {"Firms by year.", "历年企业数。"};
  chart.spec = {{"mark", "bar"}};
  chart.table.add("year", {"Year", "年份"}, std::vector<double>{2008}, 0);
  return chart;
}

TEST(Chart, is_a_specification_with_its_table) {
  const Json json = sample();
  EXPECT_EQ(json["spec"]["mark"], "bar");
  EXPECT_EQ(json["title"]["zh"], "企业数");
  EXPECT_EQ(json["table"]["columns"][0]["values"], (Json{2008}));
  EXPECT_FALSE(json.contains("controls"));
  EXPECT_FALSE(json.contains("note"));
  EXPECT_FALSE(json.contains("panel_width"));
}

TEST(Chart, tells_a_range_from_a_choice) {
  Chart chart = sample();
  Control year{"year", {"Year", "年份"}};
  year.low = 2008;
  year.high = 2017;
  year.at = 2017;
  Control measure{"measure", {"Measure", "指标"}, {{{"Firms", "企业数"}, {{"shown", 1}}}}};
  chart.controls = {year, measure};
  const Json controls = Json(chart)["controls"];
  EXPECT_EQ(controls[0]["low"], 2008);
  EXPECT_EQ(controls[0]["high"], 2017);
  EXPECT_FALSE(controls[0].contains("options"));
  EXPECT_EQ(controls[1]["options"][0]["sets"]["shown"], 1);
  EXPECT_FALSE(controls[1].contains("low"));
}

}  // namespace
}  // namespace agglomera::output::report
