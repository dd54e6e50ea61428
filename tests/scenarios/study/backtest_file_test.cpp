#include "scenarios/study/backtest_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Backtests : public ::testing::Test {
 protected:
  std::vector<std::string> said(const std::string& was, const std::string& now) const {
    files.change(files.backtest, was, now);
    return files.backtest_complaints();
  }
  // Four years, each with observations of alpha.
  void lengthen() const {
    files.change("study.toml", "first = 2008, last = 2009 }\nhubs",
                 "first = 2008, last = 2011 }\nhubs");
    for (const std::string year : {"2010", "2011"}) {
      files.append("totals.csv", "firms," + year + ",130,firms,0.05,interpolated,made up\n" +
                                     "revenue," + year + ",310,1e8 USD,0.1,derived,made up\n");
      for (const std::string share : {"firm_share", "revenue_share"})
        for (const std::string city : {"alpha", "beta", "gamma"})
          files.append("background.csv",
                       city + "," + share + "," + year + ",0.1,0.3,assumed,made up\n");
      files.append("observed/observed.csv", "lq_count,alpha," + year + ",2,1,made up\n");
    }
  }
  ExperimentFiles files;
};

TEST_F(Backtests, are_read_with_their_spans) {
  const Backtest b = files.backtesting();
  EXPECT_EQ(b.name, "backtest");
  EXPECT_EQ(b.first_origin, 2008);
  EXPECT_EQ(b.last_origin, 2008);
  EXPECT_EQ(b.first_horizon, 1);
  EXPECT_EQ(b.last_horizon, 3);
  EXPECT_EQ(b.steps, 2);
  EXPECT_THAT(b.free.parameters, ElementsAre("exit_rate"));
  EXPECT_THAT(b.free.city_quantities, IsEmpty());
  EXPECT_THAT(b.warnings, IsEmpty());
  files.change(files.backtest, "steps      = 2\n", "");
  EXPECT_EQ(files.backtesting().steps, 4);
}

TEST_F(Backtests, take_spans_from_the_command_line) {
  lengthen();
  const Backtest b = files.backtesting({{}, "2009:2010", "2"});
  EXPECT_EQ(b.first_origin, 2009);
  EXPECT_EQ(b.last_origin, 2010);
  EXPECT_EQ(b.first_horizon, 2);
  EXPECT_EQ(b.last_horizon, 2);
  EXPECT_EQ(files.backtesting({{}, "2010", {}}).first_origin, 2010);
  EXPECT_EQ(files.backtesting({{}, {}, "1:2"}).last_horizon, 2);
}

TEST_F(Backtests, need_origins_before_the_last_observed_year) {
  EXPECT_THAT(said("first = 2008, last = 2008", "first = 2007, last = 2010"),
              ElementsAre("experiments/backtest.toml:6:24: \"first\" is 2007, outside 2008 to 2009 "
                          "(years of the study)",
                          "experiments/backtest.toml:6:37: \"last\" is 2010, outside 2008 to 2009 "
                          "(years of the study)"));
  EXPECT_THAT(
      said("first = 2007, last = 2010", "first = 2008, last = 2009"),
      ElementsAre(
          "experiments/backtest.toml:6:14: the last origin 2009 is not before the last observed "
          "year of the scenario, 2009 (nothing is left to forecast) end with 2008"));
  EXPECT_THAT(
      said("first = 2008, last = 2009", "first = 2009, last = 2008"),
      ElementsAre(
          "experiments/backtest.toml:6:37: the last origin 2008 is before the first, 2009"));
}

TEST_F(Backtests, end_where_the_observations_end_and_not_the_study) {
  lengthen();
  files.change(files.backtest, "first = 2008, last = 2008", "first = 2008, last = 2010");
  EXPECT_THAT(files.backtest_complaints(), IsEmpty());
  files.change("observed/observed.csv", "lq_count,alpha,2011,2,1,made up\n", "");
  EXPECT_THAT(
      files.backtest_complaints(),
      ElementsAre(
          "experiments/backtest.toml:6:14: the last origin 2010 is not before the last observed "
          "year of the scenario, 2010 (nothing is left to forecast) end with 2009"));
}

TEST_F(Backtests, end_where_the_run_of_their_scenario_ends) {
  lengthen();
  files.change("base.toml", "last = 2012", "last = 2010");
  EXPECT_THAT(
      said("first = 2008, last = 2008", "first = 2008, last = 2010"),
      ElementsAre(
          "experiments/backtest.toml:6:14: the last origin 2010 is not before the last observed "
          "year of the scenario, 2010 (nothing is left to forecast) end with 2009"));
}

TEST_F(Backtests, need_horizons_of_one_to_ten_years) {
  EXPECT_THAT(
      said("first = 1, last = 3", "first = 0, last = 11"),
      ElementsAre("experiments/backtest.toml:7:24: \"first\" is 0, outside 1 to 10 (years ahead)",
                  "experiments/backtest.toml:7:34: \"last\" is 11, outside 1 to 10 (years ahead)"));
  EXPECT_THAT(
      said("first = 0, last = 11", "first = 3, last = 2"),
      ElementsAre("experiments/backtest.toml:7:34: the last horizon 2 is before the first, 3"));
  EXPECT_THAT(said("first = 3, last = 2", "first = 2, last = 3"),
              ElementsAre("experiments/backtest.toml:7:14: no forecast can be tried (the nearest "
                          "is for 2010, the last observed year of the scenario is 2009) begin with "
                          "a nearer horizon or an earlier origin"));
  EXPECT_THAT(said("first = 2, last = 3", "first = 1, last = 10"), IsEmpty());
}

TEST_F(Backtests, need_one_to_fifty_steps) {
  EXPECT_THAT(
      said("steps      = 2", "steps      = 51"),
      ElementsAre(
          "experiments/backtest.toml:8:14: \"steps\" is 51, outside 1 to 50 (steps of ES-MDA)"));
  EXPECT_THAT(said("steps      = 51", "steps      = 50"), IsEmpty());
}

TEST_F(Backtests, refuse_options_that_mean_nothing) {
  EXPECT_THAT(files.backtest_complaints({{}, "201x", "1:2:3"}),
              ElementsAre("--origins: \"201x\" is no span of origins (a whole number, or two as in "
                          "2011:2016, is expected)",
                          "--horizons: \"1:2:3\" is no span of horizons (a whole number, or two as "
                          "in 1:3, is expected)"));
  EXPECT_THAT(files.backtest_complaints({{}, "", ":"}),
              ElementsAre("--origins: \"\" is no span of origins (a whole number, or two as in "
                          "2011:2016, is expected)",
                          "--horizons: \":\" is no span of horizons (a whole number, or two as in "
                          "1:3, is expected)"));
  EXPECT_THAT(files.backtest_complaints({{}, "2009:2008", "99999999999"}),
              ElementsAre("--origins: the last origin 2008 is before the first, 2009",
                          "--horizons: \"99999999999\" is no span of horizons (a whole number, or "
                          "two as in 1:3, is expected)"));
  EXPECT_THAT(files.backtest_complaints({{}, "2007:2010", "0:11"}),
              ElementsAre("--origins: 2007 is outside 2008 to 2009 (years of the study)",
                          "--horizons: 0 is outside 1 to 10 (years ahead)"));
  EXPECT_THAT(files.backtest_complaints({{}, "2008:2009", "2"}),
              ElementsAre("--origins: the last origin 2009 is not before the last observed year of "
                          "the scenario, 2009 (nothing is left to forecast) end with 2008"));
}

TEST_F(Backtests, need_a_target_for_their_nearest_forecast) {
  lengthen();
  EXPECT_THAT(
      files.backtest_complaints({{}, "2010", "2:3"}),
      ElementsAre(
          "--horizons: no forecast can be tried (the nearest is for 2012, the last observed year "
          "of the scenario is 2011) begin with a nearer horizon or an earlier origin"));
  files.change(files.backtest, "first = 1, last = 3", "first = 2, last = 3");
  EXPECT_THAT(
      files.backtest_complaints({{}, "2010", {}}),
      ElementsAre(
          "--origins: no forecast can be tried (the nearest is for 2012, the last observed year of "
          "the scenario is 2011) begin with a nearer horizon or an earlier origin"));
}

TEST_F(Backtests, refuse_spans_of_the_file_even_where_an_option_overrides_them) {
  files.change(files.backtest, "first = 2008, last = 2008", "first = 2008, last = 2009");
  files.change(files.backtest, "first = 1, last = 3", "first = 1, last = 12");
  EXPECT_THAT(
      files.backtest_complaints({{}, "2008", "1"}),
      ElementsAre("experiments/backtest.toml:6:14: the last origin 2009 is not before the last "
                  "observed year of the scenario, 2009 (nothing is left to forecast) end with 2008",
                  "experiments/backtest.toml:7:34: \"last\" is 12, outside 1 to 10 (years ahead)"));
}

TEST_F(Backtests, know_what_can_be_free) {
  EXPECT_THAT(said("[\"exit_rate\"]", "[\"exit_rat\", \"lq_floor\"]"),
              ElementsAre("experiments/backtest.toml:11:15: unknown parameter \"exit_rat\" did you "
                          "mean \"exit_rate\"?",
                          "experiments/backtest.toml:11:27: lq_floor has a prior of zero width (it "
                          "is fixed) give it one under [parameters] of the study or scenario: "
                          "lq_floor = { usual = 0.2, sd = … }"));
  EXPECT_THAT(said("[\"exit_rat\", \"lq_floor\"]", "[]"),
              ElementsAre("experiments/backtest.toml:10:1: nothing is free (the lists are empty) "
                          "name parameters or quantities of cities"));
}

TEST_F(Backtests, need_an_observed_lq) {
  std::string text = files.text("observed/observed.csv");
  const std::size_t from = text.find("lq_count");
  files.write("observed/observed.csv", text.erase(from, text.find("revenue,beta") - from));
  EXPECT_THAT(
      files.backtest_complaints(),
      ElementsAre("experiments/backtest.toml: no city has an observed LQ (nothing to forecast)"));
}

TEST_F(Backtests, warn_of_more_free_numbers_than_observations_at_the_first_origin) {
  lengthen();
  files.change(files.backtest, "cities     = []", "cities     = [\"amenity\"]");
  EXPECT_THAT(files.shortened(files.backtesting({{}, "2008:2010", {}}).warnings),
              ElementsAre("experiments/backtest.toml:10:1: 3 free numbers for 1 observation up to "
                          "the first origin, 2008 (not all of them can be determined) free fewer, "
                          "or begin with a later origin"))
      << "one observation in 2008";
  EXPECT_THAT(files.backtesting({{}, "2009:2010", {}}).warnings, IsEmpty())
      << "three observations up to 2009: alpha twice, gamma once";
}

}  // namespace
}  // namespace agglomera::scenarios
