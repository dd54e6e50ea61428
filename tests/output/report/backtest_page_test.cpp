#include <gtest/gtest.h>

#include <cmath>

#include "output/report/headlines/headlines.hpp"
#include "output/report/reading/skill.hpp"
#include "output/report/sections/sections.hpp"
#include "tests/output/report/sample_inference.hpp"

namespace agglomera::output::report {
namespace {

TEST(ForecastVerdict, is_inconclusive_when_the_difference_may_be_chance) {
  const auto verdicts = [](Numbers skill, Numbers p) {
    const Read read(sample_backtest(std::move(skill), std::move(p)));
    const auto all = skills_of(read.sheet());
    return std::pair{all[0].verdict(), all[1].verdict()};
  };
  EXPECT_EQ(verdicts({0.3, -0.3}, {0.1, 0.1}), (std::pair{Verdict::better, Verdict::worse}));
  EXPECT_EQ(verdicts({0.3, -0.3}, {0.11, missing}),
            (std::pair{Verdict::inconclusive, Verdict::inconclusive}));
  EXPECT_EQ(verdicts({missing, 0.3}, {0.01, 0.01}),
            (std::pair{Verdict::no_target, Verdict::better}));
}

// Four origins give 8 patterns of signs (the first stays): p is never below 1/8.
TEST(ForecastVerdict, says_when_origins_are_too_few_to_show_anything) {
  Skill skill{"lq_count", 3, 80, 0.17, 0.125, "drift", 1, 2, 0.5, 0.9, 0.8, 1, 4};
  EXPECT_DOUBLE_EQ(skill.smallest_p(), 0.125);
  EXPECT_EQ(verdict_with_reason(skill).en,
            "ahead at 4 of 4 origins, too few to call (smallest possible p 0.125)");
  skill.skill = -0.17;
  EXPECT_EQ(verdict_with_reason(skill).en.find("behind at 4 of 4"), 0u);
  skill.sign_flip_p = 0.375;  // of both signs
  EXPECT_EQ(verdict_with_reason(skill).en,
            "4 origins, too few to call (smallest possible p 0.125)");
  skill.origins = 5;  // 1/16 could have been reached
  EXPECT_EQ(verdict_with_reason(skill).en, "inconclusive");
  skill.origins = 0;  // the file does not tell
  EXPECT_EQ(verdict_with_reason(skill).en, "inconclusive");
}

TEST(ForecastVerdict, counts_the_origins_whose_forecasts_met_an_observation) {
  const Read read(sample_backtest());
  const auto all = skills_of(read.sheet());
  EXPECT_EQ(all[0].origins, 1);
  EXPECT_EQ(all[1].origins, 0);  // 2012 was not observed
}

TEST(BacktestPage, has_no_empty_half_below_zero_where_every_skill_is_above) {
  const auto domain_of = [](Numbers skills) {
    const Read read(sample_backtest(std::move(skills)));
    const Chart of = backtest_headline(read.sheet()).charts.at(0);
    return of.spec["layer"][0]["encoding"]["x"]["scale"]["domain"]["wide"];
  };
  EXPECT_EQ(domain_of({0.2, 0.4})[0], 0);
  EXPECT_GT(domain_of({0.2, 0.4})[1], 0.4);
  EXPECT_EQ(domain_of({-0.2, -0.4})[1], 0);
  EXPECT_LT(domain_of({0.2, -0.4})[0], -0.4);
}

TEST(ForecastVerdict, knows_the_best_simple_forecast_of_each_horizon) {
  const Read read(sample_backtest());
  const auto all = skills_of(read.sheet());
  EXPECT_EQ(all[0].best, "persistence");
  EXPECT_EQ(all[1].best, "drift");
  EXPECT_EQ(all[1].best_crps, 0.4);
}

TEST(BacktestPage, says_better_worse_and_inconclusive_in_its_answer) {
  const Read mixed(sample_backtest());
  const Headline headline = backtest_headline(mixed.sheet());
  EXPECT_NE(headline.answer.en.find("better than the best simple forecast 1 year ahead (+0.25)"),
            std::string::npos)
      << headline.answer.en;
  EXPECT_NE(headline.answer.en.find("worse than the best simple forecast 2 years ahead (−0.50)"),
            std::string::npos)
      << headline.answer.en;
  EXPECT_TRUE(whole(headline.charts));
  const Read open(sample_backtest({0.25, 0.5}, {0.2, 0.3}));
  const Text answer = backtest_headline(open.sheet()).answer;
  EXPECT_NE(answer.en.find("inconclusive 2 years ahead (+0.50)"), std::string::npos) << answer.en;
  EXPECT_NE(
      answer.en.find("1 year ahead (+0.25) 1 origin, too few to call (smallest possible p 1.000)"),
      std::string::npos)
      << answer.en;
  EXPECT_EQ(answer.en.find("better"), std::string::npos);
  EXPECT_NE(answer.zh.find("尚无定论"), std::string::npos);
}

TEST(BacktestPage, says_so_when_no_target_was_observed) {
  const Read read(sample_backtest({missing, missing}, {missing, missing}));
  const Headline headline = backtest_headline(read.sheet());
  EXPECT_TRUE(headline.charts.empty());
  EXPECT_TRUE(in_both_languages(headline.answer));
  EXPECT_EQ(forecast_skill(read.sheet()).warnings.size(), 1u);
  EXPECT_TRUE(forecast_skill(read.sheet()).charts.empty());
}

TEST(ForecastSkill, puts_the_model_first_and_the_best_simple_forecast_next) {
  const Read read(sample_backtest());
  const Section section = forecast_skill(read.sheet());
  const Table& table = chart(section.charts, "crps-lq-count")->table;
  EXPECT_EQ(english_in(table, "method"),
            (Names{"Agglomera", "last value", "drift", "Agglomera", "drift", "last value"}));
  EXPECT_EQ(numbers_in(table, "crps"), (Numbers{0.3, 0.4, 0.5, 0.6, 0.4, 0.9}));
  EXPECT_TRUE(whole(section.charts));
}

TEST(Forecasts, shows_only_cities_that_were_forecast_and_observed) {
  const Read read(sample_backtest());
  const Section section = forecasts(read.sheet());
  ASSERT_EQ(section.charts.size(), 1u);  // nothing of revenue
  for (const std::string& city : english_in(section.charts[0].table, "city"))
    EXPECT_EQ(city, "beijing");
}

// Three observed years, then the fan: the year known, then the mean of 2 and 4, then of 3 and 7.
TEST(Forecasts, opens_the_fan_at_the_last_year_known) {
  const Read read(sample_backtest());
  const Table table = forecasts(read.sheet()).charts.at(0).table;
  ASSERT_EQ(table.rows(), 6u);
  const Numbers median = numbers_in(table, "q50"), origin = numbers_in(table, "origin");
  EXPECT_TRUE(std::isnan(origin[0]) && std::isnan(median[0]));
  EXPECT_EQ(median[3], 1);
  EXPECT_EQ(median[4], 3);
  EXPECT_EQ(median[5], 5);
  EXPECT_EQ(origin[5], 2010);
  EXPECT_EQ(numbers_in(table, "observed")[4], 2.5);
}

TEST(Forecasts, lets_the_reader_choose_the_origin_and_opens_with_the_last) {
  const Read read(sample_backtest());
  const Chart of = forecasts(read.sheet()).charts.at(0);
  ASSERT_EQ(of.controls.size(), 1u);
  EXPECT_EQ(of.controls[0].options.at(0).sets, (Json{{"origin", 2010}}));
  EXPECT_EQ(of.spec["params"][0]["value"], 2010);
}

TEST(Forecasts, warns_when_the_file_holds_no_observations) {
  ResultFile file = sample_backtest();
  file.groups.pop_back();
  const Read read(file);
  const Section section = forecasts(read.sheet());
  EXPECT_TRUE(section.charts.empty());
  EXPECT_TRUE(in_both_languages(section.warnings.at(0)));
}

}  // namespace
}  // namespace agglomera::output::report
