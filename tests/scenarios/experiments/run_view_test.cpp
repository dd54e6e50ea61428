#include "scenarios/experiments/run_view.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "sim/errors.hpp"
#include "tests/scenarios/experiments/small_results.hpp"

namespace agglomera::scenarios {
namespace {

std::string complaint(const output::ResultFile& file) {
  try {
    const RunView view(file, "old.h5");
  } catch (const sim::InputError& error) {
    return error.what();
  }
  return "";
}

template <typename Named>
void drop(std::vector<Named>& all, const std::string& name) {
  std::erase_if(all, [&](const Named& one) { return one.name == name; });
}

TEST(RunView, finds_numbers_by_name) {
  HandMadeRun run({2008, 2009}, 2);
  run.simulate("firms", beta, 1, {4, 6});
  run.simulate("revenue", alpha, 0, {1.5, 2.5});
  run.observe("lq_count", beta, 1, 0.75);
  const output::ResultFile file = run.file();
  const RunView view(file, "run.h5");
  EXPECT_EQ(view.members(), 2u);
  EXPECT_EQ(view.city_index("beta"), 1u);
  EXPECT_EQ(view.city_index("nowhere"), 3u);
  EXPECT_TRUE(view.has_year(2009));
  EXPECT_FALSE(view.has_year(2010));
  EXPECT_EQ(view.ensemble("firms", 1, view.year_index(2009)), (std::vector<double>{4, 6}));
  EXPECT_EQ(view.value("revenue", 1, 0, 0), 2.5);
  EXPECT_EQ(view.observed("lq_count", 1, 1), 0.75);
  EXPECT_TRUE(std::isnan(view.observed("lq_count", 1, 0)));
  EXPECT_EQ(view.city_text("city_name", 1), "Beta");
  EXPECT_EQ(view.city_text("no_such_text", 1), "");
  EXPECT_TRUE(view.is_observed(0));
  EXPECT_FALSE(view.is_observed(1));
}

TEST(RunView, takes_a_negative_count_for_a_failed_member) {
  HandMadeRun run({2008}, 3);
  run.simulate("firms", alpha, 0, {4, 5, 6});
  run.fail(1);
  const output::ResultFile file = run.file();
  const RunView view(file);
  EXPECT_TRUE(view.failed(1));
  EXPECT_FALSE(view.failed(2));
  EXPECT_EQ(view.ensemble("firms", 0, 0), (std::vector<double>{4, 6}));
  EXPECT_EQ(view.ensemble("revenue", 0, 0).size(), 2u);
}

TEST(RunView, says_which_group_or_dimension_is_missing) {
  const output::ResultFile whole = HandMadeRun({2008}, 1).file();
  EXPECT_EQ(complaint(whole), "");
  output::ResultFile file = whole;
  drop(file.groups, "series");
  EXPECT_EQ(complaint(file), "old.h5: has no group series (the file is damaged or of another make)");
  for (const std::string name : {"city", "year", "member"}) {
    file = whole;
    drop(file.groups.front().dimensions, name);
    EXPECT_EQ(complaint(file),
              "old.h5: has no dimension " + name + " (the file is damaged or of another make)");
  }
}

TEST(RunView, says_which_variable_is_missing) {
  for (const std::string name : {"lq_count", "lq_revenue", "firms", "revenue"}) {
    output::ResultFile file = HandMadeRun({2008}, 1).file();
    drop(file.groups.front().variables, name);
    EXPECT_EQ(complaint(file), "old.h5: has no variable series/" + name +
                                   " (the file is damaged or of another make)");
  }
}

TEST(RunView, does_without_observations) {
  output::ResultFile file = HandMadeRun({2008}, 1).file();
  drop(file.groups, "observed");
  EXPECT_TRUE(std::isnan(RunView(file).observed("lq_count", 0, 0)));
}

}  // namespace
}  // namespace agglomera::scenarios
