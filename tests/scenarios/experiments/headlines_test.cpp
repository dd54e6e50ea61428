#include "scenarios/experiments/headlines.hpp"

#include <gtest/gtest.h>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using Texts = std::vector<std::string>;

const Texts& texts(const output::Group& group, const char* name) {
  return std::get<Texts>(group.variable(name)->values);
}

Scenario scenario() {
  const ThreeCities files;
  files.change("study.toml", "\"Three cities\"", "{ en = \"Three cities\", zh = \"三座城市\" }");
  files.change("run.toml", "seed    = 7\n",
               "seed = 7\ntitle = { en = \"Radiation\", zh = \"辐射\" }\nquestion = \"What if?\"\n");
  return files.read();
}

TEST(Headlines, of_a_run_stand_under_its_name) {
  const output::Group group = scenarios_group(scenario());
  EXPECT_EQ(std::get<Texts>(group.dimension("scenario")->labels), Texts{"run"});
  EXPECT_EQ(texts(group, "title"), Texts{"Radiation"});
  EXPECT_EQ(texts(group, "title_zh"), Texts{"辐射"});
  EXPECT_EQ(texts(group, "question"), Texts{"What if?"});
  EXPECT_EQ(texts(group, "question_zh"), Texts{""});  // nobody said it
  EXPECT_EQ(texts(group, "study"), Texts{"Three cities"});
  EXPECT_EQ(texts(group, "study_zh"), Texts{"三座城市"});
}

TEST(Headlines, of_policies_begin_with_the_baseline) {
  const output::Group group = scenarios_group(std::vector<Scenario>{scenario()});
  EXPECT_EQ(std::get<Texts>(group.dimension("scenario")->labels), (Texts{"baseline", "run"}));
  EXPECT_EQ(texts(group, "title"), (Texts{"Baseline", "Radiation"}));
  EXPECT_EQ(texts(group, "title_zh"), (Texts{"基准情景", "辐射"}));
  EXPECT_EQ(texts(group, "question"), (Texts{"", "What if?"}));
}

TEST(Headlines, of_an_experiment_are_single_words_of_no_dimension) {
  const output::Group group = experiment_group(scenario());
  EXPECT_TRUE(group.dimensions.empty());
  EXPECT_TRUE(group.variable("title")->dimensions.empty());
  EXPECT_EQ(texts(group, "title_zh"), Texts{"辐射"});
  EXPECT_EQ(texts(group, "study"), Texts{"Three cities"});
}

}  // namespace
}  // namespace agglomera::scenarios
