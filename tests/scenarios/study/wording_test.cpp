#include "scenarios/study/wording.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/experiment_files.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;

const char* seed = "seed    = 7\n";

TEST(Headline, of_a_scenario_is_empty_unless_the_file_says_one) {
  EXPECT_EQ(ThreeCities().read().headline.title, sim::Wording{});
  EXPECT_EQ(ThreeCities().read().headline.question, sim::Wording{});
}

TEST(Headline, of_a_scenario_is_in_english_or_in_both_languages) {
  const ThreeCities files;
  files.change("run.toml", seed,
               "seed = 7\ntitle = \"Radiation\"\nquestion = { zh = \"会怎样？\", en = \"What if?\" }\n");
  const Headline headline = files.read().headline;
  EXPECT_EQ(headline.title, (sim::Wording{"Radiation", ""}));
  EXPECT_EQ(headline.question, (sim::Wording{"What if?", "会怎样？"}));
}

TEST(Headline, needs_english_and_knows_no_third_language) {
  const ThreeCities files;
  files.change("run.toml", seed,
               "seed = 7\ntitle = { zh = \"辐射\" }\nquestion = { en = \"What if?\", fr = \"Si ?\" }\n");
  EXPECT_THAT(files.complaints(),
              ElementsAre("run.toml:6:9: key \"en\" is missing (a title needs it)",
                          "run.toml:7:31: unknown key \"fr\" (a question has: en, zh) did you mean "
                          "\"en\"?"));
}

TEST(Headline, is_no_number_and_not_empty) {
  const ThreeCities files;
  files.change("run.toml", seed, "seed = 7\ntitle = 7\nquestion = \"\"\n");
  EXPECT_THAT(files.complaints(),
              ElementsAre("run.toml:6:9: \"title\" is a whole number (a text in quotes is expected)",
                          "run.toml:7:12: \"question\" is empty"));
}

TEST(Headline, of_an_experiment_is_its_own_and_not_that_of_its_scenario) {
  const ExperimentFiles files;
  const std::string scenario = "base.toml";
  files.write(scenario, "title = \"Baseline\"\n" + files.text(scenario));
  EXPECT_EQ(files.calibration().scenario.headline.title, sim::Wording{});
  files.write(files.calibrate, "title = { en = \"Fit\", zh = \"校准\" }\n" + files.text(files.calibrate));
  EXPECT_EQ(files.calibration().scenario.headline.title, (sim::Wording{"Fit", "校准"}));
  files.write(files.backtest, "question = \"How well?\"\n" + files.text(files.backtest));
  EXPECT_EQ(files.backtesting().scenario.headline.question, (sim::Wording{"How well?", ""}));
}

TEST(Name, of_a_study_may_be_in_both_languages) {
  const ThreeCities files;
  EXPECT_EQ(files.read().study->name, "Three cities");
  EXPECT_EQ(files.read().study->name_zh, "");
  files.change("study.toml", "\"Three cities\"", "{ en = \"Three\", zh = \"三座城市\" }");
  EXPECT_EQ(files.read().study->name, "Three");
  EXPECT_EQ(files.read().study->name_zh, "三座城市");
}

}  // namespace
}  // namespace agglomera::scenarios
