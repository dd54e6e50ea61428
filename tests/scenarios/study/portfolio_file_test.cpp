#include "scenarios/study/portfolio_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/study/check.hpp"
#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* file = ExperimentFiles::portfolio;

class Portfolios : public ::testing::Test {
 protected:
  Portfolios() {
    files.write(file, ExperimentFiles::portfolio_text());
  }
  Portfolio read(const PortfolioOverrides& overrides = {}) const {
    Source source;
    return read_portfolio(source, files.path(file), overrides);
  }
  std::vector<std::string> complaints(const PortfolioOverrides& overrides = {}) const {
    return files.complaints_of([&] { read(overrides); });
  }
  std::vector<std::string> said(const std::string& was, const std::string& now) const {
    const std::string before = files.text(file);
    files.change(file, was, now);
    const std::vector<std::string> all = complaints();
    EXPECT_EQ(files.in_words(check(files.path(file))), all) << "validate says the same";
    files.write(file, before);
    return all;
  }
  ExperimentFiles files;
};

TEST_F(Portfolios, are_read_as_they_were_meant) {
  const Portfolio portfolio = read();
  EXPECT_EQ(portfolio.name, "portfolio");
  EXPECT_EQ(portfolio.scenario.members, 20);
  EXPECT_EQ(portfolio.scenario.seed, 7u);
  EXPECT_EQ(portfolio.budget, 50.0);
  EXPECT_EQ(portfolio.costs, "assumed");
  EXPECT_EQ(portfolio.objective.measure, "firms");
  EXPECT_THAT(portfolio.objective.cities, ElementsAre(0, 1));
  ASSERT_EQ(portfolio.levers.size(), 2u);
  const PricedLever& talent = portfolio.levers[0];
  EXPECT_EQ(talent.lever.kind, "talent");
  EXPECT_THAT(talent.lever.targets, ElementsAre(0, 1));
  EXPECT_EQ(talent.lever.values[0], 0.1);
  EXPECT_EQ(talent.strength.low, 0.1);
  EXPECT_EQ(talent.strength.high, 0.4);
  EXPECT_DOUBLE_EQ(talent.cost_of_one(), 10.0 * (0.5 + 1 + 1) * 2);
  EXPECT_EQ(portfolio.levers[1].cost_of_one(), 10.0);
  EXPECT_EQ(portfolio.population, 16);
  EXPECT_EQ(portfolio.generations, 3);
  EXPECT_EQ(portfolio.fresh_members, 30);
  EXPECT_EQ(portfolio.fresh_seed, 8u);
  EXPECT_EQ(portfolio.inputs.size(), 12u);
  EXPECT_EQ(read({{}, 20.0}).budget, 20.0);
}

TEST_F(Portfolios, complain_of_levers_that_can_not_be_mixed) {
  EXPECT_THAT(said("\"radiation\"", "\"radiatoin\""),
              ElementsAre("experiments/portfolio.toml:18:8: \"radiatoin\" is no lever (known: "
                          "chain_integration, coordination, copyright_platform, culture_plus, "
                          "deregulation, east_west, ip_protection, national_strategy, radiation, "
                          "research, smart_media, talent) did you mean \"radiation\"?"));
  EXPECT_THAT(said("cities = [\"alpha\"]\n", "cities = [\"alhpa\"]\n"),
              ElementsAre("experiments/portfolio.toml:19:11: unknown city \"alhpa\" (not in "
                          "cities.csv) did you mean \"alpha\"?"));
  EXPECT_THAT(said("low = 0.0, high = 1.0", "low = 0.5, high = 0.2"),
              ElementsAre("experiments/portfolio.toml:21:20: the lowest strength 0.5 is above the "
                          "highest, 0.2"));
  EXPECT_THAT(said("low = 0.0, high = 1.0", "low = 0.0, high = 9.0"),
              ElementsAre("experiments/portfolio.toml:21:32: \"high\" is 9, outside 0 to 3 "
                          "(fraction)"));
  EXPECT_THAT(said("{ low = 0.0, high = 1.0 }", "0.5"),
              ElementsAre("experiments/portfolio.toml:21:12: \"strength\" is a number (a table is "
                          "expected)"));
  EXPECT_THAT(said("first = 2011, last = 2012", "first = 2011, last = 2013"),
              ElementsAre("experiments/portfolio.toml:20:32: \"last\" is 2013, outside 2009 to 2012 "
                          "(a lever acts inside the run, after its first year)"));
  EXPECT_THAT(said("first = 2011, last = 2012", "first = 2009, last = 2012"),
              ElementsAre("experiments/portfolio.toml:20:9: the lever begins in 2009, the last "
                          "observed year is 2009 (mixes part from the world as it was then) begin "
                          "in 2010 or later"));
  EXPECT_THAT(said("cities = [\"alpha\"]\n", ""),
              ElementsAre("experiments/portfolio.toml:17:1: a lever without targets name cities, "
                          "clusters or countries"));
  EXPECT_THAT(said("unit_cost = 5\n", ""),
              ElementsAre("experiments/portfolio.toml:17:1: a lever without unit_cost (costs missing "
                          "in a budget) write what one unit of strength costs in one city and year, "
                          "in 10^6 USD"));
  files.change(file, "low = 0.0, high = 1.0", "low = 0.0, high = 0.5");
  EXPECT_THAT(said("\"radiation\"", "\"talent\""),
              ElementsAre("experiments/portfolio.toml:17:1: \"talent\" acts twice on alpha in 2011 "
                          "(also by the lever of line 10) leave the city out of one, or part their "
                          "years"));
}

TEST_F(Portfolios, complain_of_budgets_and_searches_that_mean_nothing) {
  EXPECT_THAT(said("= 50.0", "= -1.0"),
              ElementsAre("experiments/portfolio.toml:6:14: \"budget\" is -1, outside 0 to "
                          "1000000000000 (10^6 USD)"));
  EXPECT_THAT(said("= 50.0", "= 4.0"),
              ElementsAre("experiments/portfolio.toml:6:14: the least mix costs 5, more than the "
                          "budget of 4 (every lever at its lowest strength) raise the budget, or "
                          "lower the low ends"));
  EXPECT_THAT(said("population = 16", "population = 18"),
              ElementsAre("experiments/portfolio.toml:24:14: \"population\" is 18, no multiple of 4 "
                          "(NSGA-II pairs its parents in fours) write 16"));
  EXPECT_THAT(said("seed = 8", "seed = 7"),
              ElementsAre("experiments/portfolio.toml:28:8: the fresh seed is that of the search, 7 "
                          "(nothing would be fresh) write another"));
  EXPECT_THAT(said("[\"delta\"]", "[\"detla\"]"),
              ElementsAre("experiments/portfolio.toml:9:13: unknown cluster \"detla\" (no city of "
                          "cities.csv is in it) did you mean \"delta\"?"));
  EXPECT_THAT(said("clusters = [\"delta\"]", "cities = [\"alpha\"]"),
              ElementsAre("experiments/portfolio.toml:7:1: an objective of one city (inequality is "
                          "between two at least) name more cities, clusters or countries"));
  EXPECT_THAT(said("measure  = \"firms\"", "measure  = \"firm\""),
              ElementsAre("experiments/portfolio.toml:8:12: \"firm\" is no measure (known: firms, "
                          "revenue, lq_count, lq_revenue) did you mean \"firms\"?"));
  EXPECT_THAT(complaints({{}, -2.0}),
              ElementsAre("--budget: -2 is outside 0 to 1000000000000 (10^6 USD)"));
}

TEST_F(Portfolios, need_a_run_beyond_the_last_observed_year) {
  files.change("base.toml", "last = 2012", "last = 2009");
  const std::vector<std::string> all = complaints();
  ASSERT_FALSE(all.empty());
  EXPECT_EQ(all.front(),
            "experiments/portfolio.toml:3:14: the run ends in 2009 and the last observed year is 2009 "
            "(mixes act on the years after it) name a scenario that goes beyond it");
}

TEST_F(Portfolios, need_their_keys) {
  files.write(file, "format = 1\nexperiment = \"optimize\"\n");
  EXPECT_THAT(complaints(),
              ElementsAre("experiments/portfolio.toml: key \"scenario\" is missing (a portfolio needs it)",
                          "experiments/portfolio.toml: key \"members\" is missing (a portfolio needs it)",
                          "experiments/portfolio.toml: key \"seed\" is missing (a portfolio needs it)",
                          "experiments/portfolio.toml: key \"budget\" is missing (a portfolio needs it)",
                          "experiments/portfolio.toml: key \"objective\" is missing (a portfolio needs it)",
                          "experiments/portfolio.toml: has no lever (there is nothing to mix) add a "
                          "[[lever]]",
                          "experiments/portfolio.toml: key \"fresh\" is missing (a portfolio needs it)"));
}

}  // namespace
}  // namespace agglomera::scenarios
