#include <gtest/gtest.h>

#include "output/report/headlines/headlines.hpp"
#include "output/report/reading/fit.hpp"
#include "output/report/reading/free_numbers.hpp"
#include "output/report/sections/sections.hpp"
#include "tests/output/report/sample_inference.hpp"

namespace agglomera::output::report {
namespace {

TEST(PosteriorPage, counts_the_numbers_that_the_observations_tell) {
  const Read read(sample_posterior());
  const Headline headline = posterior_headline(read.sheet());
  EXPECT_EQ(
      headline.answer.en.find("Of the 2 model-wide parameters that were free, the observations "
                              "tell 1 well, 0 only a little and 1 not at all; of the 1 numbers "
                              "of cities 1 well, 0 a little and 0 not at all."),
      0u)
      << headline.answer.en;
  EXPECT_NE(headline.details.at(0).en.find("100 % and 100 % of the observed LQ"),
            std::string::npos);
  EXPECT_EQ(headline.answer.zh.find("2 个待估的全局参数"), 0u) << headline.answer.zh;
  EXPECT_TRUE(whole(headline.charts));
}

TEST(PosteriorPage, tells_three_classes_apart_by_the_contraction) {
  EXPECT_EQ(told_by(0.5), Told::well);
  EXPECT_EQ(told_by(0.499), Told::a_little);
  EXPECT_EQ(told_by(0.1), Told::a_little);
  EXPECT_EQ(told_by(0.099), Told::not_at_all);
  EXPECT_EQ(told_by(missing), Told::not_at_all);
  const Read read(sample_posterior());
  const Section section = learned(read.sheet());
  EXPECT_EQ(english_in(chart(section.charts, "contraction")->table, "told"),
            (Names{"well told", "not told: as assumed", "well told"}));
  EXPECT_EQ(section.says.at(0).en,
            "Well told: Exit rate. Not told, they stay as assumed: Size of entrants.");
}

TEST(PosteriorPage, says_that_a_fit_is_in_sample_unless_cities_were_left_out) {
  const Read read(sample_posterior());
  EXPECT_NE(posterior_headline(read.sheet()).caveats.back().en.find("in sample"),
            std::string::npos);
  EXPECT_EQ(predictive_check(read.sheet()).warnings.size(), 1u);
}

TEST(PosteriorPage, shows_parameters_most_told_first_and_marks_others_in_words) {
  const Read read(sample_posterior());
  const Headline headline = posterior_headline(read.sheet());
  const Table& table = headline.charts.front().table;
  EXPECT_EQ(english_in(table, "number"), (Names{"Exit rate", "Size of entrants (not told)"}));
  EXPECT_EQ(numbers_in(table, "contraction"), (Numbers{0.75, 0.02}));
}

TEST(PosteriorPage, draws_a_prior_of_one_standard_deviation_as_its_90_percent_interval) {
  const Read read(sample_posterior());
  const Table table = posterior_headline(read.sheet()).charts.front().table;
  EXPECT_NEAR(numbers_in(table, "prior_high").front(), 1.6449, 1e-9);
  EXPECT_EQ(numbers_in(table, "prior_low").front(), -numbers_in(table, "prior_high").front());
}

TEST(Learned, holds_prior_quantiles_of_parameters_on_their_own_scale) {
  const Read read(sample_posterior());
  const Section section = learned(read.sheet());
  const Chart* scales = chart(section.charts, "parameters-own-scale");
  ASSERT_TRUE(scales);
  EXPECT_EQ(english_in(scales->table, "side"), (Names{"Prior", "Posterior", "Prior", "Posterior"}));
  EXPECT_NEAR(numbers_in(scales->table, "low")[0], 0.012, 1e-12);  // 5 % of 0.01 … 0.05, type 7
  EXPECT_NEAR(numbers_in(scales->table, "low")[1], 0.02, 1e-12);
  EXPECT_TRUE(whole(section.charts));
}

TEST(Learned, has_a_chart_for_each_quantity_of_cities) {
  const Read read(sample_posterior());
  const Section section = learned(read.sheet());
  const Chart* amenity = chart(section.charts, "learned-amenity");
  ASSERT_TRUE(amenity);
  EXPECT_EQ(numbers_in(amenity->table, "middle"), Numbers{0.9});
  EXPECT_NEAR(numbers_in(amenity->table, "prior_low").front(), -1.8, 1e-12);
}

TEST(Learned, shows_modes_and_the_cross_check_only_when_they_are_there) {
  ResultFile file = sample_posterior();
  EXPECT_FALSE(chart(learned(Read(file).sheet()).charts, "modes"));
  const Dimension parameter = {"parameter", "", "", Names{"exit_rate"}};
  file.groups.push_back({"modes",
                         {{"mode", "", "", Whole{1, 2}}, parameter},
                         {{"deviation", "", "", {"mode", "parameter"}, Numbers{0.5, -1}},
                          {"value", "", "", {"mode"}, Numbers{10, 12}},
                          {"restarts", "", "", {"mode"}, Flags{3, 1}}}});
  file.groups.push_back({"cross_check",
                         {parameter},
                         {{"abc_mean", "", "", {"parameter"}, Numbers{0.4}},
                          {"abc_sd", "", "", {"parameter"}, Numbers{1}},
                          {"mean", "", "", {"parameter"}, Numbers{0.5}},
                          {"sd", "", "", {"parameter"}, Numbers{0.5}}}});
  const Read read(file);
  const Section section = learned(read.sheet());
  ASSERT_TRUE(chart(section.charts, "modes") && chart(section.charts, "cross-check"));
  EXPECT_EQ(numbers_in(chart(section.charts, "modes")->table, "deviation"), (Numbers{0.5, -1}));
  EXPECT_NEAR(numbers_in(chart(section.charts, "cross-check")->table, "abc_high")[0], 2.0449, 1e-9);
  EXPECT_TRUE(whole(section.charts));
}

TEST(Learned, warns_without_free_numbers_instead_of_an_empty_chart) {
  ResultFile file = sample_posterior();
  for (Group& group : file.groups)
    if (group.name == "deviations") {
      group.dimensions.back().labels = Names{};
      for (Variable& variable : group.variables) {
        if (variable.name == "identified")
          variable.values = Flags{};
        else
          variable.values = Numbers{};
      }
    }
  const Read read(file);
  const Section section = learned(read.sheet());
  EXPECT_TRUE(section.charts.empty());
  ASSERT_EQ(section.warnings.size(), 1u);
  EXPECT_TRUE(in_both_languages(section.warnings[0]));
  EXPECT_TRUE(posterior_headline(read.sheet()).charts.empty());
}

// Of 1, 2, 3, 4, 5 the central 50 % runs from 2 to 4, the central 90 % from 1.2 to 4.8.
TEST(PredictiveCheck, counts_observations_inside_the_intervals) {
  const auto covered = [](double observed) {
    const Read read(sample_posterior(observed));
    const Fit fit = fits_of(read.sheet()).front();
    return std::pair{fit.coverage_50, fit.coverage_90};
  };
  EXPECT_EQ(covered(3), (std::pair{1.0, 1.0}));
  EXPECT_EQ(covered(4.5), (std::pair{0.0, 1.0}));
  EXPECT_EQ(covered(5), (std::pair{0.0, 0.0}));
}

TEST(PredictiveCheck, puts_the_middle_observation_into_the_middle_of_the_histogram) {
  const Read read(sample_posterior(3.5));  // above three of five: (3 + 0.5) / 6
  EXPECT_NEAR(fits_of(read.sheet()).front().pits.front(), 3.5 / 6, 1e-12);
  const Section section = predictive_check(read.sheet());
  const Numbers shares = numbers_in(chart(section.charts, "pit")->table, "share");
  EXPECT_EQ(shares[5], 1.0);
  EXPECT_TRUE(whole(section.charts));
}

TEST(PredictiveCheck, warns_when_nothing_was_observed) {
  const Read read(sample_posterior(missing));
  const Section section = predictive_check(read.sheet());
  EXPECT_TRUE(section.charts.empty());
  EXPECT_TRUE(in_both_languages(section.warnings.front()));
}

// Errors 0.2 of one observation and 0.5 of three: the mean over observations is 1.7 / 4.
TEST(PredictiveCheck, weighs_cities_left_out_by_their_observations) {
  ResultFile file = sample_posterior();
  Group group = {"left_out",
                 {{"measure", "", "", Names{"lq_count"}},
                  {"city", "", "", Names{"beijing", "boston", "oslo"}}},
                 {{"observations", "", "", {"measure", "city"}, Flags{1, 3, 0}}}};
  for (const char* name : {"log_mae", "in_sample_log_mae", "coverage_90", "in_sample_coverage_90"})
    group.variables.push_back({name, "", "", {"measure", "city"}, Numbers{0.2, 0.5, missing}});
  file.groups.push_back(group);
  const Read read(file);
  EXPECT_NEAR(left_out_means(read.sheet()).front().log_mae, 0.425, 1e-12);
  const Section section = predictive_check(read.sheet());
  const Chart* left_out = chart(section.charts, "left-out-lq-count");
  ASSERT_TRUE(left_out);
  EXPECT_EQ(english_in(left_out->table, "city"),
            (Names{"boston", "beijing"}));  // largest error first
  EXPECT_TRUE(section.warnings.empty());
}

}  // namespace
}  // namespace agglomera::output::report
