#include "output/report/text.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <nlohmann/json.hpp>

namespace agglomera::output::report {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

TEST(ReportText, writes_a_true_minus_and_never_minus_nothing) {
  EXPECT_EQ(number(-1.25, 1), "−1.2");  // to even, as the digits of 1.25 stand
  EXPECT_EQ(number(-0.04, 1), "0.0");
  EXPECT_EQ(number(-0.0, 0), "0");
  EXPECT_EQ(number(-0.06, 1), "−0.1");
  EXPECT_EQ(number(12, 0), "12");
}

TEST(ReportText, gives_a_sign_to_what_is_not_nothing) {
  EXPECT_EQ(with_sign(0.3, 1), "+0.3");
  EXPECT_EQ(with_sign(-0.3, 1), "−0.3");
  EXPECT_EQ(with_sign(0.04, 1), "0.0");
  EXPECT_EQ(with_sign(-0.04, 1), "0.0");
  EXPECT_EQ(with_sign(0, 2), "0.00");
}

TEST(ReportText, says_missing_with_a_dash) {
  for (const double value : {missing, std::numeric_limits<double>::infinity()}) {
    EXPECT_EQ(number(value, 2), "–");
    EXPECT_EQ(with_sign(value, 2), "–");
    EXPECT_EQ(percent(value), "–");
  }
}

TEST(ReportText, writes_intervals_and_shares_as_people_do) {
  EXPECT_EQ(interval(0.1, -2, 1, 1, true), "+0.1 [−2.0, +1.0]");
  EXPECT_EQ(interval(2.04, 1.96, 3, 1), "2.0 [2.0, 3.0]");
  EXPECT_EQ(percent(0.256), "26 %");
  EXPECT_EQ(percent(-0.256, 1), "−25.6 %");
}

TEST(ReportText, lists_in_the_manner_of_each_language) {
  const Text a{"A", "甲"}, b{"B", "乙"}, c{"C", "丙"};
  EXPECT_EQ(list_of({}), (Text{"", ""}));
  EXPECT_EQ(list_of({a}), a);
  EXPECT_EQ(list_of({a, b}), (Text{"A and B", "甲和乙"}));
  EXPECT_EQ(list_of({a, b, c}), (Text{"A, B and C", "甲、乙和丙"}));
}

TEST(ReportText, fills_each_pattern_with_its_own_language_in_its_own_order) {
  const Text city{"Alba", "阿尔巴"};
  EXPECT_EQ(phrase({"{} gains {} firms", "{1} 家企业归{0}"}, city, 3),
            (Text{"Alba gains 3 firms", "3 家企业归阿尔巴"}));
  // What is filled in is no pattern itself.
  EXPECT_EQ(phrase({"{}", "{}"}, plainly("{{data}} {}")), plainly("{{data}} {}"));
}

TEST(ReportText, takes_the_english_where_no_chinese_was_written) {
  EXPECT_EQ(in_both("Alba", ""), (Text{"Alba", "Alba"}));
  EXPECT_EQ(in_both("Alba", "阿尔巴"), (Text{"Alba", "阿尔巴"}));
  EXPECT_TRUE(Text{}.empty());
  EXPECT_FALSE((Text{"", "甲"}.empty()));
}

TEST(ReportText, becomes_a_pair_of_languages_in_the_page) {
  const nlohmann::ordered_json json = Text{"Alba", "阿尔巴"};
  EXPECT_EQ(json.dump(), R"({"en":"Alba","zh":"阿尔巴"})");
}

TEST(Text, keeps_a_percent_sign_with_its_number_in_the_page) {
  const nlohmann::ordered_json json = Text{"in 90 % of them", "其中 90 %"};
  EXPECT_EQ(json["en"], "in 90\u00a0% of them");
  EXPECT_EQ(json["zh"], "其中 90%");
}

TEST(ReportText, of_a_name_that_charts_take_for_a_key_is_made_another) {
  const nlohmann::ordered_json json = Text{"constructor", "Alpha"};
  EXPECT_EQ(json["en"], "constructor\u2060");
  EXPECT_EQ(json["zh"], "Alpha");
}

TEST(ReportText, writes_numbers_beyond_all_measure_with_a_power) {
  EXPECT_EQ(number(1e300, 1), "1.00e+300");
  EXPECT_EQ(number(-123456.7, 1), "−123456.7");
}

}  // namespace
}  // namespace agglomera::output::report
