// The study that comes with the program, and every policy, read without a complaint.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/study/backtest_file.hpp"
#include "scenarios/study/calibration_file.hpp"
#include "scenarios/study/check.hpp"
#include "scenarios/study/portfolio_file.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "scenarios/study/targets_section.hpp"

namespace agglomera::scenarios {
namespace {

std::filesystem::path shipped(const std::string& name) {
  return std::filesystem::path(AGGLOMERA_SOURCE) / "scenarios" / "digital-media" / name;
}

TEST(ShippedStudy, reads_without_complaint) {
  for (const sim::Complaint& complaint : check(shipped("study.toml")))
    ADD_FAILURE() << complaint.text();
  for (const sim::Complaint& complaint : check(shipped("baseline.toml")))
    ADD_FAILURE() << complaint.text();
  for (const char* folder : {"policies", "experiments"})
    for (const auto& file : std::filesystem::directory_iterator(shipped(folder)))
      for (const sim::Complaint& complaint : check(file.path())) ADD_FAILURE() << complaint.text();
}

TEST(ShippedStudy, has_experiments_that_fit_every_observed_lq_and_warn_of_nothing) {
  Source one, other;
  const Calibration calibration = read_calibration(one, shipped("experiments") / "calibrate.toml");
  EXPECT_EQ(calibration.targets.cities.size(), 29u) << "20 and 20, eleven of them with both";
  EXPECT_EQ(observations(calibration.targets, *calibration.scenario.study), 360u)
      << "forty series of nine years";
  EXPECT_THAT(calibration.warnings, ::testing::IsEmpty());
  const Backtest backtest = read_backtest(other, shipped("experiments") / "backtest.toml");
  EXPECT_EQ(backtest.first_origin, 2011);
  EXPECT_EQ(backtest.last_origin, 2016);
  EXPECT_THAT(backtest.warnings, ::testing::IsEmpty());
}

TEST(ShippedStudy, holds_the_five_hundred_observations_less_two_placeholders) {
  Source source;
  const Scenario baseline = read_scenario(source, shipped("baseline.toml"));
  EXPECT_EQ(baseline.study->cities.size(), 48u);
  std::size_t numbers = 0;
  const models::Observations& observed = baseline.study->observed;
  for (const auto* measure : {&observed.lq_count, &observed.lq_revenue, &observed.revenue_usd})
    for (const auto& city : *measure)
      for (const double value : city) numbers += !std::isnan(value);
  EXPECT_EQ(numbers, 498u);
}

void expect_both(const sim::Wording& words, const std::string& of) {
  EXPECT_FALSE(words.en.empty()) << of;
  EXPECT_FALSE(words.zh.empty()) << of;
}

TEST(ShippedStudy, asks_its_questions_in_both_languages) {
  std::vector<std::filesystem::path> files = {shipped("baseline.toml"), shipped("outlook.toml")};
  for (const auto& file : std::filesystem::directory_iterator(shipped("policies")))
    files.push_back(file.path());
  for (const auto& file : files) {
    Source source;
    const Headline headline = read_scenario(source, file).headline;
    expect_both(headline.title, file);
    expect_both(headline.question, file);
  }
  Source one, two, three;
  for (const Headline& headline :
       {read_calibration(one, shipped("experiments/calibrate.toml")).scenario.headline,
        read_backtest(two, shipped("experiments/backtest.toml")).scenario.headline,
        read_portfolio(three, shipped("experiments/portfolio.toml")).scenario.headline}) {
    expect_both(headline.title, "experiment");
    expect_both(headline.question, "experiment");
  }
}

TEST(ShippedStudy, names_itself_its_clusters_and_what_it_states_in_both_languages) {
  Source source;
  const Scenario baseline = read_scenario(source, shipped("baseline.toml"));
  expect_both({baseline.study->name, baseline.study->name_zh}, "study");
  for (const sim::City& city : baseline.study->cities)
    if (city.cluster != sim::independent_cluster) {
      ASSERT_TRUE(baseline.study->cluster_names.contains(city.cluster)) << city.cluster;
      expect_both(baseline.study->cluster_names.at(city.cluster), city.cluster);
    }
  for (const StatedFact& fact : baseline.stated_facts) {
    expect_both(fact.statement, fact.fact);
    EXPECT_EQ(fact.note.empty(), fact.note_zh.empty()) << fact.fact << " " << fact.note;
  }
}

}  // namespace
}  // namespace agglomera::scenarios
