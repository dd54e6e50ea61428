#include <gtest/gtest.h>

#include "output/report/sections/sections.hpp"
#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

MadeRun two_years() {
  MadeRun run({2008, 2009}, 3);
  run.simulate("firms", beta, 1, {10, 40, 20});
  run.simulate("revenue", beta, 1, {1e9, 3e9, 2e9});
  run.observe("lq_count", alpha, 0, 1);
  return run;
}

const Control& control(const Chart& chart, const std::string& name) {
  for (const Control& control : chart.controls)
    if (control.name == name) return control;
  throw std::out_of_range("no control " + name);
}

TEST(WorldMap, holds_every_city_that_lies_somewhere_in_every_year) {
  const Section section = written(two_years().file(), world_map);
  ASSERT_EQ(section.charts.size(), 1u);
  const Table& table = section.charts[0].table;
  EXPECT_EQ(words_in(table, "city"),
            (std::vector<std::string>{"Alpha", "Alpha", "Beta", "Beta", "Gamma", "Gamma"}));
  EXPECT_DOUBLE_EQ(numbers_in(table, "firms")[3], 20);
  EXPECT_DOUBLE_EQ(numbers_in(table, "revenue")[3], 20);  // of 100 million USD
  EXPECT_EQ(words_in(table, "state")[1], "Forecast");     // observed in 2008 alone
}

TEST(WorldMap, turns_years_and_zooms_to_clusters_of_two_cities_or_more) {
  const Section section = written(two_years().file(), world_map);
  const Chart& chart = section.charts.at(0);
  EXPECT_DOUBLE_EQ(control(chart, "year").low, 2008);
  EXPECT_DOUBLE_EQ(control(chart, "year").high, 2009);
  const Control& zoom = control(chart, "zoom");
  ASSERT_EQ(zoom.options.size(), 2u);  // the world, and the one cluster with two cities
  EXPECT_EQ(zoom.options[1].label.en, "two cities");
  EXPECT_DOUBLE_EQ(zoom.options[1].sets["longitude"].get<double>(), 11);
  EXPECT_DOUBLE_EQ(zoom.options[1].sets["latitude"].get<double>(), 30.5);
  EXPECT_GT(zoom.options[1].sets["zoom"].get<double>(), 1);
}

TEST(WorldMap, draws_links_where_the_file_has_them) {
  ResultFile file = two_years().file();
  EXPECT_TRUE(written(file, world_map).listings.empty());
  const std::vector<std::string> all = {"link"};
  using Words = std::vector<std::string>;
  file.groups.push_back({"links",
                         {{"link", "1", "", std::vector<std::int64_t>{1, 2, 3}}},
                         {{"from", "1", "", all, Words{"alpha", "alpha", "alpha"}},
                          {"to", "1", "", all, Words{"beta", "gamma", "rest-of-world"}},
                          {"share", "1", "", all, std::vector<double>{0.2, 0.5, 0.3}},
                          {"distance_km", "km", "", all, std::vector<double>{200, 9000, 1}}}});
  const Section section = written(file, world_map);
  ASSERT_EQ(section.listings.size(), 1u);
  // The strongest first; the rest of the world lies nowhere.
  EXPECT_EQ(words_in(section.listings[0].table, "to"), (Words{"Gamma", "Beta"}));
  EXPECT_EQ(numbers_in(section.listings[0].table, "share"), (std::vector<double>{50, 20}));
  EXPECT_EQ(control(section.charts.at(0), "links").options.size(), 2u);
}

TEST(WorldMap, lets_no_name_into_an_expression) {
  ResultFile file = two_years().file();
  for (Variable& variable : file.groups[0].variables)
    if (variable.name == "city_name")
      std::get<std::vector<std::string>>(variable.values)[0] = "'+evil+'";
  const Section section = written(file, world_map);
  EXPECT_EQ(section.charts.at(0).spec.dump().find("evil"), std::string::npos);
}

TEST(WorldMap, of_an_empty_ensemble_is_a_warning) {
  MadeRun empty = two_years();
  empty.simulate_all(nothing);
  for (const ResultFile& file : {empty.file(), MadeRun({2008}, 0).file()}) {
    const Section section = written(file, world_map);
    EXPECT_TRUE(section.charts.empty());
    ASSERT_EQ(section.warnings.size(), 1u);
    EXPECT_TRUE(in_both_languages(section.warnings[0]));
  }
}

}  // namespace
}  // namespace agglomera::output::report
