#include <gtest/gtest.h>

#include "output/report/headlines/headlines.hpp"
#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

MadeRun observed_run() {
  MadeRun run({2008, 2009}, 5);
  run.simulate("lq_count", alpha, 1, {1, 2, 3, 4, 5});
  run.simulate("lq_count", beta, 1, {4, 5, 6, 7, 8});
  run.simulate("lq_count", gamma_city, 1, {90, 90, 90, 90, 90});  // never observed
  run.observe("lq_count", alpha, 1, 3);
  run.observe("lq_count", beta, 1, 20);
  run.observe("lq_revenue", alpha, 1, 1);
  return run;
}

TEST(RunHeadline, names_the_most_specialised_observed_cities_with_their_intervals) {
  const Headline headline = written(observed_run().file(), run_headline);
  EXPECT_EQ(headline.answer.en.find("Gamma"), std::string::npos);
  EXPECT_NE(headline.answer.en.find(
                "In 2009, among the 2 cities with observed LQ of firm counts, firms gather most in "
                "Beta (LQ 6.0 [4.2, 7.8]) and Alpha (3.0 [1.2, 4.8]); among the 1 city with "
                "observed LQ of revenue, revenue gathers most in Alpha "),
            std::string::npos)
      << headline.answer.en;
  EXPECT_NE(headline.answer.en.find("2 of 3 observed LQs"), std::string::npos)
      << headline.answer.en;
  EXPECT_NE(headline.answer.zh.find("乙"), std::string::npos);
  EXPECT_NE(headline.answer.zh.find("3 个区位商观测值中有 2 个"), std::string::npos)
      << headline.answer.zh;
  EXPECT_NE(headline.answer.zh.find("在有企业数量区位商观测值的 2 个城市中"), std::string::npos)
      << headline.answer.zh;
}

TEST(RunHeadline, draws_what_it_says_largest_first) {
  const Headline headline = written(observed_run().file(), run_headline);
  ASSERT_EQ(headline.charts.size(), 1u);
  const Table& table = headline.charts[0].table;
  EXPECT_EQ(words_in(table, "city"), (std::vector<std::string>{"Beta", "Alpha", "Alpha"}));
  EXPECT_EQ(numbers_in(table, "q50"), (std::vector<double>{6, 3, 1}));
  EXPECT_EQ(numbers_in(table, "observed"), (std::vector<double>{20, 3, 1}));
  EXPECT_EQ(numbers_in(table, "which"), (std::vector<double>{0, 0, 1}));
  EXPECT_TRUE(in_both_languages(headline.charts[0].says));
}

TEST(RunHeadline, says_when_intervals_keep_less_than_they_promise) {
  const Headline headline = written(observed_run().file(), run_headline);
  ASSERT_FALSE(headline.caveats.empty());
  EXPECT_NE(headline.caveats[0].en.find("too narrow"), std::string::npos) << headline.caveats[0].en;
  for (const Text& caveat : headline.caveats) EXPECT_TRUE(in_both_languages(caveat));
}

// Of 1, 2, 3, 4, 5 the central 50 % runs from 2 to 4. Ten observations at 3 are all inside.
TEST(RunHeadline, judges_the_middle_of_the_distribution_apart_from_its_ends) {
  MadeRun run({2008, 2009, 2010, 2011, 2012, 2013, 2014, 2015, 2016, 2017}, 5);
  for (std::size_t year = 0; year < 10; ++year) {
    run.simulate("lq_count", alpha, year, {1, 2, 3, 4, 5});
    run.observe("lq_count", alpha, year, year == 0 ? 9 : 3);
  }
  const Text judged = written(run.file(), run_headline).caveats.at(0);
  EXPECT_NE(judged.en.find("90 % intervals hold 90 %, 50 % intervals hold 90 %: the whole is about "
                           "right, the middle is too wide"),
            std::string::npos)
      << judged.en;
  EXPECT_NE(judged.zh.find("中部偏宽"), std::string::npos) << judged.zh;
}

TEST(RunHeadline, names_the_cities_it_gets_most_wrong_in_the_last_year) {
  const Headline headline = written(observed_run().file(), run_headline);
  std::vector<std::string> misses;
  for (const Text& caveat : headline.caveats)
    if (caveat.en.find("outside the 90 % interval") != std::string::npos)
      misses.push_back(caveat.en);
  ASSERT_EQ(misses.size(), 1u);
  EXPECT_EQ(misses[0],
            "LQ of firm counts, 2009: 1 city outside the 90 % interval: Beta (observed 20.00, "
            "simulated 6.00 [4.20, 7.80]).");
}

TEST(RunHeadline, asks_the_question_of_the_scenario_where_it_has_one) {
  ResultFile file = observed_run().file();
  file.groups.push_back(
      {"scenarios",
       {{"scenario", "1", "", std::vector<std::string>{"baseline"}}},
       {{"question", "1", "", {"scenario"}, std::vector<std::string>{"Why?"}},
        {"question_zh", "1", "", {"scenario"}, std::vector<std::string>{"为何？"}}}});
  EXPECT_EQ(written(file, run_headline).question, (Text{"Why?", "为何？"}));
}

TEST(RunHeadline, marks_years_beyond_the_last_observed_one) {
  MadeRun run({2008, 2020}, 1);
  run.observe("lq_count", alpha, 0, 1);
  const Headline headline = written(run.file(), run_headline);
  bool is_said = false;
  for (const Text& caveat : headline.caveats)
    is_said = is_said || caveat.en.find("after 2008 were not observed") != std::string::npos;
  EXPECT_TRUE(is_said);
}

TEST(RunHeadline, without_observations_speaks_of_cities_with_firms_enough) {
  MadeRun run({2008}, 1);
  run.simulate("firms", gamma_city, 0, {12});
  const Headline headline = written(run.file(false), run_headline);
  EXPECT_NE(headline.answer.en.find("Gamma"), std::string::npos);
  EXPECT_EQ(headline.answer.en.find("Alpha"), std::string::npos);
  EXPECT_NE(headline.answer.en.find("nothing was observed"), std::string::npos);
}

TEST(RunHeadline, of_an_ensemble_without_a_member_gives_no_answer_and_no_chart) {
  MadeRun run = observed_run();
  run.simulate_all(nothing);
  for (const ResultFile& file : {run.file(), run.file(false), MadeRun({2008}, 0).file()}) {
    const Headline headline = written(file, run_headline);
    EXPECT_TRUE(headline.charts.empty());
    EXPECT_NE(headline.answer.en.find("no answer"), std::string::npos);
    EXPECT_TRUE(in_both_languages(headline.question));
  }
}

}  // namespace
}  // namespace agglomera::output::report
