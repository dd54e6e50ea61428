#include "output/report/reading/sheet.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <stdexcept>

#include "tests/output/store/sample_results.hpp"

namespace agglomera::output::report {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

TEST(SpreadOfMembers, leaves_out_those_that_are_missing) {
  const Spread spread = spread_of({4, missing, 1, 2, 3, 5});
  EXPECT_EQ(spread.present, 5u);
  EXPECT_DOUBLE_EQ(spread.mean, 3);
  EXPECT_DOUBLE_EQ(spread.q05, 1.2);  // h = 4 × 0.05 = 0.2 between 1 and 2
  EXPECT_DOUBLE_EQ(spread.q25, 2);
  EXPECT_DOUBLE_EQ(spread.q50, 3);
  EXPECT_DOUBLE_EQ(spread.q95, 4.8);
}

TEST(SpreadOfMembers, is_missing_where_all_members_are) {
  for (const std::vector<double>& members : {std::vector<double>{}, {missing, missing}}) {
    const Spread spread = spread_of(members);
    EXPECT_EQ(spread.present, 0u);
    EXPECT_TRUE(std::isnan(spread.mean) && std::isnan(spread.q05) && std::isnan(spread.q50));
  }
}

// Cell (city c, year y) holds 10 c + y.
Array two_by_three() { return Array({"city", "year"}, {2, 3}, {0, 1, 2, 10, 11, 12}); }

TEST(ReportArray, is_read_by_the_names_of_its_dimensions) {
  const Array array = two_by_three();
  EXPECT_EQ(array.size("city"), 2u);
  EXPECT_EQ(array.size("member"), 0u);
  EXPECT_DOUBLE_EQ(array.at({{"year", 2}, {"city", 1}}), 12);
  EXPECT_EQ(array.along("year", {{"city", 1}}), (std::vector<double>{10, 11, 12}));
  EXPECT_EQ(array.along("city", {{"year", 1}}), (std::vector<double>{1, 11}));
}

TEST(ReportArray, never_reads_beside_itself) {
  const Array array = two_by_three();
  EXPECT_THROW(array.at({{"city", 1}}), std::out_of_range);
  EXPECT_THROW(array.at({{"city", 2}, {"year", 0}}), std::out_of_range);
  EXPECT_THROW(array.along("member", {{"city", 0}, {"year", 0}}), std::out_of_range);
}

class SheetOfASample : public testing::Test {
 protected:
  const ResultFile file = sample_run();
  const Gazetteer places;
  const Sheet sheet{file, "run.h5", places};
};

TEST_F(SheetOfASample, knows_what_the_file_has_and_has_not) {
  EXPECT_TRUE(sheet.has("series"));
  EXPECT_TRUE(sheet.has("series", "lq_count"));
  EXPECT_FALSE(sheet.has("series", "lq_happiness"));
  EXPECT_FALSE(sheet.has("effect"));
  EXPECT_FALSE(sheet.has("effect", "mean"));
}

TEST_F(SheetOfASample, reads_labels_as_words_and_years_as_numbers) {
  EXPECT_EQ(sheet.labels("observed", "city"), (std::vector<std::string>{"beijing", "singapore"}));
  EXPECT_EQ(sheet.labels("series", "year"), (std::vector<std::string>{"2008", "2009"}));
  EXPECT_EQ(sheet.years("series"), (std::vector<int>{2008, 2009}));
  EXPECT_TRUE(sheet.labels("series", "horizon").empty());
  EXPECT_TRUE(sheet.years("nothing").empty());
  EXPECT_EQ(sheet.index("observed", "city", "singapore"), 1u);
  EXPECT_EQ(sheet.index("observed", "city", "atlantis"), 2u);
}

TEST_F(SheetOfASample, gives_numbers_of_any_kind_as_doubles) {
  EXPECT_DOUBLE_EQ(sheet.array("observed", "lq_count").at({{"city", 0}, {"year", 1}}), 1.3);
  EXPECT_DOUBLE_EQ(sheet.array("series", "observed").at({{"city", 2}}), 0);  // whole numbers
  EXPECT_THROW(sheet.array("series", "city_name"), std::out_of_range);
  EXPECT_THROW(sheet.array("series", "nothing"), std::out_of_range);
  EXPECT_THROW(sheet.texts("series", "lq_count"), std::out_of_range);
}

TEST_F(SheetOfASample, reads_texts_in_one_language_for_both) {
  const std::vector<Text> meanings = sheet.both("parameters", "text");
  ASSERT_EQ(meanings.size(), 2u);
  EXPECT_EQ(meanings[1], plainly("yearly hazard of exit"));
  EXPECT_TRUE(sheet.both("parameters", "nothing").empty());
  EXPECT_TRUE(sheet.one("parameters", "nothing").empty());
}

TEST_F(SheetOfASample, says_attributes_as_text) {
  EXPECT_EQ(sheet.attribute("seed"), "20081217");
  EXPECT_EQ(sheet.attribute("agglomera_version"), "0.1.0");
  EXPECT_EQ(sheet.attribute("nothing"), "");
}

TEST(Sheet, takes_for_missing_what_cannot_be) {
  ResultFile file;
  file.groups = {{"series",
                  {{"member", "1", "", std::vector<std::int64_t>{1, 2, 3}}},
                  {{"firms", "firms", "", {"member"}, std::vector<std::int32_t>{4, -1, 0}},
                   {"revenue",
                    "USD",
                    "",
                    {"member"},
                    std::vector<double>{1, std::numeric_limits<double>::infinity(), -2}}}},
                 {"effect",
                  {{"member", "1", "", std::vector<std::int64_t>{1}}},
                  {{"mean", "1", "", {"member"}, std::vector<double>{-2}}}}};
  Gazetteer places;
  const Sheet sheet(file, "made.h5", places);
  const auto present = [&](const char* group, const char* variable) {
    return spread_of(sheet.array(group, variable).along("member", {})).present;
  };
  EXPECT_EQ(present("series", "firms"), 2u);  // −1 is a failed member
  EXPECT_EQ(present("series", "revenue"), 1u);
  EXPECT_EQ(present("effect", "mean"), 1u);  // an effect may be below zero
}

}  // namespace
}  // namespace agglomera::output::report
