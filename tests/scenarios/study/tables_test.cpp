// Each way in which a table of a study can be wrong, and what is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;

class Tables : public ::testing::Test {
 protected:
  std::vector<std::string> said(const std::string& name, const std::string& was,
                                const std::string& now) const {
    files.change(name, was, now);
    return files.complaints();
  }
  std::vector<std::string> said_of_row(const std::string& name, const std::string& row) const {
    files.append(name, row + "\n");
    return files.complaints();
  }
  ThreeCities files;
};

TEST_F(Tables, of_cities_need_names_codes_and_coordinates) {
  files.append("cities.csv",
               "New York,New York,,US,40.7,-74,independent,market,\n"
               "rest-of-world,Elsewhere,,US,0,0,independent,market,\n"
               "alpha,Alpha,,CN,1,1,delta,coordinated,\n"
               "delta,,,cn,91,nan,,markte,\n");
  files.append("totals.csv", "firms,2008,1,firms,0,stated,\n");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre(
          "cities.csv:5:1: \"New York\" is no name of a city (small letters, digits and hyphens)",
          "cities.csv:6:1: \"rest-of-world\" is no city (the program adds the rest of the world "
          "itself) leave the row out",
          "cities.csv:7:1: city \"alpha\" stands twice (first in line 2)",
          "cities.csv:8:7: \"name_en\" is empty",
          "cities.csv:8:9: \"cn\" is no country code (two capital letters, ISO 3166-1)",
          "cities.csv:8:12: \"lat\" is 91 (from -90 to 90 is expected)",
          "cities.csv:8:15: \"lon\" is nan (a finite number is expected) leave the row out when "
          "nothing is known",
          "cities.csv:8:19: \"\" is no name of a cluster (small letters, digits and hyphens) write "
          "independent for a city in no cluster",
          "cities.csv:8:20: \"markte\" is no regime (known: market, coordinated, mixed) did you "
          "mean "
          "\"market\"?",
          "countries.csv: no governance_score of \"cn\" (the city delta lies there) add a row, "
          "with 0 "
          "where nothing is known",
          "totals.csv:6:1: firms in 2008 stands twice (first in line 2)"));
}

TEST_F(Tables, of_cities_need_at_least_one) {
  files.write("cities.csv", "city,name_en,name_zh,country,lat,lon,cluster,governance\n");
  EXPECT_THAT(files.complaints(),
              ElementsAre("cities.csv: holds no city (rows are expected below the header)"));
}

TEST_F(Tables, of_cities_hold_at_most_sixty_thousand) {
  std::string text = "city,name_en,name_zh,country,lat,lon,cluster,governance\n";
  for (int i = 0; i <= 60000; ++i) text += "c" + std::to_string(i) + ",C,,CN,1,1,delta,mixed\n";
  files.write("cities.csv", text);
  EXPECT_THAT(files.complaints(), ElementsAre("cities.csv:60002:1: more than 60000 cities"));
}

TEST_F(Tables, that_cannot_be_read_do_not_make_the_others_wrong) {
  EXPECT_THAT(
      said("cities.csv", "beta,", "Beta!,"),
      ElementsAre("cities.csv:3:1: \"Beta!\" is no name of a city (small letters, digits and "
                  "hyphens)"));
}

TEST_F(Tables, of_countries_need_every_country_once) {
  files.change("countries.csv", "US,1.25", "CN,12");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre("countries.csv: no governance_score of \"US\" (the city gamma lies there) add "
                  "a row, with 0 where nothing is known",
                  "countries.csv:3:1: country \"CN\" stands twice (first in line 2)",
                  "countries.csv:3:4: \"governance_score\" is 12 (from -10 to 10 is expected)"));
}

TEST_F(Tables, of_links_join_two_cities_once) {
  files.append("links.csv",
               "alpha,beta,hub,10,\n"
               "gamma,gamma,hub,10,\n"
               "beta,gamma,,0,\n"
               "beta,gama,hub,50000,\n");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre(
          "links.csv:4:1: the link of alpha and beta stands twice (first in line 2)",
          "links.csv:5:7: \"gamma\" is linked with itself", "links.csv:6:12: \"kind\" is empty",
          "links.csv:6:13: \"length_km\" is 0 (from 0.001 to 40100 is expected)",
          "links.csv:7:6: unknown city \"gama\" (not in cities.csv) did you mean \"gamma\"?",
          "links.csv:7:15: \"length_km\" is 50000 (from 0.001 to 40100 is expected)"));
}

TEST_F(Tables, of_observations_know_their_measures_cities_and_years) {
  files.append("observed/observed.csv",
               "lq_cuont,alpha,2008,1,1,\n"
               "lq_count,alhpa,2008,1,1,\n"
               "lq_count,beta,2010,1,1,\n"
               "lq_count,beta,MMVIII,1,1,\n");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre("observed/observed.csv:8:1: \"lq_cuont\" is no measure (known: lq_count, "
                  "lq_revenue, revenue) did you mean \"lq_count\"?",
                  "observed/observed.csv:9:10: unknown city \"alhpa\" (not in cities.csv) did "
                  "you mean \"alpha\"?",
                  "observed/observed.csv:10:15: year 2010 is outside the study (2008 to 2009)",
                  "observed/observed.csv:11:15: \"year\" is \"MMVIII\", no whole number"));
}

TEST_F(Tables, of_observations_know_units_and_refuse_what_is_negative) {
  files.append("observed/observed.csv",
               "lq_count,beta,2008,1,USD,\n"
               "revenue,alpha,2008,1,EUR,\n"
               "revenue,alpha,2009,-1,1e8 USD,\n"
               "lq_count,beta,2009,inf,1,\n");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre(
          "observed/observed.csv:8:22: unit \"USD\" does not suit lq_count (1 is expected)",
          "observed/observed.csv:9:22: unit \"EUR\" does not suit revenue (1e8 USD or USD is "
          "expected)",
          "observed/observed.csv:10:20: \"value\" is -1 (from 0 to 10000000000 is expected)",
          "observed/observed.csv:11:20: \"value\" is inf (a finite number is expected) leave "
          "the row out when nothing is known"));
}

TEST_F(Tables, of_observations_say_nothing_twice) {
  EXPECT_THAT(
      said_of_row("observed/observed.csv", "lq_count,alpha,2008,2.5,1,again"),
      ElementsAre("observed/observed.csv:8:1: lq_count of alpha in 2008 stands twice (first in "
                  "line 2)"));
}

TEST_F(Tables, of_observations_may_hold_a_zero) {
  files.append("observed/observed.csv", "lq_count,beta,2008,0,1,\n");
  EXPECT_EQ(files.read().study->observed.lq_count[1][0], 0.0);
}

TEST_F(Tables, of_stated_facts_know_relations_cities_and_years) {
  files.append("observed/stated_facts.csv",
               "firms,alpha;bta,2009,2008,=,5,firms,\n"
               "firms,,2008,2008,==,5,firms,\n"
               "firms,,2008,2008,=,,firms,\n"
               "world_firms,,2008,2008,=,121,firms,\n");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre(
          "observed/stated_facts.csv:5:7: unknown city \"bta\" (not in cities.csv) did you "
          "mean \"beta\"?",
          "observed/stated_facts.csv:5:22: year_to 2008 is before year_from 2009",
          "observed/stated_facts.csv:6:18: \"==\" is no relation (known: =, ~, >=, <=, between "
          "0 and 1) did you mean \"=\"?",
          "observed/stated_facts.csv:7:20: \"value\" is empty (a number is expected)",
          "observed/stated_facts.csv:8:1: the fact \"world_firms\" stands twice (first in line "
          "2)"));
}

TEST_F(Tables, of_stated_facts_may_say_them_as_sentences) {
  EXPECT_EQ(files.read().stated_facts[0].statement, sim::Wording{});  // without those columns
  files.write("observed/stated_facts.csv",
              "statement_zh,fact,city,year_from,year_to,relation,value,unit,note,note_zh,statement_en\n"
              "有120家企业。,world_firms,,2008,2008,=,120,firms,a remark,备注,There were 120 firms.\n");
  const StatedFact fact = files.read().stated_facts.at(0);
  EXPECT_EQ(fact.statement, (sim::Wording{"There were 120 firms.", "有120家企业。"}));
  EXPECT_EQ(fact.note, "a remark");
  EXPECT_EQ(fact.note_zh, "备注");
}

TEST_F(Tables, of_the_background_need_every_city_in_every_year_up_to_its_last) {
  files.change("background.csv", "beta,firm_share,2008,0.05,0.3,assumed,made up\n", "");
  files.change("background.csv", "gamma,revenue_share,2008,0.3,0.3,assumed,made up\n", "");
  files.change("background.csv", "gamma,revenue_share,2009,0.375,0.3,assumed,made up\n", "");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre("background.csv: no firm_share of beta in 2008 (every city needs one in every "
                  "year)",
                  "background.csv: no revenue_share of gamma in 2008, 2009 (every city needs one "
                  "in every year)"));
}

TEST_F(Tables, of_the_background_leave_room_for_the_rest_of_the_world) {
  files.change("background.csv", "gamma,firm_share,2009,0.25", "gamma,firm_share,2009,0.8125");
  files.change("background.csv", "beta,revenue_share,2008,0.05", "beta,revenue_share,2008,1");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre("background.csv: the firm_shares of 2009 add up to 1 (less than 1 is "
                  "expected: the rest of the world is a place too) if the cities are all there is, "
                  "write rest_of_world = false in the study",
                  "background.csv:10:25: \"value\" is 1 (from 1e-12 to below 1 is expected)"));
}

TEST_F(Tables, of_the_background_say_nothing_twice) {
  EXPECT_THAT(
      said_of_row("background.csv", "beta,firm_share,2008,0.05,0.3,assumd,"),
      ElementsAre("background.csv:14:1: firm_share of beta in 2008 stands twice (first in line "
                  "4)",
                  "background.csv:14:31: \"assumd\" is no kind (known: derived, assumed) did you "
                  "mean \"assumed\"?"));
}

TEST_F(Tables, of_background_and_totals_may_end_before_the_study) {
  files.change("background.csv", "beta,firm_share,2009,0.0625,0.6,assumed,made up\n", "");
  files.change("totals.csv", "firms,2009,125,firms,0.05,interpolated,made up\n", "");
  const auto study = files.read().study;
  EXPECT_EQ(study->firm_share[1].share, std::vector<double>{0.05});
  EXPECT_EQ(study->firm_share[1].known, std::vector<sim::Year>{2008});
  EXPECT_EQ(study->firm_share[0].share.size(), 2u);
  EXPECT_EQ(study->totals.focal_firms, std::vector<double>{120.0});
  EXPECT_EQ(study->totals.focal_revenue_usd.size(), 2u);
}

TEST_F(Tables, of_totals_need_every_year_and_the_right_unit) {
  files.change("totals.csv", "firms,2009,125,firms", "listed_firms,2009,125,USD");
  files.change("totals.csv", "300,1e8 USD,0.1,", "0,1e6 USD,-0.1,");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre(
          "totals.csv: no listed_firms in 2008 (every year is needed)",
          "totals.csv:3:23: unit \"USD\" does not suit listed_firms (firms is expected)",
          "totals.csv:4:14: \"value\" is 0 (from 1 to 1e+18 is expected)",
          "totals.csv:4:16: unit \"1e6 USD\" does not suit revenue (1e8 USD or USD is expected)",
          "totals.csv:4:24: \"log_sd\" is -0.1 (from 0 to 3 is expected)"));
}

TEST_F(Tables, of_assumptions_may_not_contradict_each_other_across_files) {
  EXPECT_THAT(said_of_row("fitted.csv", "alpha,technology,0.5,0.5,logit,assumed,"),
              ElementsAre("fitted.csv:3:1: technology of alpha stands twice (first in "
                          "assumptions.csv:3)"));
}

TEST_F(Tables, of_assumptions_know_quantities_scales_and_ranges) {
  files.append("fitted.csv",
               "beta,tecnology,0.5,0.5,logit,assumed,\n"
               "beta,technology,1,0.5,linear,guessed,\n"
               "beta,endowment,-2,9,log,assumed,\n");
  EXPECT_THAT(
      files.complaints(),
      ElementsAre(
          "fitted.csv:3:6: \"tecnology\" is no quantity (known: endowment, technology, "
          "culture, amenity, growth_advantage) did you mean \"technology\"?",
          "fitted.csv:4:17: \"value\" is 1 (from 0.001 to 0.999 is expected)",
          "fitted.csv:4:23: scale \"linear\" does not suit technology (logit is expected)",
          "fitted.csv:4:30: \"guessed\" is no kind (known: anchored, assumed)",
          "fitted.csv:5:16: \"value\" is -2 (from 0.0001 to 10000 is expected)",
          "fitted.csv:5:19: \"prior_sd\" is 9 (from 0 to 5 is expected)"));
}

TEST_F(Tables, in_another_encoding_are_refused_with_what_to_do) {
  EXPECT_THAT(
      said("cities.csv", "甲", "\xBC\xD7"),
      ElementsAre("cities.csv:2:13: byte 0xBC is not UTF-8 (the file is in another encoding, "
                  "such as GBK or Latin-1) save it as UTF-8"));
}

TEST_F(Tables, of_one_gigabyte_are_refused) {
  std::filesystem::resize_file(files.path("totals.csv"), std::uintmax_t{1} << 30);
  EXPECT_THAT(files.complaints(),
              ElementsAre("totals.csv: is 1024 MiB large (at most 256 MiB are read) "
                          "(named in study.toml:14:16)"));
}

}  // namespace
}  // namespace agglomera::scenarios
