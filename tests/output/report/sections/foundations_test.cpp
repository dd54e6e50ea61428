#include <gtest/gtest.h>

#include <cmath>

#include "output/report/sections/sections.hpp"
#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

using Words = std::vector<std::string>;

// Two parameters of three members: one learned, one assumed.
Group parameters(bool with_origin) {
  const Words along = {"parameter"};
  Group group{"parameters",
              {{"member", "1", "", std::vector<std::int64_t>{1, 2, 3}},
               {"parameter", "1", "", Words{"exit_rate", "half_life_km"}}},
              {{"value", "", "", {"member", "parameter"}, std::vector<double>{1, 10, 2, 20, 3, 30}},
               {"text", "1", "", along, Words{"hazard of closing", "distance that halves"}},
               {"unit", "1", "", along, Words{"1/year", "km"}}}};
  if (!with_origin) return group;
  group.variables.push_back({"text_zh", "1", "", along, Words{"退出风险", "减半距离"}});
  group.variables.push_back({"origin", "1", "", along, Words{"posterior", "usual value"}});
  group.variables.push_back({"source", "1", "", along, Words{"observed", "assumed"}});
  group.variables.push_back({"source_zh", "1", "", along, Words{"观测", "假设"}});
  return group;
}

bool says(const std::vector<Text>& texts, const std::string& words) {
  for (const Text& text : texts)
    if (text.en.find(words) != std::string::npos || text.zh.find(words) != std::string::npos)
      return true;
  return false;
}

TEST(FoundationsSection, tells_how_the_file_came_about) {
  ResultFile file = MadeRun({2008, 2009}, 3).file();
  file.attributes = {{"agglomera_version", std::string("1.2.3")},
                     {"command", std::string("agglomera run a.toml -o a.h5")},
                     {"seed", std::int64_t{7}}};
  file.inputs = {{"a.toml", "one\ntwo\n"}};
  const Section section = written(file, foundations);
  EXPECT_TRUE(says(section.says, "1.2.3"));
  EXPECT_TRUE(says(section.says, "seed 7"));
  EXPECT_TRUE(says(section.says, "随机种子 7"));
  EXPECT_TRUE(says(section.says, "agglomera run a.toml -o a.h5"));
  ASSERT_EQ(section.listings.size(), 1u);
  EXPECT_EQ(words_in(section.listings[0].table, "path"), Words{"a.toml"});
  EXPECT_EQ(numbers_in(section.listings[0].table, "lines"), std::vector<double>{2});
}

TEST(FoundationsSection, gives_each_parameter_its_interval_origin_and_source) {
  ResultFile file = MadeRun({2008, 2009}, 3).file();
  file.groups.push_back(parameters(true));
  const Section section = written(file, foundations);
  const Table& table = section.listings.at(0).table;
  EXPECT_EQ(numbers_in(table, "q50"), (std::vector<double>{2, 20}));
  EXPECT_DOUBLE_EQ(numbers_in(table, "q05")[1], 11);  // type 7: 10 + 0.1 · 10
  EXPECT_DOUBLE_EQ(numbers_in(table, "q95")[0], 2.9);
  EXPECT_EQ(words_in(table, "origin"),
            (Words{"learned from the observations", "assumed, one value"}));
  EXPECT_EQ(words_in(table, "unit"), (Words{"per year", "km"}));
  EXPECT_TRUE(says(section.warnings, "1 of 2 parameters are assumed"));
  EXPECT_TRUE(says(section.warnings, "2 个参数中有 1 个为假设值"));
}

TEST(FoundationsSection, does_without_what_older_files_lack) {
  ResultFile file = MadeRun({2008, 2009}, 3).file();
  file.groups.push_back(parameters(false));
  const Section section = written(file, foundations);
  EXPECT_EQ(words_in(section.listings.at(0).table, "source"), (Words{"", ""}));
  EXPECT_FALSE(says(section.warnings, "assumed"));
}

TEST(FoundationsSection, counts_members_that_are_missing) {
  MadeRun run({2008, 2009}, 3);
  for (std::size_t city = 0; city < places; ++city)
    for (std::size_t year = 0; year < 2; ++year)
      run.simulate("revenue", city, year, {nothing, 1, 1});
  EXPECT_TRUE(says(written(run.file(), foundations).warnings, "1 of 3 members failed"));
  EXPECT_FALSE(says(written(MadeRun({2008, 2009}, 3).file(), foundations).warnings, "failed"));
  EXPECT_TRUE(says(written(MadeRun({2008, 2009}, 0).file(), foundations).warnings, "empty"));
}

}  // namespace
}  // namespace agglomera::output::report
