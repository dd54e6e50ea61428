#include <gtest/gtest.h>

#include <cmath>

#include "output/report/sections/sections.hpp"
#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

MadeRun beyond_2008() {
  MadeRun run({2008, 2009}, 5);
  run.simulate("lq_count", alpha, 0, {0, 1, 2, 3, 4});
  run.simulate("lq_count", alpha, 1, {1, 1, 1, 1, 1});
  run.simulate("lq_count", beta, 1, {7, 7, 7, 7, 7});
  run.observe("lq_count", alpha, 0, 9);
  run.observe("lq_count", beta, 0, 1);
  return run;
}

TEST(Trajectories, hold_bands_and_observations_of_every_observed_city) {
  const Section section = written(beyond_2008().file(), trajectories);
  ASSERT_EQ(section.charts.size(), 1u);  // nothing was observed of revenue
  ASSERT_EQ(section.warnings.size(), 1u);
  const Table& table = section.charts[0].table;
  // The most specialised in the end comes first.
  EXPECT_EQ(words_in(table, "city"), (std::vector<std::string>{"Beta", "Beta", "Alpha", "Alpha"}));
  EXPECT_DOUBLE_EQ(numbers_in(table, "q05")[2], 0.2);
  EXPECT_DOUBLE_EQ(numbers_in(table, "q25")[2], 1);
  EXPECT_DOUBLE_EQ(numbers_in(table, "q50")[2], 2);
  EXPECT_DOUBLE_EQ(numbers_in(table, "q75")[2], 3);
  EXPECT_DOUBLE_EQ(numbers_in(table, "q95")[2], 3.8);
  EXPECT_DOUBLE_EQ(numbers_in(table, "observed")[2], 9);
  EXPECT_TRUE(std::isnan(numbers_in(table, "observed")[3]));
}

TEST(Trajectories, mark_the_years_after_the_last_observed_one) {
  const Section section = written(beyond_2008().file(), trajectories);
  const Table& table = section.charts.at(0).table;
  EXPECT_DOUBLE_EQ(numbers_in(table, "forecast_from")[0], 2008);
  EXPECT_DOUBLE_EQ(numbers_in(table, "forecast_to")[0], 2009);
  EXPECT_TRUE(std::isnan(numbers_in(table, "forecast_from")[1]));  // one shade in a panel
  EXPECT_NE(section.charts[0].note.en.find("after 2008"), std::string::npos);
}

TEST(Trajectories, say_how_many_observations_lie_inside) {
  const Section section = written(beyond_2008().file(), trajectories);
  EXPECT_NE(section.charts.at(0).note.en.find("1 of 2 observed values (50 %)"), std::string::npos)
      << section.charts[0].note.en;
  EXPECT_NE(section.charts[0].note.zh.find("2 个观测值中有 1 个"), std::string::npos);
}

TEST(Trajectories, without_observations_or_members_are_a_warning) {
  MadeRun empty = beyond_2008();
  empty.simulate_all(nothing);
  for (const ResultFile& file : {beyond_2008().file(false), empty.file()}) {
    const Section section = written(file, trajectories);
    EXPECT_TRUE(section.charts.empty());
    ASSERT_FALSE(section.warnings.empty());
    EXPECT_TRUE(in_both_languages(section.warnings[0]));
  }
}

}  // namespace
}  // namespace agglomera::output::report
