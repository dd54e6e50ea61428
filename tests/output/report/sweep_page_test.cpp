#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "output/report/headlines/headlines.hpp"
#include "output/report/reading/sweep.hpp"
#include "output/report/sections/sections.hpp"
#include "tests/output/report/sample_sweep.hpp"

namespace agglomera::output::report {
namespace {

using testing::HasSubstr;

TEST(SweepPage, says_from_where_to_where_an_output_goes) {
  const Read read(sample_sweep());
  const Headline headline = sweep_headline(read.sheet());
  // LQs of the first place are -1, 0, 1, of the other 20 more.
  EXPECT_EQ(headline.answer.en,
            "What the levers change, over 4 points. LQ of firm counts, Delta: −1.000 to 1.000 "
            "(above zero at "
            "33 % of the points); LQ of firm counts, Rim: 19.000 to 21.000 (above zero at 100 % of "
            "the points).");
  EXPECT_TRUE(in_both_languages(headline.answer));
  EXPECT_TRUE(whole(headline.charts));
}

TEST(SweepPage, draws_a_cell_for_each_combination_that_has_a_result) {
  const Read read(sample_sweep());
  const Section section = sweep_points(read.sheet());
  const Chart* pairs = chart(section.charts, "sweep-pairs");
  ASSERT_TRUE(pairs);
  EXPECT_EQ(pairs->table.rows(), 3u * 4);
  const Names across = english_in(pairs->table, "across"),
              along = english_in(pairs->table, "along");
  EXPECT_EQ(Names(across.begin(), across.begin() + 3), (Names{"0.01", "0.05", "0.01"}));
  EXPECT_EQ(Names(along.begin(), along.begin() + 3), (Names{"0", "0", "1"}));
  const Numbers values = numbers_in(pairs->table, "value");
  EXPECT_EQ(Numbers(values.begin(), values.begin() + 3), (Numbers{-1, 1, 0}));
  EXPECT_THAT(section.warnings.at(0).en, HasSubstr("1 of 4 points have no result"));
  EXPECT_TRUE(whole(section.charts));
}

TEST(SweepPage, averages_over_the_other_factors_along_each) {
  const Read read(sample_sweep());
  const Section section = sweep_points(read.sheet());
  const Chart* curves = chart(section.charts, "sweep-curves");
  ASSERT_TRUE(curves);
  // Rates 0.01 (points -1 and 0), 0.05 (1 alone); strengths 0 (-1 and 1), 1 (0 alone).
  const Numbers middle = numbers_in(curves->table, "middle");
  EXPECT_EQ(Numbers(middle.begin(), middle.begin() + 4), (Numbers{-0.5, 1, 0, 0}));
  EXPECT_EQ(numbers_in(curves->table, "points")[0], 2);
}

TEST(SweepPage, shades_an_effect_as_far_below_zero_as_above_by_measure) {
  const Read read(sample_sweep());
  const Section section = sweep_points(read.sheet());
  const Chart& pairs = *chart(section.charts, "sweep-pairs");
  const auto& measures = pairs.controls.at(1);
  ASSERT_EQ(measures.name, "measure_at");
  EXPECT_EQ(measures.options[0].sets["reach"], 21);  // LQs: -1 to 21
  EXPECT_EQ(measures.options[1].sets["reach"], 31);  // firms: 9 to 31
}

TEST(SweepPage, cuts_a_factor_of_many_values_into_parts_of_equally_many_points) {
  ResultFile file = sample_sweep();
  Whole numbers;
  Numbers value, mean;
  for (int point = 0; point < 80; ++point) {
    numbers.push_back(point + 1);
    value.insert(value.end(), {0.001 * point, point % 2 ? 1.0 : 0.0});
    mean.insert(mean.end(), 4, 1.0 * point);
  }
  Group& points = file.groups[0];
  points.dimensions[0].labels = numbers;
  points.variables = {{"value", "", "", {"point", "parameter"}, value},
                      {"mean", "", "", {"point", "output"}, mean},
                      {"sd", "", "", {"point", "output"}, mean},
                      {"failed", "", "", {"point"}, Flags(80, 0)}};
  const Read read(file);
  const Sweep sweep = sweep_of(read.sheet());
  ASSERT_EQ(sweep.factors[0].levels.size(), levels_of_many);
  for (std::size_t level = 0; level < levels_of_many; ++level)
    EXPECT_EQ(std::count(sweep.factors[0].level_of.begin(), sweep.factors[0].level_of.end(), level),
              10);
  EXPECT_EQ(sweep.factors[0].levels[0].en, "0.005");
  EXPECT_EQ(sweep.factors[1].levels.size(), 2u);
}

TEST(SweepPage, lists_where_each_output_is_least_and_largest) {
  const Read read(sample_sweep());
  const Section section = sweep_points(read.sheet());
  const Table& table = section.listings.at(0).table;
  EXPECT_EQ(numbers_in(table, "most")[0], 1);
  EXPECT_EQ(english_in(table, "most_at")[0], "Exit rate: 0.05; Radiation: strength: 0");
}

TEST(SweepPage, without_any_result_warns_and_draws_nothing) {
  ResultFile file = sample_sweep();
  for (Variable& variable : file.groups[0].variables)
    if (variable.name == "mean") variable.values = Numbers(16, missing);
  const Read read(file);
  const Section section = sweep_points(read.sheet());
  EXPECT_TRUE(section.charts.empty());
  EXPECT_EQ(section.warnings.size(), 1u);
  EXPECT_TRUE(sweep_headline(read.sheet()).charts.empty());
}

// Fitted to the delta, its error falls by 0.2 and that of the rim grows by 0.1.
TEST(SweepPage, of_calibrations_shows_the_error_by_what_was_fitted) {
  ResultFile file = sample_sweep(0);
  Group& points = file.groups[0];
  const Names outputs = {"a", "b", "c", "d", "e", "f"}, all = {"output"};
  points.dimensions = {{"point", "", "", Whole{1, 2}},
                       {"parameter", "", "", Names{"calibrate_on"}},
                       {"output", "", "", outputs}};
  points.variables = {{"value", "", "", {"point", "parameter"}, Numbers{0, 1}},
                      {"mean",
                       "",
                       "",
                       {"point", "output"},
                       Numbers{0.5, 0.3, -0.2, 0.4, 0.5, 0.1, 0.5, 0.4, -0.1, 0.4, 0.3, -0.1}},
                      {"sd", "", "", {"point", "output"}, Numbers(12, missing)},
                      {"failed", "", "", {"point"}, Flags{0, 0}}};
  const Names measures = {"log_error_lq_count_before", "log_error_lq_count_after",
                          "log_error_lq_count_change"};
  Names twice = measures;
  twice.insert(twice.end(), measures.begin(), measures.end());
  file.groups[1] = {
      "outputs",
      {{"output", "", "", outputs}},
      {{"measure", "", "", all, twice},
       {"place", "", "", all, Names{"delta", "delta", "delta", "rim", "rim", "rim"}},
       {"place_name", "", "", all, Names{"Delta", "Delta", "Delta", "Rim", "Rim", "Rim"}},
       {"unit", "", "", all, Names(6, "1")}}};
  Group& factors = file.groups[2];
  factors.dimensions[0].labels = Names{"calibrate_on"};
  for (Variable& variable : factors.variables) {
    if (variable.name == "kind")
      variable.values = Names{"clusters that are fitted"};
    else if (variable.name == "words")
      variable.values = Names{"delta;delta + rim"};
    else if (std::holds_alternative<Names>(variable.values))
      variable.values = Names{""};
    else
      variable.values = Numbers{missing};
  }
  file.groups[3].variables[0].values = Names{"calibration"};
  const Read read(file);
  const Section section = sweep_points(read.sheet());
  const Chart* fitted = chart(section.charts, "fitted-clusters");
  ASSERT_TRUE(fitted);
  EXPECT_EQ(numbers_in(fitted->table, "value"), (Numbers{-0.2, -0.1, 0.1, -0.1}));
  EXPECT_EQ(numbers_in(fitted->table, "before"), (Numbers{0.5, 0.5, 0.4, 0.4}));
  EXPECT_EQ(english_in(fitted->table, "along"), (Names{"Delta", "Delta", "Rim", "Rim"}));
  EXPECT_TRUE(whole(section.charts));
  EXPECT_THAT(sweep_headline(read.sheet()).answer.en,
              HasSubstr("delta −0.050; delta and rim −0.100"));
}

}  // namespace
}  // namespace agglomera::output::report
