#include "scenarios/study/place_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/study/written_table.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

ActivityTable three_regions() {
  return activity_of("region,industry,year,value\nAda,x,1,1\nBo,x,1,2\nCy,y,1,3\n").table;
}

// What a reader of place tables finds in a text, and what it complains of.
template <typename Reader>
auto told(Reader reader, const std::string& text, std::vector<std::string>& complaints,
          const ActivityManner& manner = {}) {
  const WrittenTable file(text);
  ActivityTable table = three_regions();
  table.file = "table.csv";
  Complaints gathered;
  auto result = reader(file.path(), manner, table, gathered);
  complaints = file.in_words(gathered);
  return result;
}

TEST(PlaceTables, give_coordinates_by_region_whatever_their_order) {
  std::vector<std::string> complaints;
  ActivityManner manner;
  manner.csv.separator = ';';
  manner.number = {.decimal_comma = true, .told = true};
  const auto places = told(read_coordinates,
                           "lon;region;lat\n13,4;Bo;52,5\n1;Cy;2\n0;Elsewhere;0\n-70,7;Ada;-33,4\n",
                           complaints, manner);
  EXPECT_THAT(complaints, IsEmpty());
  EXPECT_EQ(places[0].latitude, -33.4);
  EXPECT_EQ(places[1].longitude, 13.4);
}

TEST(PlaceTables, complain_of_places_outside_the_globe_twice_or_not_there) {
  std::vector<std::string> complaints;
  told(read_coordinates, "region,lat,lon\nAda,95,0\nBo,0,\"13,4\"\nBo,1,1\n", complaints);
  EXPECT_THAT(complaints,
              ElementsAre("t.csv:2:5: \"95\" is no number from -90 to 90",
                          "t.csv:3:6: \"13,4\" is no number from -180 to 180 say --decimal comma",
                          "t.csv:4:1: \"Bo\" stands twice (first in line 3)"));
  told(read_coordinates, "region,lat,lon\nAda,1,0\nBo,0,1\n", complaints);
  EXPECT_THAT(complaints, ElementsAre("t.csv: has no row for \"Cy\" of table.csv"));
}

TEST(PlaceTables, give_neighbours_as_listed_without_those_of_no_weight) {
  std::vector<std::string> complaints;
  const auto pairs = told(read_neighbours,
                          "region,neighbour,weight\nAda,Bo,2\nBo,Ada,0\nCy,Ada,0.5\n", complaints);
  EXPECT_THAT(complaints, IsEmpty());
  ASSERT_EQ(pairs.size(), 2u);
  EXPECT_EQ(pairs[1].region, 2u);
  EXPECT_EQ(pairs[1].weight, 0.5);
}

TEST(PlaceTables, complain_of_neighbours_that_are_unknown_themselves_or_twice) {
  std::vector<std::string> complaints;
  told(read_neighbours, "region,neighbour\nAda,Boo\nBo,Bo\nAda,Cy\nAda,Cy\n", complaints);
  EXPECT_THAT(complaints,
              ElementsAre("t.csv:2:5: \"Boo\" is no region of table.csv did you mean \"Bo\"?",
                          "t.csv:3:4: \"Bo\" is its own neighbour",
                          "t.csv:5:1: \"Ada\" and \"Cy\" stand twice (first in line 4)"));
}

TEST(PlaceTables, give_groups_and_plants_by_their_names) {
  std::vector<std::string> complaints;
  EXPECT_THAT(told(read_groups, "group,region\neast,Cy\nwest,Ada\neast,Bo\n", complaints),
              ElementsAre(1, 0, 0));
  EXPECT_THAT(complaints, IsEmpty());
  const auto plants = told(read_plant_hhi, "industry,hhi\ny,0.25\nother,7\n", complaints);
  EXPECT_THAT(complaints, IsEmpty());
  EXPECT_TRUE(std::isnan(plants[0]));
  EXPECT_EQ(plants[1], 0.25);
  told(read_plant_hhi, "industry,hhi\ny,1.5\n", complaints);
  EXPECT_THAT(complaints, ElementsAre("t.csv:2:3: \"1.5\" is no number from 0 to 1"));
}

}  // namespace
}  // namespace agglomera::scenarios
