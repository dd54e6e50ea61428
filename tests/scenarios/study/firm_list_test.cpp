#include "scenarios/study/firm_list.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/study/firm_sums.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using testing::ElementsAre;

class ListOfFirms : public testing::Test {
 protected:
  FirmPanel read(const std::string& text, const FirmListManner& manner = {}) {
    files_.write("list.csv", text);
    Complaints complaints;
    FirmPanel panel = read_firm_list(files_.path("list.csv").string(), manner, complaints);
    said_ = files_.in_words(complaints.all());
    return panel;
  }

  // "id year city sector revenue" of every row.
  static std::vector<std::string> rows_of(const FirmPanel& panel) {
    std::vector<std::string> rows;
    for (const FirmYear& row : panel.rows)
      rows.push_back(fmt::format("{} {} {} {} {:.6g}{}", panel.firms[row.firm], row.year,
                                 panel.cities[row.city], panel.sectors[row.sector], row.revenue_usd,
                                 row.line == 0 ? " filled" : ""));
    return rows;
  }

  ThreeCities files_;
  std::vector<std::string> said_;
};

TEST_F(ListOfFirms, is_read_with_a_row_for_each_firm_and_year) {
  const FirmPanel panel = read(
      "id,city,sector,founded,year,revenue\n"
      "b,Ulm,media,1999,2011,20\n"
      "a,Ulm,media,1850,2010,8\n"
      "b,Kiel,media,1999,2010,10\n");
  EXPECT_THAT(said_, ElementsAre());
  EXPECT_THAT(rows_of(panel),
              ElementsAre("b 2010 Kiel media 10", "b 2011 Ulm media 20", "a 2010 Ulm media 8"));
  EXPECT_EQ(panel.relocations, 1u);
  EXPECT_EQ(panel.founded, (std::vector<std::int16_t>{1999, 1850}));
  EXPECT_EQ(panel.first, 2010);
  EXPECT_EQ(panel.last, 2011);
}

TEST_F(ListOfFirms, is_read_with_a_column_for_each_year_in_either_spelling) {
  const std::vector<std::string> expected = {"a 2010 Ulm media 8", "b 2010 Kiel steel 10",
                                             "b 2011 Kiel steel 20"};
  const std::string rows = "a,Ulm,media,1850,8,\nb,Kiel,steel,1999,10,20\n";
  EXPECT_EQ(rows_of(read("id,city,sector,founded,revenue_2010,revenue_2011\n" + rows)), expected);
  EXPECT_EQ(rows_of(read("id,city,sector,founded,2010,2011\n" + rows)), expected);
  EXPECT_THAT(said_, ElementsAre());
}

TEST_F(ListOfFirms, fills_in_years_between_by_equal_steps_of_the_logarithm) {
  const FirmPanel panel = read(
      "id,city,sector,founded,2010,2011,2012,2013\na,Ulm,media,1990,10,,40,\nb,Ulm,media,1990,0,,8,"
      "1\n");
  EXPECT_THAT(rows_of(panel),
              ElementsAre("a 2010 Ulm media 10", "a 2011 Ulm media 20 filled",
                          "a 2012 Ulm media 40", "b 2010 Ulm media 0", "b 2011 Ulm media 4 filled",
                          "b 2012 Ulm media 8", "b 2013 Ulm media 1"));
  EXPECT_EQ(panel.filled, 2u);
}

TEST_F(ListOfFirms, keeps_a_firm_until_the_year_before_it_closed) {
  const FirmPanel panel = read(
      "id,city,sector,founded,closed,year,revenue\n"
      "a,Ulm,media,1990,2013,2010,5\n"
      "b,Ulm,media,1990,,2010,5\n"
      "c,Ulm,media,1990,,2014,5\n");
  EXPECT_THAT(said_, ElementsAre());
  EXPECT_THAT(rows_of(panel),
              ElementsAre("a 2010 Ulm media 5", "a 2011 Ulm media 5 filled",
                          "a 2012 Ulm media 5 filled", "b 2010 Ulm media 5", "c 2014 Ulm media 5"));
}

TEST_F(ListOfFirms, counts_revenues_in_the_unit_that_is_said) {
  EXPECT_THAT(rows_of(read("id,city,sector,founded,2010\na,Ulm,media,1990,1.5\n", {{}, 1e6})),
              ElementsAre("a 2010 Ulm media 1.5e+06"));
}

TEST_F(ListOfFirms, says_what_is_wrong_with_its_columns) {
  read("id,town,sector,founded,year,revenue,sector\na,Ulm,media,1990,2010,5,x\n");
  const std::string shapes =
      "(a list of firms has id, city, sector, founded, and year and revenue, or else a column such "
      "as revenue_2010 "
      "for each year; and closed, where you know it)";
  EXPECT_THAT(said_, ElementsAre("list.csv:1:1: column \"city\" is missing " + shapes,
                                 "list.csv:1:4: unknown column \"town\" " + shapes,
                                 "list.csv:1:37: column \"sector\" stands twice"));
  read("id,city,sector,founded,year,revenue,2011\n");
  EXPECT_THAT(
      said_,
      ElementsAre(
          "list.csv:1:1: has both columns of years and year or revenue (which of them hold the "
          "revenues?) leave the others out"));
  read("id;city;sector;founded;year;revenue\n");
  EXPECT_THAT(
      said_,
      ElementsAre(
          "list.csv:1:1: the cells are not parted by the separator (a comma unless --separator "
          "says else) say --separator \";\", tab or another"));
}

TEST_F(ListOfFirms, says_what_is_wrong_with_its_firms) {
  read(
      "id,city,sector,founded,closed,year,revenue\n"
      "a,Ulm,media,1990,2012,2013,5\n"
      "b,Ulm,media,1990,,2010,5\n"
      "b,Ulm,media,1991,,2011,5\n"
      "c,Ulm,media,90,,2011,5\n"
      "d,Ulm,media,1990,,2011\n"
      ",Ulm,media,1990,,2011,5\n"
      "e,Ulm,media,1990,,2011,1e300\n");
  EXPECT_THAT(said_,
              ElementsAre("list.csv:2:28: \"a\" has a revenue in 2013, after it was closed in 2012",
                          "list.csv:4:13: \"b\" was founded in 1991 (in line 3 in 1990)",
                          "list.csv:5:13: \"founded\" is \"90\", no year from 1000 to 2500",
                          "list.csv:6:1: 6 cells (the header has 7)",
                          "list.csv:7:1: \"id\" is empty (a name is expected)",
                          "list.csv:8:24: the revenue is \"1e300\", more than 1e18 USD say "
                          "--usd-per-unit when revenues "
                          "are in another unit"));
  read("id,city,sector,founded,2010\na,Ulm,media,1990,5\na,Ulm,media,1990,6\nb,Ulm,media,1990,\n");
  EXPECT_THAT(said_,
              ElementsAre("list.csv:3:1: \"a\" stands twice (first in line 2)",
                          "list.csv:4:1: \"b\" has no revenue in any year leave the firm out"));
}

// Ulm and Kiel are whole; Bonn has nothing in 2011.
const char* const three_towns =
    "id,city,sector,founded,2010,2011\n"
    "a,Ulm,media,1990,5,6\nb,Ulm,steel,1990,7,8\nc,Kiel,media,1990,1,2\nd,Bonn,steel,1990,3,\n";

TEST_F(ListOfFirms, is_added_up_by_city_and_year) {
  const FirmPanel panel = read(three_towns);
  const FirmSums sums = firm_sums(panel, 0, nullptr);
  EXPECT_EQ(sums.focal.firms, (FirmSums::Table{{1, 1}, {1, 1}, {0, 0}}));
  EXPECT_EQ(sums.all.firms, (FirmSums::Table{{2, 2}, {1, 1}, {1, 0}}));
  EXPECT_EQ(sums.all.revenue_usd, (FirmSums::Table{{12, 14}, {1, 2}, {3, 0}}));
}

TEST_F(ListOfFirms, leaves_cities_that_are_empty_in_some_year_to_the_rest_of_the_world) {
  const FirmPanel panel = read(three_towns);
  const PlacesOfFirms places = places_of(panel, firm_sums(panel, 0, nullptr), {});
  EXPECT_TRUE(places.any_rest);
  EXPECT_EQ(places.broken, (std::vector<std::uint32_t>{2}));
  EXPECT_EQ(places.joined, "Kiel");  // or else nobody would be in the rest of the world in 2011
  EXPECT_EQ(places.cities, (std::vector<std::uint32_t>{0}));
}

TEST_F(ListOfFirms, makes_places_of_the_cities_that_were_told) {
  const FirmPanel panel = read(three_towns);
  const PlacesOfFirms places = places_of(panel, firm_sums(panel, 0, nullptr), {true, false, false});
  EXPECT_EQ(places.untold, 2u);
  EXPECT_EQ(places.cities, (std::vector<std::uint32_t>{0}));
  EXPECT_TRUE(places.joined.empty());
  const PlacesOfFirms all = places_of(
      read("id,city,sector,founded,2010\na,Ulm,media,1990,5\nb,Kiel,steel,1990,5\n"),
      firm_sums(read("id,city,sector,founded,2010\na,Ulm,media,1990,5\nb,Kiel,steel,1990,5\n"), 0,
                nullptr),
      {});
  EXPECT_FALSE(all.any_rest);
}

}  // namespace
}  // namespace agglomera::scenarios
