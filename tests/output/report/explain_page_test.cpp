#include <gtest/gtest.h>

#include <cmath>

#include "output/report/drawing/waterfall.hpp"
#include "output/report/headlines/headlines.hpp"
#include "output/report/reading/parts.hpp"
#include "output/report/sections/sections.hpp"
#include "tests/output/report/sample_inference.hpp"

namespace agglomera::output::report {
namespace {

// |3 − 2| and |−1 + 0.5| of |3| and |−1|; amenity 4 + 1 of 4 + 1.5 + 1 + 0.5.
TEST(Explained, counts_what_is_not_explained_against_the_median) {
  const Read read(sample_explain());
  const Unexplained left = unexplained_of(read.sheet(), 0);
  EXPECT_EQ(left.cities, 2u);
  EXPECT_EQ(left.inside, 1u);  // Boston's change is below its interval
  EXPECT_DOUBLE_EQ(left.mean_observed, 2);
  EXPECT_DOUBLE_EQ(left.mean_unexplained, 0.75);
  EXPECT_DOUBLE_EQ(left.amenity_share, 5.0 / 7.0);
}

TEST(ExplainPage, says_first_how_much_is_not_explained) {
  const Read read(sample_explain());
  const Headline headline = explain_headline(read.sheet());
  EXPECT_EQ(headline.answer.en.find("The model leaves 38 %"), 0u) << headline.answer.en;
  EXPECT_NE(headline.answer.en.find("71 %"), std::string::npos) << headline.answer.en;
  EXPECT_NE(headline.answer.en.find("1 of 2 cities"), std::string::npos) << headline.answer.en;
  EXPECT_EQ(english_in(headline.charts.at(0).table, "part").front(), "Not explained");
  EXPECT_EQ(numbers_in(headline.charts.at(0).table, "size"), (Numbers{0.75, 2.5, 1}));
  EXPECT_TRUE(whole(headline.charts));
}

TEST(ExplainPage, names_in_its_answer_the_mechanisms_that_are_certain_nowhere) {
  ResultFile file = sample_explain();
  const auto said = [](const ResultFile& of) { return explain_headline(Read(of).sheet()).answer; };
  EXPECT_EQ(said(file).en.find("cannot be told from zero"), std::string::npos);
  for (Group& group : file.groups)
    for (Dimension& dimension : group.dimensions)
      if (dimension.name == "part" || dimension.name == "other_part")
        dimension.labels = Names{"amenity", "governance"};
  EXPECT_NE(said(file).en.find(
                ". Positioning and governance cannot be told from zero in any observed city. The "),
            std::string::npos)
      << said(file).en;
  EXPECT_NE(said(file).zh.find("定位与治理的作用"), std::string::npos);
}

// Not explained 1, amenity 4, background −1.5, from mean to median −0.5: 3 as observed.
TEST(Waterfall, steps_add_up_to_the_observed_change) {
  const Read read(sample_explain());
  const Table table = waterfall(read.sheet(), "lq_count").table;
  const Numbers values = numbers_in(table, "value"), from = numbers_in(table, "from"),
                to = numbers_in(table, "to");
  EXPECT_EQ(Numbers(values.begin(), values.begin() + 6), (Numbers{1, 4, -1.5, -0.5, 2, 3}));
  EXPECT_EQ(english_in(table, "part").front(), "Not explained");
  for (int step = 1; step < 4; ++step) EXPECT_EQ(from[step], to[step - 1]);
  EXPECT_EQ(to[3], 3);
  EXPECT_EQ(from[5], 0);
}

TEST(Waterfall, opens_with_the_largest_observed_change) {
  const Read read(sample_explain(0.2, 0.5, -4));
  const Chart of = waterfall(read.sheet(), "lq_count");
  EXPECT_EQ(of.controls.at(0).options.at(1).label.en, "boston");
  EXPECT_EQ(of.controls.at(0).at, 1);
  EXPECT_EQ(of.spec["params"][0]["value"], 1);
}

TEST(Waterfall, ends_at_the_simulated_change_where_none_was_observed) {
  const Read read(sample_explain(0.2, missing, missing));
  const Names parts = english_in(waterfall(read.sheet(), "lq_count").table, "part");
  EXPECT_EQ(parts.front(), "Amenity, unexplained");
  EXPECT_EQ(parts.back(), "= Simulated, median");
  const Headline headline = explain_headline(read.sheet());
  EXPECT_NE(headline.answer.en.find("No change was observed"), std::string::npos);
  EXPECT_TRUE(whole(headline.charts));
}

TEST(Waterfall, never_writes_the_name_of_a_city_into_an_expression) {
  ResultFile file = sample_explain();
  for (Group& group : file.groups)
    for (Dimension& dimension : group.dimensions)
      if (dimension.name == "city") dimension.labels = Names{"<script>", "\" === 0"};
  const Read read(file);
  for (const Chart& of : attribution(read.sheet()).charts)
    EXPECT_EQ(of.spec.dump().find("script"), std::string::npos) << of.id;
}

TEST(Attribution, shows_all_parts_of_all_cities_and_which_are_certain) {
  const Read read(sample_explain());
  const Section section = attribution(read.sheet());
  const Table& table = chart(section.charts, "parts-by-city")->table;
  EXPECT_EQ(english_in(table, "city"),
            (Names{"beijing", "beijing", "beijing", "boston", "boston", "boston"}));
  EXPECT_EQ(numbers_in(table, "value"), (Numbers{1, 4, -1.5, -0.5, -1, 0.5}));
  EXPECT_EQ(english_in(table, "certain"), (Names{"no", "yes", "no", "yes", "no", "no"}));
  EXPECT_TRUE(whole(section.charts));
}

TEST(Attribution, names_parts_that_cannot_be_told_apart) {
  const Read apart(sample_explain(0.9)), mixed(sample_explain(-0.95));
  const auto names_them = [](const Section& section) {
    for (const Text& warning : section.warnings)
      if (warning.en.find("Cannot be told apart") != std::string::npos) return true;
    return false;
  };
  EXPECT_FALSE(names_them(attribution(apart.sheet())));
  EXPECT_TRUE(names_them(attribution(mixed.sheet())));
}

TEST(Attribution, names_parts_that_are_certain_nowhere) {
  const Read read(sample_explain());
  const Section section = attribution(read.sheet());
  ASSERT_EQ(section.warnings.size(), 1u);
  EXPECT_NE(section.warnings[0].en.find("Background"), std::string::npos);
  EXPECT_EQ(section.warnings[0].en.find("Amenity"), std::string::npos);
}

TEST(Attribution, shows_a_strategy_only_when_the_file_was_made_without_one) {
  ResultFile file = sample_explain();
  EXPECT_FALSE(chart(attribution(Read(file).sheet()).charts, "without-1"));
  Group group = {"without",
                 {{"strategy", "", "", Names{"Internet Plus"}},
                  {"measure", "", "", Names{"firms"}},
                  {"city", "", "", Names{"beijing", "boston"}}},
                 {}};
  for (const char* name :
       {"difference_mean", "difference_q05", "difference_q95", "with_q50", "without_q50"})
    group.variables.push_back({name, "", "", {"strategy", "measure", "city"}, Numbers{-1, 2}});
  file.groups.push_back(group);
  const Read read(file);
  const Section section = attribution(read.sheet());
  const Chart* without = chart(section.charts, "without-1");
  ASSERT_TRUE(without);
  EXPECT_EQ(english_in(without->table, "city"), (Names{"boston", "beijing"}));
  EXPECT_NE(without->title.en.find("Internet Plus"), std::string::npos);
}

TEST(Attribution, warns_when_every_member_is_missing) {
  ResultFile file = sample_explain();
  for (Variable& variable : file.groups[0].variables) variable.values = Numbers(2, missing);
  const Read read(file);
  const Section section = attribution(read.sheet());
  EXPECT_TRUE(section.charts.empty());
  EXPECT_TRUE(in_both_languages(section.warnings.at(0)));
}

}  // namespace
}  // namespace agglomera::output::report
