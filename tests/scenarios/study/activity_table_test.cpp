#include "scenarios/study/activity_table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <tuple>

#include "tests/scenarios/study/written_table.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using Cells = std::map<std::tuple<std::string, std::string, int>, double>;

// Every number by its names; −1 missing, −2 suppressed.
Cells cells_of(const ActivityTable& table) {
  Cells cells;
  for (std::size_t row = 0; row < table.size(); ++row)
    cells[{std::string(table.regions[table.region[row]]),
           std::string(table.industries[table.industry[row]]), table.years[table.year[row]]}] =
        table.known[row] == Known::number    ? table.value[row]
        : table.known[row] == Known::missing ? -1
                                             : -2;
  return cells;
}

TEST(ActivityTable, is_the_same_long_and_wide) {
  const Cells long_one = cells_of(activity_of("note,value,year,industry,region\n"
                                              ",1,2010,x,A\n,2,2011,x,A\n,,2010,y,A\n,0,2011,y,A\n")
                                      .table);
  ActivityManner wide;
  wide.shape = TableShape::wide;
  EXPECT_EQ(cells_of(activity_of("region,industry,2010,2011\nA,x,1,2\nA,y,,0\n", wide).table),
            long_one);
  EXPECT_EQ(cells_of(activity_of("region,year,x,y\nA,2010,1,\nA,2011,2,0\n", wide).table),
            long_one);
  EXPECT_EQ(long_one, (Cells{{{"A", "x", 2010}, 1},
                             {{"A", "x", 2011}, 2},
                             {{"A", "y", 2010}, -1},
                             {{"A", "y", 2011}, 0}}));
}

TEST(ActivityTable, stands_in_one_order_whatever_that_of_the_rows) {
  const ActivityTable table = activity_of(
                                  "region,industry,year,value\nB,y,2011,1\nA,y,2010,2\nB,x,2010,3\n"
                                  "A,x,2011,4\nB,y,2010,5\nA,x,2010,6\n")
                                  .table;
  EXPECT_THAT(table.value, ElementsAre(6, 3, 2, 5, 4, 1));
  EXPECT_THAT(table.region, ElementsAre(0, 1, 0, 1, 0, 1));
  EXPECT_THAT(table.industry, ElementsAre(0, 0, 1, 1, 0, 1));
  EXPECT_THAT(table.year, ElementsAre(0, 0, 0, 0, 1, 1));
  EXPECT_THAT(table.years, ElementsAre(2010, 2011));
}

TEST(ActivityTable, tells_zero_missing_and_suppressed_apart) {
  ActivityManner manner;
  manner.flag = "flag";
  manner.zero = {"-"};
  const ReadActivity read = activity_of(
      "region,industry,year,value,flag\nA,a,1,0,\nA,b,1,,\nA,c,1,(D),\nA,d,1,0,N\n"
      "A,e,1,7,c\nA,f,1,7,e\nA,g,1,-,\nA,h,1,-0,\n",
      manner);
  EXPECT_THAT(read.complaints, IsEmpty());
  const Cells cells = cells_of(read.table);
  for (const auto& [industry, value] : std::map<std::string, double>{
           {"a", 0}, {"b", -1}, {"c", -2}, {"d", -2}, {"e", -2}, {"f", 7}, {"g", 0}, {"h", 0}})
    EXPECT_EQ(cells.at({"A", industry, 1}), value) << industry;
  EXPECT_FALSE(std::signbit(cells.at({"A", "h", 1})));
}

TEST(ActivityTable, has_all_that_is_wrong_complained_of_at_once) {
  const ReadActivity read =
      activity_of("region,industry,year,value\nA,x,1,1\nA,x,1\nA,y,x,-1\n,y,1,lots\nA,x,1,2\n");
  EXPECT_THAT(
      read.complaints,
      ElementsAre(
          "t.csv:3:1: 3 cells (the header has 4)",
          "t.csv:4:5: \"year\" is \"x\", no year (a whole number from 1 to 9999 is expected) write "
          "2009 and nothing else",
          "t.csv:4:7: the value is \"-1\" (amounts of activity are never negative) leave the cell "
          "empty when nothing is known",
          "t.csv:5:1: \"region\" is empty (a name is expected)",
          "t.csv:5:6: the value is \"lots\", no number name a mark with --suppressed, --missing or "
          "--zero",
          "t.csv:6:1: \"x\" in \"A\" in 1 stands twice (first in line 2)"));
}

TEST(ActivityTable, of_counts_takes_whole_numbers_up_to_what_a_double_tells_apart) {
  ActivityManner manner;
  manner.counts = true;
  const ReadActivity read =
      activity_of("region,industry,year,value\nA,a,1,1e15\nA,b,1,2.5\nA,c,1,1e16\n", manner);
  EXPECT_THAT(
      read.complaints,
      ElementsAre("t.csv:3:7: the value is \"2.5\" (--counts takes whole numbers)",
                  "t.csv:4:7: the value is \"1e16\" (--counts takes whole numbers up to 1e15)"));
}

TEST(ActivityTable, finds_the_rows_of_totals_by_their_names) {
  ActivityManner manner;
  manner.total_region = "US";
  manner.total_industry = "al";
  const ReadActivity read =
      activity_of("region,industry,year,value\nUS,all,1,9\nA,x,1,4\n", manner);
  EXPECT_THAT(read.complaints, ElementsAre("--total-industry: \"al\" is nowhere in t.csv"));
  EXPECT_EQ(read.table.regions[*read.table.total_region], "US");
}

TEST(ActivityTable, needs_columns_that_are_there_and_stand_once) {
  EXPECT_THAT(
      activity_of("region,Industry,year,value,value\nA,x,1,1,1\n").complaints,
      ElementsAre(
          "t.csv:1:1: column \"industry\" is missing (known: region, Industry, year, value, value) "
          "did you mean --industry Industry?"));
  EXPECT_THAT(activity_of("region,industry,year,value,value\nA,x,1,1,1\n").complaints,
              ElementsAre("t.csv:1:28: column \"value\" stands twice"));
  EXPECT_THAT(
      activity_of("region;industry\n").complaints,
      ElementsAre(
          "t.csv:1:1: the cells are not parted by the separator (a comma unless --separator says "
          "else) say --separator \";\""));
}

}  // namespace
}  // namespace agglomera::scenarios
