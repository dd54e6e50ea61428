#include <gtest/gtest.h>

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
  EXPECT_EQ(section.says.at(0).en,
            "Strengthens the links of hubs. In Alpha and Gamma, 2018 to 2027, at full strength after 3 "
            "years; strength 0.5 (fraction).");
  EXPECT_NE(section.says.at(0).zh.find("对象：甲和丙；2018—2027 年"), std::string::npos);
  const Table& table = section.listings.at(0).table;
  EXPECT_EQ(words_in(table, "scenario"), Words{"more"});
  EXPECT_EQ(numbers_in(table, "usual"), std::vector<double>{0.25});
}

TEST(LeversSection, is_left_out_of_files_that_tell_no_levers) {
  EXPECT_TRUE(written(MadeRun({2008, 2009}, 1).file(), levers).title.empty());
}

}  // namespace
}  // namespace agglomera::output::report
