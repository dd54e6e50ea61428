#include "output/report/reading/gazetteer.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/output/store/sample_results.hpp"

namespace agglomera::output::report {
namespace {

ResultFile with_names(std::vector<std::string> names) {
  ResultFile file = sample_run();
  for (Group& group : file.groups)
    for (Variable& variable : group.variables)
      if (variable.name == "city_name") variable.values = names;
  return file;
}

TEST(Gazetteer, knows_places_by_what_the_study_calls_them) {
  Gazetteer places;
  places.read(sample_run());
  const Place beijing = places.place("beijing");
  EXPECT_EQ(beijing.name, (Text{"Beijing", "北京"}));
  EXPECT_EQ(beijing.country, "China");
  EXPECT_EQ(beijing.cluster, "beijing-tianjin-hebei");
  EXPECT_DOUBLE_EQ(beijing.latitude_degrees, 39.9);
  EXPECT_DOUBLE_EQ(beijing.longitude_degrees, 116.4);
  EXPECT_TRUE(beijing.observed);
}

TEST(Gazetteer, knows_that_the_rest_of_the_world_lies_nowhere) {
  Gazetteer places;
  places.read(sample_run());
  EXPECT_TRUE(std::isnan(places.place("rest-of-world").latitude_degrees));
  EXPECT_FALSE(places.place("rest-of-world").observed);
}

TEST(Gazetteer, calls_a_place_of_no_file_by_its_id) {
  const Gazetteer places;
  EXPECT_EQ(places.name("tel-aviv"), plainly("tel-aviv"));
  EXPECT_TRUE(std::isnan(places.place("tel-aviv").longitude_degrees));
  EXPECT_TRUE(places.place("tel-aviv").observed);
}

TEST(Gazetteer, lets_the_first_file_that_knows_a_place_name_it) {
  Gazetteer places;
  places.read(with_names({"Peking", "Singapore", "Elsewhere"}));
  places.read(sample_run());
  EXPECT_EQ(places.name("beijing"), (Text{"Peking", "北京"}));
}

TEST(Gazetteer, takes_the_id_where_the_name_is_empty) {
  Gazetteer places;
  places.read(with_names({"", "Singapore", "Elsewhere"}));
  EXPECT_EQ(places.name("beijing"), (Text{"beijing", "北京"}));
}

TEST(Gazetteer, says_the_id_of_a_cluster_in_words_until_it_has_a_name) {
  Gazetteer places;
  places.read(sample_run());
  EXPECT_EQ(places.cluster("beijing-tianjin-hebei"), plainly("beijing tianjin hebei"));

  ResultFile named = sample_run();
  std::vector<std::string> english = {"Capital region", "", ""}, chinese = {"京津冀", "", ""};
  named.groups[0].variables.push_back({"cluster_name", "", "", {"city"}, english});
  named.groups[0].variables.push_back({"cluster_zh", "", "", {"city"}, chinese});
  places.read(named);
  EXPECT_EQ(places.cluster("beijing-tianjin-hebei"), (Text{"Capital region", "京津冀"}));
}

TEST(Gazetteer, tells_places_of_one_name_apart_by_their_ids) {
  ResultFile file;
  file.groups = {
      {"series",
       {{"city", "1", "", std::vector<std::string>{"north", "south", "west"}}},
       {{"city_name", "1", "", {"city"}, std::vector<std::string>{"Same", "Same", "West"}}}}};
  Gazetteer places;
  places.read(file);
  EXPECT_EQ(places.name("north").en, "Same (north)");
  EXPECT_EQ(places.name("south").zh, "Same（south）");
  EXPECT_EQ(places.name("west").en, "West");
}

TEST(Gazetteer, lets_lie_nowhere_what_lies_outside_the_globe) {
  ResultFile file;
  file.groups = {{"series",
                  {{"city", "1", "", std::vector<std::string>{"here", "beyond"}}},
                  {{"city_name", "1", "", {"city"}, std::vector<std::string>{"Here", "Beyond"}},
                   {"latitude", "degrees", "", {"city"}, std::vector<double>{-90, 1000}},
                   {"longitude", "degrees", "", {"city"}, std::vector<double>{180, 10}}}}};
  Gazetteer places;
  places.read(file);
  EXPECT_EQ(places.place("here").latitude_degrees, -90);
  EXPECT_TRUE(std::isnan(places.place("beyond").latitude_degrees));
}

TEST(Gazetteer, takes_the_group_that_knows_both_names) {
  const std::vector<std::string> ids = {"alpha"};
  ResultFile file;
  file.groups = {{"goal", {{"city", "1", "", ids}}, {{"city_name", "1", "", {"city"}, ids}}},
                 {"cities",
                  {{"city", "1", "", ids}},
                  {{"city_name", "1", "", {"city"}, std::vector<std::string>{"Alpha"}},
                   {"city_zh", "1", "", {"city"}, std::vector<std::string>{"甲"}}}}};
  Gazetteer places;
  places.read(file);
  EXPECT_EQ(places.name("alpha"), (Text{"Alpha", "甲"}));
}

}  // namespace
}  // namespace agglomera::output::report
