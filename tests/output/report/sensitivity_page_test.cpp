#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "output/report/drawing/index_rows.hpp"
#include "output/report/headlines/headlines.hpp"
#include "output/report/reading/sensitivity.hpp"
#include "output/report/report.hpp"
#include "output/report/sections/sections.hpp"
#include "tests/output/report/sample_sweep.hpp"

namespace agglomera::output::report {
namespace {

using testing::HasSubstr;

TEST(SensitivityPage, names_the_factor_that_has_the_largest_part_over_all_outputs) {
  const Read read(sample_sobol());
  const auto shares = shares_of_factors(read.sheet());
  // Exit rate: totals 0.2, 0.6, 0.9; radiation: 0.8, 0.4, 0.3. The fourth output does not vary.
  ASSERT_EQ(shares.size(), 2u);
  EXPECT_EQ(shares[0].factor, 0u);
  EXPECT_NEAR(shares[0].mean, 1.7 / 3, 1e-12);
  EXPECT_EQ(shares[0].least, 0.2);
  EXPECT_EQ(shares[0].most, 0.9);
  EXPECT_EQ(shares[0].strongest_in, 2u);
  const Headline headline = sensitivity_headline(read.sheet());
  EXPECT_EQ(headline.answer.en,
            "Exit rate has a part in 57 % of the variance, on average over 3 outputs, and is the "
            "strongest "
            "factor in 2 of them; then Radiation: strength (50 %).");
  EXPECT_TRUE(whole(headline.charts));
  EXPECT_TRUE(in_both_languages(headline.answer));
}

TEST(SobolIndices, are_drawn_the_strongest_factor_first_in_each_output) {
  const Read read(sample_sobol());
  const Section section = sobol_indices(read.sheet());
  const Chart* bars = chart(section.charts, "sobol-indices");
  ASSERT_TRUE(bars);
  EXPECT_TRUE(whole(section.charts));
  EXPECT_EQ(bars->table.rows(), 12u);  // two statistics, three outputs that vary, two factors
  const Names rows = english_in(bars->table, "row");
  EXPECT_EQ(Names(rows.begin(), rows.begin() + 4),
            (Names{"Radiation: strength", "Exit rate", "Exit rate", "Radiation: strength"}));
  EXPECT_EQ(numbers_in(bars->table, "total")[0], 0.8);
  EXPECT_NEAR(numbers_in(bars->table, "total_low")[0], 0.7, 1e-12);
}

TEST(SobolIndices, let_a_reader_choose_place_measure_and_mean_or_noise) {
  const Read read(sample_sobol());
  const Section section = sobol_indices(read.sheet());
  Names controls;
  for (const Control& control : section.charts[0].controls) controls.push_back(control.name);
  EXPECT_EQ(controls, (Names{"place_at", "measure_at", "statistic"}));
  EXPECT_EQ(section.charts[0].controls[0].options[1].label, (Text{"Rim", "环湾"}));
  EXPECT_EQ(numbers_in(section.charts[0].table, "measure_at")[2], 1);  // firms of the delta
}

TEST(SobolIndices, offer_one_choice_of_outputs_where_not_every_place_has_every_measure) {
  ResultFile file = sample_sobol();
  for (Group& group : file.groups)
    if (group.name == "outputs")
      for (Variable& variable : group.variables)
        if (variable.name == "measure")
          variable.values = Names{"lq_count", "firms", "lq_count", "gini"};
  const Read read(file);
  const Section section = sobol_indices(read.sheet());
  EXPECT_EQ(section.charts[0].controls[0].name, "output_at");
  EXPECT_EQ(section.charts[0].controls[0].options.size(), 4u);
}

TEST(SobolIndices, that_are_negative_within_their_interval_are_explained) {
  const auto said = [](double weakest) {
    const Read read(sample_sobol(weakest));
    const Section section = sobol_indices(read.sheet());
    return std::pair{section.says, section.warnings};
  };
  EXPECT_THAT(
      said(-0.05).first.back().en,
      HasSubstr("1 of the 24 indices are below zero, with zero inside their 90 % interval. A share "
                "can't be negative, its estimate can"));
  EXPECT_TRUE(said(-0.05).second.empty());
  ASSERT_EQ(said(-0.15).second.size(), 1u);
  EXPECT_THAT(said(-0.15).second[0].en, HasSubstr("beyond their 90 % interval"));
  for (const Text& sentence : said(0.05).first)
    EXPECT_THAT(sentence.en, testing::Not(HasSubstr("below zero")));
}

TEST(SobolIndices, say_how_much_factors_make_alone_and_how_large_luck_is) {
  const Read read(sample_sobol());
  const Section section = sobol_indices(read.sheet());
  // Sums of first-order indices: 0.65, 0.7, 0.8.
  EXPECT_THAT(section.says[0].en,
              HasSubstr("72 % of the variance is what factors make one by one; the other 28 %"));
  EXPECT_THAT(section.says[1].en, HasSubstr("the luck of a single run is 0.50 times"));
}

TEST(SobolIndices, of_pairs_are_drawn_once_and_the_strongest_first) {
  ResultFile file = sample_sobol();
  Group second{"second_order", file.groups[0].dimensions, {}};
  second.dimensions.push_back(
      {"other_parameter", "", "", Names{"exit_rate", "radiation_strength"}});
  Numbers values;
  for (int i = 0; i < 8; ++i) values.insert(values.end(), {missing, 0.1 * i, 0.1 * i, missing});
  for (const char* name : {"second", "second_low", "second_high"})
    second.variables.push_back(
        {name, "", "", {"statistic", "output", "parameter", "other_parameter"}, values});
  file.groups.push_back(second);
  const Read read(file);
  const Section section = sobol_indices(read.sheet());
  const Chart* pairs = chart(section.charts, "second-order");
  ASSERT_TRUE(pairs);
  EXPECT_EQ(pairs->table.rows(), 4u);
  EXPECT_EQ(english_in(pairs->table, "row")[0], "Exit rate × Radiation: strength");
  EXPECT_TRUE(whole(section.charts));
}

TEST(SobolIndices, of_outputs_that_do_not_vary_warn_instead_of_drawing) {
  ResultFile file = sample_sobol();
  for (Variable& variable : file.groups[0].variables) variable.values = Numbers(16, missing);
  const Read read(file);
  const Section section = sobol_indices(read.sheet());
  EXPECT_TRUE(section.charts.empty());
  EXPECT_EQ(section.warnings.size(), 1u);
  EXPECT_TRUE(sensitivity_headline(read.sheet()).charts.empty());
}

TEST(ElementaryEffects, name_the_factors_that_hardly_matter) {
  const Read read(sample_morris());
  const Section section = elementary_effects(read.sheet());
  EXPECT_THAT(section.says[0].en,
              HasSubstr("can stay at their usual values: Radiation: strength."));
  EXPECT_EQ(factors_without_effect(read.sheet()), std::vector<std::size_t>{1});
  EXPECT_TRUE(whole(section.charts));
  EXPECT_EQ(section.charts[0].table.rows(), 12u);
  EXPECT_THAT(sensitivity_headline(read.sheet()).answer.en,
              HasSubstr("Exit rate moves the outputs most: it is the strongest factor in 3 of 3"));
}

TEST(ElementaryEffects, list_the_strongest_factors_of_each_output) {
  const Read read(sample_morris());
  const Section section = elementary_effects(read.sheet());
  const Table& table = section.listings.at(0).table;
  EXPECT_EQ(table.rows(), 6u);
  EXPECT_EQ(english_in(table, "output")[2], "Firms, Delta");
  EXPECT_EQ(numbers_in(table, "mu_star")[2], 4);
}

TEST(Sides, of_a_name_are_those_where_it_touches_nothing) {
  EXPECT_EQ(sides_of({{50, 50, 30}}, 10, 100, 100), std::vector<int>{1});  // up right
  EXPECT_EQ(sides_of({{90, 50, 30}}, 10, 100, 100), std::vector<int>{2});  // no room at the right
  EXPECT_EQ(sides_of({{50, 5, 30}}, 10, 100, 100), std::vector<int>{3});   // none above
  // The second name would run into the first, and goes below.
  EXPECT_EQ(sides_of({{50, 50, 30}, {75, 50, 20}}, 10, 200, 100), (std::vector<int>{1, 3}));
  EXPECT_EQ(sides_of({{50, 50, 30}, {150, 50, 20}}, 1, 200, 100), (std::vector<int>{1, 0}));
}

TEST(Sides, name_the_first_point_even_where_others_crowd_it) {
  std::vector<NamedPoint> crowd = {{50, 50, 40}};
  for (const double x : {30.0, 70.0})
    for (const double y : {38.0, 62.0}) crowd.push_back({x, y, 40});
  EXPECT_EQ(sides_of(crowd, 1, 100, 100)[0], 1);
}

TEST(VariedSection, lists_factors_with_their_ranges_and_outputs) {
  const Read read(sample_sobol());
  const Section section = varied(read.sheet());
  EXPECT_THAT(section.says[0].en, HasSubstr("64 base points over 4 independent scramblings"));
  EXPECT_EQ(english_in(section.listings[0].table, "range"),
            (Names{"0.01 to 0.09 per year", "0 to 1"}));
  EXPECT_EQ(section.listings[1].table.rows(), 4u);
}

TEST(SensitivityPage, has_every_section_of_its_kind_in_both_languages) {
  for (const ResultFile& file : {sample_sobol(), sample_morris(), sample_sweep()}) {
    const Json content = page_content({{"sample.h5", file}}, Language::english);
    EXPECT_GE(content["sections"].size(), 4u);
    for (const auto& section : content["sections"]) {
      EXPECT_NE(section["id"], "unreadable");
      EXPECT_FALSE(section["title"]["zh"].get<std::string>().empty());
    }
  }
}

}  // namespace
}  // namespace agglomera::output::report
