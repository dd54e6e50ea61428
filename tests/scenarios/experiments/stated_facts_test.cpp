#include "scenarios/experiments/stated_facts.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/experiments/small_results.hpp"

namespace agglomera::scenarios {
namespace {

std::vector<FactCheck> checks(const HandMadeRun& run) {
  const output::ResultFile file = run.file();
  return check_facts(file, RunView(file));
}

// Alpha has 10 firms in 2008 and 18 to 22 in 2009, by member; beta 30 always; the rest none.
HandMadeRun three_members() {
  HandMadeRun run({2008, 2009}, 3);
  run.simulate("firms", alpha, 0, {10, 10, 10});
  run.simulate("firms", alpha, 1, {18, 20, 22});
  run.simulate("firms", beta, 0, {30, 30, 30});
  run.simulate("firms", beta, 1, {30, 30, 30});
  for (const std::size_t year : {0u, 1u}) {
    run.simulate("revenue", alpha, year, {10.0 + 10.0 * static_cast<double>(year), 15, 20});
    run.simulate("revenue", beta, year, {30, 30, 30});
    run.simulate("lq_revenue", alpha, year, {0.5, 0.75, 1.25});
  }
  return run;
}

TEST(StatedFacts, are_kept_in_the_file_with_what_was_simulated) {
  HandMadeRun run = three_members();
  run.state("firms", "alpha", 2009, 2009, "=", 20.0, "firms");
  run.state("firms", "alpha", 2009, 2009, "=", 40.0, "firms");
  run.state("firms", "alpha", 2030, 2030, "=", 40.0, "firms");  // a year that the run does not reach
  output::ResultFile file = run.file();
  judge_stated_facts(file);
  const output::Group* group = file.group("stated_facts");
  const auto& holds = std::get<std::vector<std::int32_t>>(group->variable("holds")->values);
  const auto& median = std::get<std::vector<double>>(group->variable("simulated_q50")->values);
  const auto& low = std::get<std::vector<double>>(group->variable("simulated_q05")->values);
  EXPECT_EQ(holds, (std::vector<std::int32_t>{1, 0, -1}));
  EXPECT_DOUBLE_EQ(median[0], 20.0);
  EXPECT_DOUBLE_EQ(low[0], 18.2);
  EXPECT_TRUE(std::isnan(median[2]));
}

struct Case {
  const char* fact;
  const char* cities;
  int from, to;
  const char* relation;
  double stated;
  const char* unit;
  bool holds;
};

TEST(StatedFacts, hold_or_fail_by_their_relation) {
  // Alpha's 90 % interval in 2009 is 18.2 to 21.8 about 20.
  const Case cases[] = {
      {"firms", "alpha", 2009, 2009, "=", 18.0, "firms", true},     // within ± 0.5 of 18.2
      {"firms", "alpha", 2009, 2009, "=", 17.6, "firms", false},
      {"firms", "alpha", 2009, 2009, "=", 22.2, "firms", true},
      {"firms", "alpha", 2009, 2009, "=", 22.4, "firms", false},
      {"firms", "alpha", 2009, 2009, "=", 18.0, "", false},         // no count, no slack
      {"firms", "alpha", 2009, 2009, "~", 24.0, "firms", true},     // 21.6 to 26.4
      {"firms", "alpha", 2009, 2009, "~", 25.0, "firms", false},
      {"firms", "alpha", 2009, 2009, "~", 16.6, "firms", true},     // up to 18.26
      {"firms", "alpha", 2009, 2009, "~", 16.4, "firms", false},
      {"firms", "alpha", 2009, 2009, ">=", 20.0, "firms", true},    // by the median
      {"firms", "alpha", 2009, 2009, ">=", 20.1, "firms", false},
      {"firms", "alpha", 2009, 2009, "<=", 20.0, "firms", true},
      {"firms", "alpha", 2009, 2009, "<=", 19.9, "firms", false},
      {"lq_revenue_range", "alpha", 2008, 2009, "between 0 and 1", missing_number, "", true},
      {"firms", "alpha", 2009, 2009, "between 0 and 1", missing_number, "", false},
  };
  HandMadeRun run = three_members();
  for (const Case& c : cases) run.state(c.fact, c.cities, c.from, c.to, c.relation, c.stated, c.unit);
  const std::vector<FactCheck> found = checks(run);
  ASSERT_EQ(found.size(), std::size(cases));
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_TRUE(found[i].holds.has_value()) << i;
    EXPECT_EQ(*found[i].holds, cases[i].holds) << found[i].relation << " " << found[i].stated;
  }
  EXPECT_DOUBLE_EQ(found[0].simulated_5, 18.2);
  EXPECT_DOUBLE_EQ(found[0].simulated_50, 20.0);
  EXPECT_DOUBLE_EQ(found[0].simulated_95, 21.8);
}

TEST(StatedFacts, are_measured_as_their_names_say) {
  const std::vector<std::pair<Case, double>> cases = {  // and the median
      {{"world_firms", "", 2008, 2008, "=", 0, "", false}, 40.0},
      {{"world_revenue_growth", "", 2008, 2009, "=", 0, "", false}, 0.0},
      {{"top3_revenue_share", "alpha;beta", 2009, 2009, "=", 0, "", false}, 1.0},
      {{"top3_revenue_share", "alpha", 2008, 2008, "=", 0, "", false}, 15.0 / 45.0},
      {{"firms_growth", "alpha", 2008, 2009, "=", 0, "", false}, 1.0},
      {{"revenue_growth", "beta", 2008, 2009, "=", 0, "", false}, 0.0},
      {{"firms_mean", "alpha", 2008, 2009, "=", 0, "", false}, 15.0},
      {{"rank_firms", "beta", 2009, 2009, "=", 0, "", false}, 1.0},
      {{"rank_firms", "alpha;beta", 2009, 2009, "=", 0, "", false}, 2.0},  // the worse of the two
      {{"firms_per_city_typical", "", 2008, 2009, "=", 0, "", false}, 22.5},
      {{"lq_revenue_range", "alpha", 2008, 2009, "=", 0, "", false}, 0.75}};
  HandMadeRun run = three_members();
  for (const auto& [c, median] : cases) run.state(c.fact, c.cities, c.from, c.to, c.relation, 0.0);
  const std::vector<FactCheck> found = checks(run);
  for (std::size_t i = 0; i < cases.size(); ++i)
    EXPECT_DOUBLE_EQ(found[i].simulated_50, cases[i].second) << found[i].fact;
}

TEST(StatedFacts, are_titled_with_cities_and_years) {
  HandMadeRun run = three_members();
  run.state("rank_firms", "alpha;beta", 2008, 2008, "=", 1.0);
  run.state("world_revenue_growth", "", 2008, 2009, "~", 1.0);
  const std::vector<FactCheck> found = checks(run);
  EXPECT_EQ(found[0].fact, "rank_firms alpha, beta 2008");
  EXPECT_EQ(found[1].fact, "world_revenue_growth 2008-2009");
}

TEST(StatedFacts, cannot_be_judged_where_the_source_contradicts_itself) {
  HandMadeRun run = three_members();
  run.state("firms", "alpha", 2009, 2009, "=", 20.0, "firms", "contradicts table 1");
  run.state("firms", "alpha", 2009, 2009, "=", 99.0, "firms", "one of the figures is inconsistent");
  run.state("firms", "alpha", 2009, 2009, "=", 20.0, "firms", "agrees with table 1");
  const std::vector<FactCheck> found = checks(run);
  EXPECT_FALSE(found[0].holds.has_value());
  EXPECT_FALSE(found[1].holds.has_value());
  EXPECT_EQ(found[0].simulated_50, 20.0);  // what the run says is shown all the same
  EXPECT_EQ(found[2].holds, true);
}

TEST(StatedFacts, cannot_be_judged_where_the_run_does_not_reach) {
  HandMadeRun run = three_members();
  run.state("firms", "gamma", 2009, 2009, "=", 20.0, "firms");
  run.state("firms", "alpha", 2010, 2010, "=", 20.0, "firms");
  run.state("firms_growth", "alpha", 2007, 2009, "=", 1.0);
  run.state("colour", "alpha", 2009, 2009, "=", 1.0);
  run.state("firms", "alpha;beta", 2008, 2009, "~", 30.0);  // which of the two is not said
  for (const FactCheck& check : checks(run)) {
    EXPECT_FALSE(check.holds.has_value()) << check.fact;
    EXPECT_TRUE(std::isnan(check.simulated_50)) << check.fact;
  }
}

TEST(StatedFacts, about_no_city_where_one_is_needed_cannot_be_judged) {
  HandMadeRun run = three_members();
  for (const char* fact : {"firms", "firms_growth", "revenue_growth", "firms_mean", "rank_firms",
                           "top3_revenue_share", "lq_revenue_range"})
    run.state(fact, "", 2008, 2009, ">=", 0.0);
  for (const FactCheck& check : checks(run)) EXPECT_FALSE(check.holds.has_value()) << check.fact;
}

TEST(StatedFacts, are_not_told_by_failed_members) {
  HandMadeRun run = three_members();
  run.fail(2);
  run.state("firms", "alpha", 2009, 2009, "=", 19.0, "firms");
  run.state("world_firms", "", 2009, 2009, "=", 49.0, "firms");
  run.state("rank_firms", "alpha", 2009, 2009, "=", 2.0, "rank");
  run.state("lq_revenue_range", "alpha", 2008, 2009, "between 0 and 1", missing_number);
  const std::vector<FactCheck> found = checks(run);
  EXPECT_EQ(found[2].simulated_5, 2.0);
  EXPECT_DOUBLE_EQ(found[3].simulated_5, 0.5125);  // 0.05 of the way from 0.5 to 0.75
  EXPECT_EQ(found[0].simulated_50, 19.0);
  EXPECT_EQ(found[1].simulated_50, 49.0);
}

TEST(StatedFacts, are_none_where_none_are_kept) { EXPECT_TRUE(checks(three_members()).empty()); }

}  // namespace
}  // namespace agglomera::scenarios
