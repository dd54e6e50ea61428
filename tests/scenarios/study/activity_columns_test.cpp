#include "scenarios/study/activity_columns.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/written_table.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;

ActivityColumns columns_of(const std::string& header, const ActivityManner& manner,
                           std::vector<std::string>* words = nullptr) {
  const WrittenTable file(header + "\n");
  Complaints complaints;
  CsvStream rows(file.path(), manner.csv, complaints);
  DistinctNames industries;
  rows.next();
  const ActivityColumns columns = activity_columns(rows, manner, industries);
  if (words) *words = file.in_words(complaints);
  return columns;
}

TEST(ActivityColumns, are_found_by_their_names_and_further_ones_passed_over) {
  ActivityManner manner;
  manner.region = "city";
  manner.flag = "mark";
  const ActivityColumns columns = columns_of("value,note,mark,year,city,industry", manner);
  EXPECT_EQ(columns.width, 6u);
  EXPECT_EQ(columns.region, 4u);
  EXPECT_EQ(columns.flag, 2u);
  EXPECT_THAT(columns.values, ElementsAre(0));
}

TEST(ActivityColumns, of_a_wide_table_are_years_when_all_the_others_are) {
  ActivityManner wide;
  wide.shape = TableShape::wide;
  EXPECT_THAT(columns_of("region,2010,industry,2011", wide).years, ElementsAre(2010, 2011));
  const ActivityColumns industries = columns_of("region,year,cars,games", wide);
  EXPECT_EQ(industries.shape, TableShape::industry_columns);
  EXPECT_THAT(industries.industries, ElementsAre(0, 1));
  wide.flag = "mark";
  EXPECT_THAT(columns_of("region,industry,2010,mark", wide).values, ElementsAre(2));
}

TEST(ActivityColumns, that_are_missing_are_told_with_the_option_that_names_them) {
  std::vector<std::string> words;
  EXPECT_EQ(columns_of("Region,industry,value", {}, &words).width, 0u);
  EXPECT_THAT(
      words,
      ElementsAre(
          "t.csv:1:1: column \"region\" is missing (known: Region, industry, value) did you "
          "mean --region Region?",
          "t.csv:1:1: column \"year\" is missing (known: Region, industry, value; --year none "
          "when the table has no years) name it with --year"));
  for (const auto& [header, hint] :
       {std::pair{"region;industry", "\";\""}, {"region\tindustry", "tab"}, {"a|b", "\"|\""}}) {
    columns_of(header, {}, &words);
    EXPECT_THAT(
        words,
        ElementsAre(
            "t.csv:1:1: the cells are not parted by the separator (a comma unless --separator "
            "says else) say --separator " +
            std::string(hint)));
  }
}

TEST(ActivityColumns, know_a_year_from_another_word) {
  EXPECT_EQ(year_of("2010"), 2010);
  EXPECT_EQ(year_of("1"), 1);
  for (const char* words : {"", "0", "10000", "-5", "2010.0", "FY2010", "2010 "})
    EXPECT_FALSE(year_of(words)) << words;
}

}  // namespace
}  // namespace agglomera::scenarios
