#include "scenarios/study/extended_study.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr const char* header = "measure,city,year,value,unit,source\n";

class Extended : public ::testing::Test {
 protected:
  ExtendedStudy extended(const std::string& rows) const {
    files.write("new.csv", rows);
    return extend_study(files.path("study.toml"), files.path("new.csv"));
  }
  std::vector<std::string> said(const std::string& rows) const {
    try {
      extended(header + rows);
    } catch (const sim::InputError& error) {
      return files.in_words(error.complaints());
    }
    return {};
  }
  ThreeCities files;
};

TEST_F(Extended, by_a_year_ends_there_and_changes_two_texts_only) {
  const ExtendedStudy study = extended(std::string(header) + "lq_count,alpha,2010,2.125,1,\"a, b\"\n");
  EXPECT_EQ(study.before.study.last, 2009);
  EXPECT_EQ(study.after.study.last, 2010);
  EXPECT_EQ(study.after.study.observed.lq_count[0][2], 2.125);
  std::string toml = ThreeCities::texts().at("study.toml");
  toml.replace(toml.find("last = 2009"), 11, "last = 2010");
  EXPECT_EQ(study.changed, (std::map<std::string, std::string>{
                               {"study.toml", toml},
                               {"observed/observed.csv", ThreeCities::texts().at("observed/observed.csv") +
                                                             "lq_count,alpha,2010,2.125,1,\"a, b\"\n"}}));
  ASSERT_EQ(study.texts_after.size(), study.texts_before.size());
  EXPECT_EQ(study.texts_after.front().text, toml);
}

TEST_F(Extended, by_what_was_missing_keeps_its_years) {
  const ExtendedStudy study = extended(std::string(header) + "lq_revenue,gamma,2008,0.5,1,late\n");
  EXPECT_EQ(study.after.study.last, 2009);
  EXPECT_EQ(study.after.study.observed.lq_revenue[2][0], 0.5);
  EXPECT_EQ(study.changed.size(), 1u);
}

TEST_F(Extended, by_rows_in_another_order_of_columns_writes_them_in_its_own) {
  const ExtendedStudy study = extended("year,unit,value,source,city,measure\n2010,1,2,s,alpha,lq_count\n");
  EXPECT_THAT(study.changed.at("observed/observed.csv"), HasSubstr("\nlq_count,alpha,2010,2,1,s\n"));
}

TEST_F(Extended, says_where_a_value_is_already) {
  EXPECT_THAT(said("lq_count,alpha,2009,2,1,s\n"),
              ElementsAre(HasSubstr("new.csv:2:1: lq_count of alpha in 2009 is there already "
                                    "(observed/observed.csv:3) leave the row out, or change it there")));
}

TEST_F(Extended, knows_cities_units_and_doubled_rows_like_the_study_itself) {
  EXPECT_THAT(said("lq_count,alpa,2010,2,1,s\n"),
              ElementsAre(HasSubstr("new.csv:2:10: unknown city \"alpa\" (not in cities.csv) did you mean \"alpha\"?")));
  EXPECT_THAT(said("lq_count,alpha,2010,2,1,s\nlq_count,alpha,2010,3,1,s\n"),
              ElementsAre("new.csv:3:1: lq_count of alpha in 2010 stands twice (first in line 2)"));
  EXPECT_THAT(said("lq_count,alpha,2007,2,1,s\n"),
              ElementsAre("new.csv:2:16: year 2007 is outside the study (2008 to 2009)"));
}

TEST_F(Extended, wants_the_next_year_first) {
  EXPECT_THAT(said("lq_count,alpha,2011,2,1,s\n"),
              ElementsAre("new.csv:2:1: 2011 is not the next year (the study ends in 2009, and no row is of "
                          "2010) add what was observed in 2010 first"));
  EXPECT_THAT(said("lq_count,alpha,2011,2,1,s\nlq_count,alpha,2010,2,1,s\n"), ElementsAre());
}

TEST_F(Extended, wants_at_least_one_row) {
  EXPECT_THAT(said(""), ElementsAre("new.csv: holds no row (there is nothing to add)"));
}

TEST_F(Extended, refuses_a_value_that_the_study_calls_missing) {
  files.change("observed/observed.csv", "revenue,beta,2008,0.01,1e8 USD,made up\n", "");
  const auto words = said("revenue,beta,2008,3,1e8 USD,s\n");
  EXPECT_THAT(words, ElementsAre("new.csv:2:1: revenue of beta in 2008 is called missing by the study "
                                 "([[missing]] in study.toml) leave the row out, or the placeholder"));
}

TEST_F(Extended, refuses_tables_outside_the_folder) {
  files.write("inner/study.toml", [] {
    std::string text = ThreeCities::texts().at("study.toml");
    for (const char* name : {"cities.csv", "countries.csv", "links.csv", "observed/observed.csv",
                             "observed/stated_facts.csv", "background.csv", "totals.csv",
                             "assumptions.csv", "fitted.csv"})
      text.replace(text.find('"' + std::string(name)), 1, "\"../");
    return text;
  }());
  files.write("new.csv", std::string(header) + "lq_count,alpha,2010,2,1,s\n");
  try {
    extend_study(files.path("inner/study.toml"), files.path("new.csv"));
    FAIL();
  } catch (const sim::InputError& error) {
    EXPECT_EQ(files.in_words(error.complaints()).front(),
              "inner/study.toml: names ../cities.csv, outside its folder (a copy would not hold it) "
              "put it into the folder of the study");
  }
}

TEST(LastYear, is_changed_where_it_stands_and_nowhere_else) {
  EXPECT_EQ(with_last_year("# 2009\nyears = { first = 2008, last = 2_009 } # 2009", {2, 32}, 2010),
            "# 2009\nyears = { first = 2008, last = 2010 } # 2009");
  EXPECT_EQ(with_last_year("n = \"数字\"\nyears.last = +2009", {2, 14}, 2010),
            "n = \"数字\"\nyears.last = 2010");
}

TEST(Rows, follow_the_line_ends_of_their_table_also_where_the_last_is_missing) {
  const AddedRow one{{0, 0, 0, 2.0}, 2, {"lq_count", "alpha", "2010", "2", "1", "said \"so\""}};
  EXPECT_EQ(with_rows("city,measure,year,value,unit,source\r\na,b,c,d,e,f", {one}),
            "city,measure,year,value,unit,source\r\na,b,c,d,e,f\r\n"
            "alpha,lq_count,2010,2,1,\"said \"\"so\"\"\"\r\n");
}

}  // namespace
}  // namespace agglomera::scenarios
