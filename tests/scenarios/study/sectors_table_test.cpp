#include "scenarios/study/sectors_table.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SectorTables : public ::testing::Test {
 protected:
  // The three cities with a table of sectors, whose totals are 120 and 125 firms, 3·10¹⁰ and 4·10¹⁰ USD.
  void name_tables(const std::string& sectors, const std::string& specialisation = "") {
    files.change(
        "study.toml", "totals       = \"totals.csv\"\n",
        "totals       = \"totals.csv\"\nsectors      = \"sectors.csv\"\n" +
            std::string(specialisation.empty() ? "" : "sector_specialisation = \"special.csv\"\n"));
    files.write("sectors.csv", sectors);
    if (!specialisation.empty()) files.write("special.csv", specialisation);
  }
  std::vector<std::string> said(const std::string& sectors,
                                const std::string& specialisation = "") {
    name_tables(sectors, specialisation);
    return files.complaints();
  }
  std::vector<models::Sector> read(const std::string& sectors, const std::string& special = "") {
    name_tables(sectors, special);
    return files.read().study->sectors;
  }
  ThreeCities files;
};

TEST_F(SectorTables, are_not_needed) { EXPECT_THAT(files.read().study->sectors, IsEmpty()); }

TEST_F(SectorTables, give_shares_of_totals_that_change) {
  const auto sectors = read(
      "sector,name_en,name_zh,firms_share,revenue_share\n"
      "trade,Trade,贸易,0.75,0.5\n"
      "media,Media,媒体,0.25,0.5\n");
  ASSERT_EQ(sectors.size(), 2u);
  EXPECT_EQ(sectors[0].id, "media");  // in the order of the ids
  EXPECT_EQ(sectors[0].name_zh, "媒体");
  EXPECT_THAT(sectors[0].firms, ElementsAre(30.0, 31.25));
  EXPECT_THAT(sectors[1].revenue_usd, ElementsAre(1.5e10, 2e10));
  EXPECT_THAT(sectors[1].amenity, ElementsAre(0.0, 0.0, 0.0));
}

TEST_F(SectorTables, give_numbers_year_by_year) {
  const auto sectors = read(
      "sector,name_en,year,firms,revenue_usd,source\n"
      "media,Media,2009,45,1e10,made up\n"
      "media,Media,2008,40,1e10,made up\n"
      "trade,Trade,2008,80,2e10,made up\n"
      "trade,Trade,2009,80,3e10,made up\n");
  ASSERT_EQ(sectors.size(), 2u);
  EXPECT_THAT(sectors[0].firms, ElementsAre(40.0, 45.0));
  EXPECT_THAT(sectors[1].revenue_usd, ElementsAre(2e10, 3e10));
}

const std::string two_sectors =
    "sector,name_en,firms_share,revenue_share\nmedia,Media,0.25,0.5\ntrade,Trade,0.75,0.5\n";

TEST_F(SectorTables, say_what_a_city_offers_to_one_sector) {
  const auto sectors =
      read(two_sectors, "sector,city,amenity\ntrade,gamma,-0.5\nmedia,alpha,1.25\n");
  EXPECT_THAT(sectors[0].amenity, ElementsAre(1.25, 0.0, 0.0));
  EXPECT_THAT(sectors[1].amenity, ElementsAre(0.0, 0.0, -0.5));
}

TEST_F(SectorTables, complain_of_cells_with_line_and_column) {
  EXPECT_THAT(
      said("sector,name_en,name_zh,firms_share,revenue_share\n"
           "Media,Media,,0.25,0.5\n"
           "trade,,,0,1.5\n"
           "trade,Trade,,0.75,0.5\n"),
      ElementsAre("sectors.csv:2:1: \"Media\" is no name of a sector (small letters, digits "
                  "and hyphens)",
                  "sectors.csv:3:7: \"name_en\" is empty",
                  "sectors.csv:3:9: \"firms_share\" is 0 (from 1e-12 to 1 is expected)",
                  "sectors.csv:3:11: \"revenue_share\" is 1.5 (from 1e-12 to 1 is expected)",
                  "sectors.csv:4:1: sector \"trade\" stands twice (first in line 3)"));
}

TEST_F(SectorTables, complain_of_another_name_and_a_year_outside) {
  EXPECT_THAT(
      said("sector,name_en,year,firms,revenue_usd\n"
           "media,Media,2008,40,1e10\n"
           "media,Medium,2009,45,1e10\n"
           "trade,Trade,2008,80,2e10\n"
           "trade,Trade,2009,80,3e10\n"
           "trade,Trade,2010,80,3e10\n"
           "trade,Trade,2009,80,3e10\n"),
      ElementsAre("sectors.csv:3:7: \"media\" is called \"Media\" in line 2",
                  "sectors.csv:6:13: year 2010 is outside the study (2008 to 2009)",
                  "sectors.csv:7:1: sector \"trade\" in 2009 stands twice (first in line 5)"));
}

TEST_F(SectorTables, complain_of_sizes_given_twice_or_not_at_all) {
  EXPECT_THAT(
      said("sector,name_en,firms,firms_share\nmedia,Media,1,0.5\n"),
      ElementsAre("sectors.csv:1:1: both firms and firms_share (one says it all)",
                  "sectors.csv:1:1: neither revenue_usd nor revenue_share (one is needed)"));
}

TEST_F(SectorTables, complain_of_what_does_not_add_up) {
  EXPECT_THAT(
      said("sector,name_en,firms,revenue_share\nmedia,Media,50,0.5\ntrade,Trade,60,0.4\n"),
      ElementsAre("sectors.csv: the firms of 2008 add up to 110 (the totals say 120)",
                  "sectors.csv: the shares of revenue in 2008 add up to 0.9 (1 is expected)"));
}

TEST_F(SectorTables, complain_of_a_missing_year_and_not_of_sums_then) {
  EXPECT_THAT(
      said("sector,name_en,year,firms,revenue_usd\n"
           "media,Media,2008,40,1e10\n"
           "trade,Trade,2008,80,2e10\n"
           "trade,Trade,2009,80,3e10\n"),
      ElementsAre("sectors.csv: no media in 2009 (every sector needs every year of the totals)"));
}

TEST_F(SectorTables, complain_of_a_sector_alone_or_too_many) {
  EXPECT_THAT(
      said("sector,name_en,firms_share,revenue_share\nmedia,Media,1,1\n"),
      ElementsAre("sectors.csv: holds one sector (two at least are compared with each other) "
                  "leave the table out, or add the other sectors"));
  std::string many = "sector,name_en,firms_share,revenue_share\n";
  for (int i = 0; i < 256; ++i) many += fmt::format("s{},S,0.00390625,0.00390625\n", i);
  files.write("sectors.csv", many);
  EXPECT_THAT(files.complaints(), ElementsAre("sectors.csv: holds 256 sectors (at most 255)"));
}

TEST_F(SectorTables, complain_of_specialisations_of_nothing_known) {
  EXPECT_THAT(said(two_sectors,
                   "sector,city,amenity\n"
                   "medai,alpha,1\n"
                   "media,alfa,1\n"
                   "media,alpha,21\n"
                   "media,alpha,1\n"),
              ElementsAre("special.csv:2:1: unknown sector \"medai\" did you mean \"media\"?",
                          "special.csv:3:7: unknown city \"alfa\" (not in cities.csv) did you mean "
                          "\"alpha\"?",
                          "special.csv:4:13: \"amenity\" is 21 (from -20 to 20 is expected)",
                          "special.csv:5:1: media in alpha stands twice (first in line 4)"));
}

TEST_F(SectorTables, are_not_blamed_for_a_fault_of_another_table) {
  name_tables("sector,name_en,firms,revenue_usd\nmedia,Media,50,1e10\ntrade,Trade,70,2e10\n");
  files.change("totals.csv", "firms,2008,120", "firms,2008,many");
  EXPECT_THAT(files.complaints(), Each(::testing::StartsWith("totals.csv:2:12:")));
}

TEST_F(SectorTables, need_a_table_of_sectors_for_specialisations) {
  files.change("study.toml", "totals       = \"totals.csv\"\n",
               "totals       = \"totals.csv\"\nsector_specialisation = \"special.csv\"\n");
  files.write("special.csv", "sector,city,amenity\n");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre("study.toml:15:25: sector_specialisation needs a table of sectors add sectors "
                  "= \"sectors.csv\""));
}

}  // namespace
}  // namespace agglomera::scenarios
