#include <gtest/gtest.h>

#include "output/report/sections/sections.hpp"
#include "tests/output/report/made_run.hpp"

namespace agglomera::output::report {
namespace {

MadeRun overtaking() {
  MadeRun run({2008, 2009}, 1);
  run.simulate("lq_count", alpha, 0, {3});
  run.simulate("lq_count", beta, 0, {2});
  run.simulate("lq_count", alpha, 1, {1});
  run.simulate("lq_count", beta, 1, {5});
  run.simulate("lq_count", gamma_city, 1, {90});  // never observed: not ranked
  run.observe("lq_count", alpha, 0, 1);
  run.observe("lq_count", beta, 0, 4);
  return run;
}

TEST(Ranks, put_the_largest_median_first_in_every_year) {
  const Section section = written(overtaking().file(), ranks);
  ASSERT_EQ(section.charts.size(), 1u);
  const Table& table = section.charts[0].table;
  EXPECT_EQ(words_in(table, "city"),
            (std::vector<std::string>{"Alpha", "Alpha", "Beta", "Beta", "Alpha", "Beta"}));
  EXPECT_EQ(numbers_in(table, "rank"), (std::vector<double>{1, 2, 2, 1, 2, 1}));
  EXPECT_EQ(numbers_in(table, "kind_number"), (std::vector<double>{0, 0, 0, 0, 1, 1}));
}

TEST(Ranks, name_every_city_once_where_its_line_ends) {
  const Section section = written(overtaking().file(), ranks);
  EXPECT_EQ(words_in(section.charts.at(0).table, "end"),
            (std::vector<std::string>{"", "2 Alpha", "", "1 Beta", "2 Alpha", "1 Beta"}));
}

TEST(Ranks, of_fewer_than_two_observed_cities_are_a_warning) {
  MadeRun empty = overtaking();
  empty.simulate_all(nothing);
  MadeRun one({2008}, 1);
  one.observe("lq_count", alpha, 0, 1);
  for (const ResultFile& file : {overtaking().file(false), empty.file(), one.file()}) {
    const Section section = written(file, ranks);
    EXPECT_TRUE(section.charts.empty());
    ASSERT_EQ(section.warnings.size(), 1u);
    EXPECT_TRUE(in_both_languages(section.warnings[0]));
  }
}

}  // namespace
}  // namespace agglomera::output::report
