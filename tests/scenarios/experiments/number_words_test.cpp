#include "scenarios/experiments/number_words.hpp"

#include <gtest/gtest.h>

#include "scenarios/study/free_section.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

TEST(WordsOfNumber, tell_a_quantity_and_its_city_in_both_languages) {
  const Scenario scenario = ThreeCities().read();
  const NumberWords words = words_of_number(*scenario.study, "amenity:gamma");
  EXPECT_EQ(words.text, (sim::Wording{"unexplained amenity of Gamma", "丙的未解释区位优势"}));
  EXPECT_EQ(words.source, (sim::Wording{"assumed", "假设"}));
  EXPECT_EQ(words_of_number(*scenario.study, "technology:alpha").source.en, "data of the study");
}

TEST(WordsOfNumber, tell_a_parameter_as_its_table_does) {
  const Scenario scenario = ThreeCities().read();
  const models::ParameterDeclaration& row = *models::find_parameter("exit_rate");
  const NumberWords words = words_of_number(*scenario.study, "exit_rate");
  EXPECT_EQ(words.text.en, row.text);
  EXPECT_EQ(words.text.zh, row.text_zh);
  EXPECT_EQ(words.source.en, row.source);
  EXPECT_EQ(words.source.zh, "上市公司每年退出 6%—7%");
}

TEST(WordsOfNumber, give_no_source_of_the_table_to_what_a_study_sets_otherwise) {
  const Scenario scenario = ThreeCities().read();  // its study has a half-life of its own
  EXPECT_EQ(words_of_number(*scenario.study, "half_life_km").source,
            (sim::Wording{"set by the study or scenario", "由研究或情景设定"}));
}

TEST(WordsOfNumber, know_every_quantity_that_may_be_free) {
  const Scenario scenario = ThreeCities().read();
  for (const CityQuantity& quantity : city_quantities()) {
    const NumberWords words = words_of_number(*scenario.study, std::string(quantity.name) + ":beta");
    EXPECT_FALSE(words.text.en.empty()) << quantity.name;
    EXPECT_FALSE(words.text.zh.empty()) << quantity.name;
  }
}

TEST(WordsOfNumber, are_empty_for_what_is_neither) {
  const Scenario scenario = ThreeCities().read();
  for (const char* name : {"", "amenity", "amenity:", "amenity:delta", "climate:alpha"})
    EXPECT_EQ(words_of_number(*scenario.study, name).text, sim::Wording{}) << name;
}

}  // namespace
}  // namespace agglomera::scenarios
