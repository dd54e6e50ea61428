#include <gtest/gtest.h>

#include <cmath>

#include "output/report/sections/sections.hpp"
#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

using Words = std::vector<std::string>;

Group one_lever() {
  const Words along = {"lever"};
  const auto whole = [&](const char* name, std::int32_t value) {
    return Variable{name, "year", "", along, std::vector<std::int32_t>{value}};
  };
  return {"levers",
          {{"lever", "1", "", Words{"more/radiation"}}},
          {{"scenario", "1", "", along, Words{"more"}},
           {"text", "1", "", along, Words{"Strengthens the links of hubs."}},
           {"text_zh", "1", "", along, Words{"强化枢纽的联系。"}},
           {"targets", "1", "", along, Words{"alpha;gamma"}},
           whole("first_year", 2018),
           whole("last_year", 2027),
           whole("ramp", 3),
           {"strength", "", "", along, std::vector<double>{0.5}},
           {"usual", "", "", along, std::vector<double>{0.25}},
           {"unit", "1", "", along, Words{"fraction"}},
           {"source", "1", "", along, Words{"assumed"}}}};
}

TEST(LeversSection, says_what_is_done_where_when_and_how_strongly) {
  ResultFile file = MadeRun({2008, 2009}, 1).file();
  file.groups.push_back(one_lever());
  const Section section = written(file, levers);
  EXPECT_EQ(
      section.says.at(0).en,
      "Strengthens the links of hubs. In Alpha and Gamma, 2018 to 2027, at full strength after 3 "
      "years; strength 0.5 (fraction).");
  EXPECT_NE(section.says.at(0).zh.find("对象：甲和丙；2018—2027 年"), std::string::npos);
  const Table& table = section.listings.at(0).table;
  EXPECT_EQ(words_in(table, "scenario"), Words{"more"});
  EXPECT_EQ(numbers_in(table, "usual"), std::vector<double>{0.25});
}

Group two_policies(std::size_t levers) {
  const Words along = {"lever"};
  Words labels, scenarios;
  for (std::size_t i = 0; i < levers; ++i) {
    labels.push_back(std::to_string(i));
    scenarios.push_back(i % 2 == 0 ? "more" : "less");
  }
  const auto same = [&](const char* name, const char* text) {
    return Variable{name, "1", "", along, Words(levers, text)};
  };
  const auto whole = [&](const char* name) {
    return Variable{name, "year", "", along, std::vector<std::int32_t>(levers, 3)};
  };
  const auto real = [&](const char* name, double value) {
    return Variable{name, "", "", along, std::vector<double>(levers, value)};
  };
  return {"levers",
          {{"lever", "1", "", labels}},
          {{"scenario", "1", "", along, scenarios},
           same("text", "Trains talent."),
           same("text_zh", "培养人才。"),
           same("targets", "alpha"),
           whole("first_year"),
           whole("last_year"),
           whole("ramp"),
           real("strength", 0.5),
           real("usual", 0.5),
           real("unit_cost", NAN),
           same("unit", "fraction"),
           same("source", "assumed")}};
}

TEST(LeversSection, of_several_policies_says_the_same_once_for_each) {
  ResultFile file = MadeRun({2008, 2009}, 1).file();
  file.groups.push_back(two_policies(4));
  const Section section = written(file, levers);
  EXPECT_EQ(section.title.en, "What the policies do");
  EXPECT_EQ(section.says.at(0).en.find("more: Trains talent."), 0u);
  EXPECT_EQ(section.says.at(1).en.find("less: Trains talent."), 0u);
  EXPECT_NE(section.says.at(2).en.find("Nobody has measured"), std::string::npos);
  EXPECT_EQ(section.says.at(3).en, "No costs are given.");
  EXPECT_THROW(numbers_in(section.listings.at(0).table, "cost"), std::out_of_range);
}

TEST(LeversSection, is_left_out_of_files_that_tell_no_levers) {
  EXPECT_TRUE(written(MadeRun({2008, 2009}, 1).file(), levers).title.empty());
}

}  // namespace
}  // namespace agglomera::output::report
