#include "output/report/reading/agreement.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

Agreement counts(const ResultFile& file) {
  return written(file, [](const Sheet& sheet) { return agreement_of(sheet, "lq_count"); });
}

// Members 0, 1, 2, 3, 4: the 50 % interval is 1 to 3, the 90 % interval 0.2 to 3.8, the median 2.
MadeRun five_members() {
  MadeRun run({2008, 2009}, 5);
  for (const std::size_t city : {alpha, beta, gamma_city})
    for (const std::size_t year : {0, 1}) run.simulate("lq_count", city, year, {0, 1, 2, 3, 4});
  return run;
}

TEST(Agreement, counts_what_lies_inside_each_interval) {
  MadeRun run = five_members();
  run.observe("lq_count", alpha, 0, 2.5);       // inside both
  run.observe("lq_count", alpha, 1, 3.5);       // inside the wide one
  run.observe("lq_count", beta, 0, 3.9);        // outside
  run.observe("lq_count", gamma_city, 1, 0.2);  // on the edge: inside
  const Agreement agreement = counts(run.file());
  EXPECT_EQ(agreement.observed, 4u);
  EXPECT_EQ(agreement.inside_50, 1u);
  EXPECT_EQ(agreement.inside_90, 3u);
  EXPECT_DOUBLE_EQ(agreement.coverage_90(), 0.75);
}

TEST(Agreement, tells_the_typical_error_as_a_share) {
  MadeRun run = five_members();
  run.observe("lq_count", alpha, 0, 4);  // the median is half of it: a factor of 2
  run.observe("lq_count", beta, 0, 1);   // twice: a factor of 2
  run.observe("lq_count", beta, 1, 2);   // met
  run.observe("lq_count", alpha, 1, 0);  // no logarithm: left out
  EXPECT_NEAR(counts(run.file()).typical_error, 1.0, 1e-12);
}

TEST(Agreement, leaves_out_the_years_that_the_run_was_set_to) {
  MadeRun run = five_members();
  for (const std::size_t city : {alpha, beta}) {
    run.simulate("lq_count", city, 0, {2, 2, 2, 2, 2});
    run.observe("lq_count", city, 0, 2);
    run.observe("lq_count", city, 1, 3.9);
  }
  const Agreement agreement = counts(run.file());
  EXPECT_EQ(agreement.set_years, (std::vector<int>{2008}));
  EXPECT_EQ(agreement.observed, 2u);
  EXPECT_EQ(agreement.inside_90, 0u);
  const Text words = written(run.file(), freedom_of);
  EXPECT_NE(words.en.find("set to what was observed in 2008"), std::string::npos) << words.en;
  EXPECT_NE(words.zh.find("2008 年按观测值设定"), std::string::npos);
}

TEST(Agreement, of_nothing_observed_is_no_number) {
  const Agreement agreement = counts(five_members().file(false));
  EXPECT_EQ(agreement.observed, 0u);
  EXPECT_TRUE(std::isnan(agreement.coverage_90()));
  EXPECT_TRUE(std::isnan(agreement.typical_error));
}

TEST(Agreement, leaves_out_what_no_member_reached) {
  MadeRun run = five_members();
  run.simulate_all(nothing);
  run.observe("lq_count", alpha, 0, 2);
  EXPECT_EQ(counts(run.file()).observed, 0u);
}

TEST(Observed, knows_its_last_year_and_its_cities) {
  MadeRun run = five_members();
  run.observe("lq_revenue", beta, 0, 2);
  const ResultFile file = run.file();
  written(file, [](const Sheet& sheet) {
    const Observed observed(sheet, "lq_revenue");
    EXPECT_EQ(observed.last_year(), 2008);
    EXPECT_TRUE(observed.any("beta"));
    EXPECT_FALSE(observed.any("alpha"));
    EXPECT_DOUBLE_EQ(observed.at("beta", 2008), 2);
    EXPECT_TRUE(std::isnan(observed.at("beta", 2009)));
    EXPECT_TRUE(std::isnan(observed.at("nowhere", 2008)));
    EXPECT_EQ(last_observed_year(sheet), 2008);
    return 0;
  });
}

}  // namespace
}  // namespace agglomera::output::report
