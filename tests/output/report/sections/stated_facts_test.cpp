#include <gtest/gtest.h>

#include <cmath>

#include "output/report/sections/sections.hpp"
#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

using Words = std::vector<std::string>;

// Firms of alpha (held), a growth (not held), a range without a value (cannot be judged).
Group facts(bool judged) {
  const Words all = {"fact_number"};
  Group group{"stated_facts",
              {{"fact_number", "1", "", std::vector<std::int64_t>{1, 2, 3}}},
              {{"fact", "1", "", all, Words{"firms", "firms_growth", "lq_revenue_range"}},
               {"city", "1", "", all, Words{"alpha", "beta", "alpha;beta"}},
               {"year_from", "1", "", all, std::vector<std::int32_t>{2008, 2008, 2008}},
               {"year_to", "1", "", all, std::vector<std::int32_t>{2008, 2009, 2009}},
               {"relation", "1", "", all, Words{"=", "~", "between 0 and 1"}},
               {"value", "1", "", all, std::vector<double>{20, 0.5, nothing}},
               {"unit", "1", "", all, Words{"firms", "fraction", ""}},
               {"note", "1", "", all, Words{"", "", "inconsistent"}}}};
  if (!judged) return group;
  group.variables.push_back({"simulated_q05", "1", "", all, std::vector<double>{10, 0.1, 0.2}});
  group.variables.push_back({"simulated_q50", "1", "", all, std::vector<double>{25, 0.2, 0.4}});
  group.variables.push_back({"simulated_q95", "1", "", all, std::vector<double>{30, 0.3, 0.6}});
  group.variables.push_back({"holds", "1", "", all, std::vector<std::int32_t>{1, 0, -1}});
  return group;
}

Section section_of(Group group) {
  ResultFile file = MadeRun({2008, 2009}, 1).file();
  file.groups.push_back(std::move(group));
  return written(file, stated_facts);
}

TEST(StatedFactsSection, sets_the_simulated_against_the_stated) {
  const Section section = section_of(facts(true));
  ASSERT_EQ(section.charts.size(), 1u);
  const Table& table = section.charts[0].table;
  EXPECT_EQ(words_in(table, "verdict"), (Words{"held", "not held", "cannot be judged"}));
  EXPECT_DOUBLE_EQ(numbers_in(table, "width")[0], 100);  // 10 to 30 of 20
  EXPECT_NEAR(numbers_in(table, "width")[1], 40, 1e-9);  // 0.1 to 0.3 of 0.5
  EXPECT_TRUE(std::isnan(numbers_in(table, "width")[2]));
  EXPECT_EQ(numbers_in(table, "stated")[1], 50);  // growth in percent
  EXPECT_DOUBLE_EQ(numbers_in(table, "ratio_middle")[0], 1.25);
  EXPECT_DOUBLE_EQ(numbers_in(table, "ratio_low")[1], 0.2);
  EXPECT_TRUE(std::isnan(numbers_in(table, "ratio_middle")[2]));
  EXPECT_NE(section.says.at(0).en.find(
                "Of 3 statements 1 hold in the simulation, 1 do not, and 1 cannot be judged"),
            std::string::npos);
}

TEST(StatedFactsSection, tells_a_fact_without_a_sentence_by_its_name_and_places) {
  const Section section = section_of(facts(true));
  EXPECT_EQ(words_in(section.charts.at(0).table, "statement"),
            (Words{"firms Alpha 2008", "firms growth Beta 2008–2009",
                   "lq revenue range Alpha and Beta 2008–2009"}));
}

TEST(StatedFactsSection, prefers_the_sentence_of_the_study) {
  Group group = facts(true);
  group.variables.push_back(
      {"statement", "1", "", {"fact_number"}, Words{"Alpha has 20 firms.", "", ""}});
  EXPECT_EQ(words_in(section_of(group).charts.at(0).table, "statement")[0], "Alpha has 20 firms.");
}

TEST(StatedFactsSection, breaks_long_sentences_in_the_middle) {
  Group group = facts(true);
  group.variables.push_back(
      {"statement",
       "1",
       "",
       {"fact_number"},
       Words{"one two three four five six seven eight nine ten eleven", "short", ""}});
  group.variables.push_back(
      {"statement_zh",
       "1",
       "",
       {"fact_number"},
       Words{"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", "短", ""}});
  const Section section = section_of(group);
  const auto lines = std::get<std::vector<Text>>(column(section.charts.at(0).table, "lines").cells);
  EXPECT_EQ(lines[0].en, "one two three four five six\nseven eight nine ten eleven");
  EXPECT_EQ(lines[0].zh, "一二三四五六七八九十一二三四五\n六七八九十一二三四五六七八九十");
  EXPECT_EQ(lines[1].en, "short");
}

TEST(StatedFactsSection, of_an_older_file_says_that_it_was_not_judged) {
  const Section section = section_of(facts(false));
  EXPECT_TRUE(section.charts.empty());
  ASSERT_EQ(section.warnings.size(), 1u);
  EXPECT_TRUE(in_both_languages(section.warnings[0]));
}

TEST(StatedFactsSection, is_left_out_where_the_source_states_nothing) {
  EXPECT_TRUE(written(MadeRun({2008}, 1).file(), stated_facts).title.empty());
}

}  // namespace
}  // namespace agglomera::output::report
