#include "output/report/table.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

namespace agglomera::output::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();

Json columns_of(const Table& table) { return Json(table)["columns"]; }

TEST(ReportTable, keeps_texts_that_repeat_once_and_refers_to_them) {
  const Text alba{"Alba", "阿尔巴"}, brea{"Brea", "布雷亚"};
  Table table;
  table.add("city", {"City", "城市"}, {alba, brea, alba, alba});
  const Json column = columns_of(table)[0];
  EXPECT_EQ(column["texts"], Json({alba, brea}));
  EXPECT_EQ(column["of"].dump(), "[0,1,0,0]");
  EXPECT_FALSE(column.contains("values"));
}

TEST(ReportTable, tells_texts_apart_that_differ_in_one_language_only) {
  Table table;
  table.add("city", {"City", "城市"}, {Text{"A", "甲"}, Text{"A", "乙"}, Text{"B", "甲"}});
  EXPECT_EQ(columns_of(table)[0]["of"].dump(), "[0,1,2]");
}

TEST(ReportTable, says_null_for_what_is_missing_or_without_bounds) {
  Table table;
  table.add("lq", {"LQ", "区位商"}, {1.5, missing, infinite, -infinite});
  EXPECT_EQ(columns_of(table)[0]["values"].dump(), "[1.5,null,null,null]");
}

TEST(ReportTable, keeps_whole_numbers_whole_and_five_digits_of_others) {
  Table table;
  table.add("x", {"x", "x"}, {2018, 123456789, 1.0 / 3, -0.000123456789, 98765.4321}, 3);
  const Json column = columns_of(table)[0];
  EXPECT_EQ(column["values"].dump(), "[2018,123456789,0.33333,-0.00012346,98765.0]");
  EXPECT_EQ(column["decimals"], 3);
}

TEST(ReportTable, marks_what_is_drawn_but_not_shown) {
  Table table;
  table.add("order", {"Order", "次序"}, {1.0, 2.0}, 0, false);
  table.add("name", {"Name", "名称"}, {plainly("a"), plainly("b")}, false);
  table.add("shown", {"Shown", "显示"}, {1.0, 2.0});
  const Json columns = columns_of(table);
  EXPECT_EQ(columns[0]["hidden"], true);
  EXPECT_EQ(columns[1]["hidden"], true);
  EXPECT_FALSE(columns[2].contains("hidden"));
}

TEST(ReportTable, refuses_a_column_of_another_length) {
  Table table;
  table.add("a", {"a", "a"}, {1.0, 2.0});
  EXPECT_THROW(table.add("b", {"b", "b"}, std::vector<double>(1)), std::logic_error);
  EXPECT_THROW(table.add("c", {"c", "c"}, std::vector<Text>(3)), std::logic_error);
  EXPECT_EQ(table.rows(), 2u);
  EXPECT_EQ(table.columns().size(), 1u);
}

TEST(ReportTable, keeps_the_smallest_numbers_there_are) {
  Table table;
  table.add("x", {"X", "数"}, std::vector<double>{4e-320, 5e-324});
  const nlohmann::ordered_json json = table;
  EXPECT_EQ(json["columns"][0]["values"][1], 5e-324);
}

}  // namespace
}  // namespace agglomera::output::report
