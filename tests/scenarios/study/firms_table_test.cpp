#include "scenarios/study/firms_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "models/background.hpp"
#include "tests/scenarios/study/equal_studies.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using testing::ElementsAre;

const std::string firms_header = "id,city,founded,year,revenue_usd,sector\n";

class FirmsOfAStudy : public testing::Test {
 protected:
  FirmsOfAStudy() {
    files_.change("study.toml", "totals       = \"totals.csv\"\n",
                  "totals       = \"totals.csv\"\nfirms        = \"firms.csv\"\n");
    write(three_firms);
  }
  void write(const std::string& rows) const { files_.write("firms.csv", firms_header + rows); }

  // The totals of the study are those of other firms.
  void without_totals() const {
    files_.write("totals.csv",
                 "measure,year,value,unit,log_sd,kind,source\n"
                 "firms,2008,3,firms,0,stated,made up\nfirms,2009,4,firms,0,stated,made up\n"
                 "revenue,2008,6e9,USD,0,stated,made up\nrevenue,2009,9e9,USD,0,stated,made up\n");
  }

  static constexpr const char* three_firms =
      "Z 1,alpha,1999,2008,1e9,media\n"
      "\"A, and sons\",beta,2008,2008,2e9,media\n"
      "7,rest-of-world,1850,2008,3e9,media\n";
  ThreeCities files_;
};

TEST_F(FirmsOfAStudy, is_read_as_the_very_firms_of_the_first_year) {
  without_totals();
  EXPECT_THAT(files_.complaints(), ElementsAre());
  const auto study = files_.read().study;
  ASSERT_NE(study->own_firms, nullptr);
  const auto& rows = study->own_firms->focal.at(2008).rows;
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_EQ(study->own_firms->focal_in(2009), nullptr);
  std::map<std::string, models::FirmList::Row> by_id;
  for (const auto& row : rows) by_id[study->own_firms->name_of(row.firm)] = row;
  EXPECT_EQ(by_id.at("Z 1").place, 0);
  EXPECT_EQ(by_id.at("A, and sons").place, 1);
  EXPECT_EQ(by_id.at("7").place, 3);
  EXPECT_EQ(by_id.at("7").firm.founded, 1850);
  EXPECT_EQ(by_id.at("Z 1").size, sim::LogRevenue::of_log_usd(sim::natural_log(1e9)));
  EXPECT_EQ(models::numbers_of(std::vector<models::IdAndYear>{{"Z 1", 1999}})[0],
            by_id.at("Z 1").firm.number);
}

TEST_F(FirmsOfAStudy, means_the_same_in_any_order_of_its_rows_and_columns) {
  without_totals();
  const auto study = files_.read().study;
  files_.write("firms.csv",
               "year,revenue_usd,founded,city,id\n2008,3e9,1850,rest-of-world,7\n"
               "2008,2e9,2008,beta,\"A, and sons\"\n2008,1e9,1999,alpha,Z 1\n");
  const auto other = files_.read().study;
  const auto text = [](const models::OwnFirms& own) {
    std::string all;
    for (const auto& row : own.focal.at(2008).rows)
      all += fmt::format("{} {} {} {} {}\n", row.firm.number, row.firm.founded, row.place,
                         row.size.raw(), own.name_of(row.firm));
    return all;
  };
  EXPECT_EQ(text(*study->own_firms), text(*other->own_firms));
}

TEST_F(FirmsOfAStudy, holds_a_revenue_of_zero_as_one_dollar) {
  without_totals();
  write("a,alpha,1999,2008,0,media\nb,beta,1999,2008,5e9,media\nc,gamma,1999,2008,1e9,media\n");
  EXPECT_THAT(files_.complaints(), ElementsAre());
  EXPECT_EQ(files_.read().study->own_firms->focal.at(2008).revenues_usd(4)[0], 1);
}

TEST_F(FirmsOfAStudy, is_complained_of_all_at_once) {
  write(
      "a,alpha,1999,2008,1e9,media\n"
      "a,alpha,1999,2008,1e9,media\n"
      ",alpha,1999,2008,1e9,media\n"
      "b,alfa,1999,2008,1e9,media\n"
      "c,alpha,2010,2008,1e9,media\n"
      "d,alpha,1999,2011,1e9,media\n"
      "e,alpha,1999,2008,-5,media\n"
      "f,alpha,1999,2008,nan,media\n"
      "a,alpha,1998,2009,1e9,media\n"
      "g,alpha,soon,2008,1e9,media\n");
  EXPECT_THAT(
      files_.complaints(),
      ElementsAre(
          "firms.csv:3:1: \"a\" in 2008 stands twice (first in line 2)",
          "firms.csv:4:1: \"id\" is empty",
          "firms.csv:5:3: unknown city \"alfa\" (not in cities.csv) did you mean \"alpha\"?",
          "firms.csv:6:9: founded in 2010, after a year in which it was there (2008)",
          "firms.csv:7:14: year 2011 is outside the study (2008 to 2009)",
          "firms.csv:8:19: \"revenue_usd\" is -5 (from 0 to 1e+18 is expected)",
          "firms.csv:9:19: \"revenue_usd\" is nan (a finite number is expected) leave the row "
          "out when nothing is known",
          "firms.csv:10:9: \"a\" was founded in 1998 (in line 2 it is 1999)",
          "firms.csv:11:9: \"founded\" is \"soon\", no whole number"));
}

TEST_F(FirmsOfAStudy, needs_the_firms_of_the_first_year) {
  without_totals();
  write("a,alpha,1999,2009,1e9,media\n");
  EXPECT_THAT(
      files_.complaints(),
      ElementsAre(
          "firms.csv: has no firm in 2008 (the first year of the study begins with them) add the "
          "firms of that year, or begin the study later"));
}

TEST_F(FirmsOfAStudy, has_the_firms_that_totals_and_lqs_speak_of) {
  without_totals();
  write("a,beta,1999,2008,1e9,media\nb,beta,1999,2008,1e9,media\n");
  EXPECT_THAT(
      files_.complaints(),
      ElementsAre(
          "firms.csv: has 2 firms in 2008, and the totals 3 (they are the same firms) derive all "
          "of them from one list",
          "firms.csv: has a revenue of 2e+09 USD in 2008, and the totals 6e+09 USD derive all of "
          "them from one list",
          "firms.csv: has no firm in alpha in 2008, whose observed lq_count is 2.5 derive all of "
          "them from one list"));
}

TEST_F(FirmsOfAStudy, stays_inside_the_cities_where_these_are_all_there_is) {
  without_totals();
  files_.change("study.toml", "kernel = \"exponential\"\n",
                "kernel = \"exponential\"\nrest_of_world = false\n");
  EXPECT_THAT(files_.complaints(),
              testing::Contains(
                  "firms.csv:4:3: a firm in the rest of the world (the study says that the cities "
                  "are all there is) leave rest_of_world = false out"));
}

TEST_F(FirmsOfAStudy, of_all_sectors_needs_that_of_the_focal_one) {
  files_.write("everybody.csv", firms_header + three_firms);
  files_.change("study.toml", "firms        = \"firms.csv\"\n",
                "background_firms = \"everybody.csv\"\n");
  EXPECT_THAT(
      files_.complaints(),
      ElementsAre(
          "study.toml:15:20: background_firms needs a table of firms add firms = \"firms.csv\""));
}

TEST_F(FirmsOfAStudy, of_all_sectors_numbers_the_agents_of_the_background) {
  without_totals();
  files_.write("everybody.csv", firms_header + three_firms + "x,gamma,1990,2008,4e9,steel\n");
  files_.change("study.toml", "firms        = \"firms.csv\"\n",
                "firms = \"firms.csv\"\nbackground_firms = \"everybody.csv\"\n");
  EXPECT_THAT(files_.complaints(), ElementsAre());
  const auto study = files_.read().study;
  const auto& rows = study->own_firms->background.at(2008).rows;
  ASSERT_EQ(rows.size(), 4u);
  for (const auto& row : rows) EXPECT_GE(row.firm.number, models::first_background_number);
  EXPECT_EQ(study->own_firms->names.size(), 7u);
  EXPECT_EQ(study->own_firms->name_of(rows[0].firm).empty(), false);
}

}  // namespace
}  // namespace agglomera::scenarios
