// What every experiment file has, told by a calibration where they share it; and how files are told
// from each other.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/study/check.hpp"
#include "tests/scenarios/study/equal_studies.hpp"
#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Experiments : public ::testing::Test {
 protected:
  std::vector<std::string> said(const std::string& was, const std::string& now) const {
    files.change(files.calibrate, was, now);
    return files.calibration_complaints();
  }
  std::vector<std::string> checked(const std::string& name) const {
    return files.in_words(check(files.path(name)));
  }
  ExperimentFiles files;
};

TEST_F(Experiments, take_members_and_seed_instead_of_those_of_their_scenario) {
  EXPECT_EQ(files.calibration().scenario.members, 100);
  EXPECT_EQ(files.calibration().scenario.seed, 11u);
  EXPECT_EQ(files.backtesting().scenario.members, 40);
  EXPECT_EQ(files.backtesting().scenario.seed, 12u);
  EXPECT_EQ(files.calibration({.members = 30, .seed = 5}).scenario.members, 30);
  EXPECT_EQ(files.calibration({.members = 30, .seed = 5}).scenario.seed, 5u);
  EXPECT_EQ(files.backtesting({{.members = 30, .seed = 5}, {}, {}}).scenario.seed, 5u);
}

TEST_F(Experiments, take_everything_else_from_their_scenario) {
  files.change("base.toml", "seed    = 7\n",
               "seed = 7\nkernel = \"gravity\"\nmechanisms = { off = [\"radiation\"] }\n"
               "[parameters]\nhalf_life_km = 500\n");
  for (const Scenario& s : {files.calibration().scenario, files.backtesting().scenario}) {
    EXPECT_EQ(s.name, "base");
    EXPECT_EQ(s.first, 2008);
    EXPECT_EQ(s.last, 2012);
    EXPECT_EQ(s.study->kernel, models::Kernel::gravity);
    EXPECT_FALSE(s.mechanisms.radiation);
    EXPECT_EQ(models::usual_parameters(s.study->parameters).half_life_km, 500);
    EXPECT_THAT(s.levers, IsEmpty());
  }
}

TEST_F(Experiments, keep_every_text_and_read_the_same_from_the_kept_texts) {
  const Calibration first = files.calibration();
  ASSERT_EQ(first.inputs.size(), 12u);
  EXPECT_EQ(first.inputs[0].path, "calibrate.toml");
  EXPECT_EQ(first.inputs[1].path, "../base.toml");
  Source kept(first.inputs);
  const Calibration again = read_calibration(kept, "calibrate.toml");
  EXPECT_EQ(written_out(*again.scenario.study), written_out(*first.scenario.study));
  ASSERT_EQ(again.inputs.size(), first.inputs.size());
  for (std::size_t i = 0; i < first.inputs.size(); ++i)
    EXPECT_EQ(again.inputs[i].path, first.inputs[i].path);
  EXPECT_EQ(files.backtesting().inputs.size(), 12u);
  EXPECT_EQ(files.backtesting().inputs[0].path, "backtest.toml");
}

TEST_F(Experiments, need_their_keys) {
  files.write(files.calibrate, "experiment = \"calibrate\"\n");
  files.write(files.backtest, "experiment = \"backtest\"\n");
  EXPECT_THAT(
      files.calibration_complaints(),
      ElementsAre(
          "experiments/calibrate.toml: key \"format\" is missing (a calibration needs it)",
          "experiments/calibrate.toml: key \"scenario\" is missing (a calibration needs it)",
          "experiments/calibrate.toml: key \"members\" is missing (a calibration needs it)",
          "experiments/calibrate.toml: key \"seed\" is missing (a calibration needs it)",
          "experiments/calibrate.toml: key \"free\" is missing (a calibration needs it)"));
  EXPECT_THAT(
      files.backtest_complaints(),
      ElementsAre("experiments/backtest.toml: key \"format\" is missing (a backtest needs it)",
                  "experiments/backtest.toml: key \"scenario\" is missing (a backtest needs it)",
                  "experiments/backtest.toml: key \"members\" is missing (a backtest needs it)",
                  "experiments/backtest.toml: key \"seed\" is missing (a backtest needs it)",
                  "experiments/backtest.toml: key \"origins\" is missing (a backtest needs it)",
                  "experiments/backtest.toml: key \"horizons\" is missing (a backtest needs it)",
                  "experiments/backtest.toml: key \"free\" is missing (a backtest needs it)"));
}

TEST_F(Experiments, complain_of_unknown_keys_with_the_nearest_name) {
  EXPECT_THAT(
      said("[method]", "[methods]"),
      ElementsAre(
          "experiments/calibrate.toml:16:2: unknown key \"methods\" (a calibration has: format, "
          "experiment, scenario, members, seed, title, question, targets, free, method) did you "
          "mean \"method\"?"));
  files.change(files.backtest, "horizons ", "horizon ");
  EXPECT_THAT(
      files.backtest_complaints(),
      ElementsAre("experiments/backtest.toml: key \"horizons\" is missing (a backtest needs it)",
                  "experiments/backtest.toml:7:1: unknown key \"horizon\" (a backtest has: format, "
                  "experiment, scenario, members, seed, title, question, origins, horizons, steps, "
                  "free) did you mean \"horizons\"?"));
}

TEST_F(Experiments, refuse_scenarios_with_levers) {
  EXPECT_THAT(
      said("../base.toml", "../run.toml"),
      ElementsAre(
          "experiments/calibrate.toml:3:14: the scenario \"../run.toml\" has 1 lever (an "
          "experiment is about the world without policies) name a scenario without [[lever]]"));
  files.append("run.toml",
               "[[lever]]\nkind = \"talent\"\ncities = [\"beta\"]\n"
               "years = { first = 2010, last = 2012 }\nstrength = 0.2\n");
  EXPECT_THAT(
      files.calibration_complaints(),
      ElementsAre(
          "experiments/calibrate.toml:3:14: the scenario \"../run.toml\" has 2 levers (an "
          "experiment is about the world without policies) name a scenario without [[lever]]"));
}

TEST_F(Experiments, refuse_what_is_no_scenario) {
  EXPECT_THAT(said("../base.toml", "../study.toml"),
              ElementsAre("study.toml: is a study, not a scenario (it has [tables]) name a "
                          "scenario, which names its study"));
  EXPECT_THAT(said("../study.toml", "backtest.toml"),
              ElementsAre("experiments/backtest.toml: is an experiment, not a scenario (it has "
                          "experiment = \"…\") name a scenario"));
  EXPECT_THAT(said("backtest.toml", "calibrate.toml"),
              ElementsAre("experiments/calibrate.toml: is an experiment, not a scenario (it has "
                          "experiment = \"…\") name a scenario"));
  EXPECT_THAT(said("\"calibrate.toml\"", "\"../bsae.toml\""),
              ElementsAre("bsae.toml: no such file (named in experiments/calibrate.toml:3:14)"));
}

TEST_F(Experiments, need_ten_members_at_least) {
  EXPECT_THAT(said("members    = 100", "members    = 9"),
              ElementsAre("experiments/calibrate.toml:4:14: \"members\" is 9, outside 10 to 100000 "
                          "(members of the ensemble)"));
  EXPECT_THAT(files.calibration_complaints({.members = 100, .seed = {}}),
              ElementsAre("experiments/calibrate.toml:4:14: \"members\" is 9, outside 10 to 100000 "
                          "(members of the ensemble)"));
  files.change(files.calibrate, "members    = 9", "members    = 10");
  EXPECT_THAT(files.calibration_complaints(), IsEmpty());
  EXPECT_THAT(files.calibration_complaints({.members = 9, .seed = std::uint64_t{1} << 63}),
              ElementsAre("--members: 9 is outside 10 to 100000",
                          "--seed: 9223372036854775808 is outside 0 to 2^63 - 1"));
  EXPECT_THAT(files.backtest_complaints({{.members = 100001, .seed = {}}, {}, {}}),
              ElementsAre("--members: 100001 is outside 10 to 100000"));
}

TEST_F(Experiments, check_their_options_even_when_the_file_is_none) {
  files.write(files.backtest, "experiment = \"backtest\n");
  EXPECT_THAT(
      files.backtest_complaints({{.members = 1, .seed = {}}, "x", "3:2"}),
      ElementsAre("experiments/backtest.toml:1:23: no valid TOML (Error while parsing string: "
                  "unescaped control characters other than TAB (U+0009) are explicitly prohibited)",
                  "--members: 1 is outside 10 to 100000",
                  "--origins: \"x\" is no span of origins (a whole number, or two as in 2011:2016, "
                  "is expected)",
                  "--horizons: the last horizon 2 is before the first, 3"));
  files.write(files.calibrate, "a = 1\n");
  EXPECT_THAT(
      files.calibration_complaints({.members = 1, .seed = {}}),
      ElementsAre(
          "experiments/calibrate.toml: key \"format\" is missing (a calibration needs it)",
          "experiments/calibrate.toml: key \"experiment\" is missing (a calibration needs it)",
          "--members: 1 is outside 10 to 100000"));
}

TEST_F(Experiments, are_told_from_each_other_and_from_other_files) {
  const auto reading = [&](const char* name) {
    return files.complaints_of([&] {
      Source source;
      read_calibration(source, files.path(name));
    });
  };
  EXPECT_THAT(reading(files.backtest),
              ElementsAre("experiments/backtest.toml:2:14: \"experiment\" is \"backtest\" (a "
                          "calibration is expected) agglomera backtest reads it"));
  EXPECT_THAT(reading("base.toml"),
              ElementsAre("base.toml: is a scenario, not an experiment (it names a study) name an "
                          "experiment, which names its scenario"));
  EXPECT_THAT(reading("study.toml"),
              ElementsAre("study.toml: is a study, not an experiment (it has [tables]) name an "
                          "experiment, which names its scenario"));
  EXPECT_THAT(reading("no.toml"), ElementsAre("no.toml: no such file"));
  EXPECT_THAT(files.complaints_of([&] {
    Source source;
    read_backtest(source, files.path(files.calibrate));
  }),
              ElementsAre("experiments/calibrate.toml:2:14: \"experiment\" is \"calibrate\" (a "
                          "backtest is expected) agglomera calibrate reads it"));
  EXPECT_THAT(files.complaints_of([&] {
    Source source;
    read_scenario(source, files.path(files.calibrate));
  }),
              ElementsAre("experiments/calibrate.toml: is an experiment, not a scenario (it has "
                          "experiment = \"…\") name a scenario"));
}

TEST_F(Experiments, of_a_newer_format_are_not_read_further) {
  EXPECT_THAT(
      said("format     = 1", "format     = 2\nwhat = 1"),
      ElementsAre(
          "experiments/calibrate.toml:1:14: format 2 is newer than this program reads (1)"));
}

TEST_F(Experiments, are_checked_with_all_they_name) {
  EXPECT_THAT(checked(files.calibrate), IsEmpty());
  EXPECT_THAT(checked(files.backtest), IsEmpty());
  files.change(files.calibrate, "members    = 100", "members    = 0");
  files.change(files.calibrate, "\"taste_coupling\"", "\"taste_couplign\"");
  files.change(files.backtest, "steps      = 2", "steps      = 0");
  files.change("base.toml", "members = 20", "members = 0");
  files.change("cities.csv", "40,-74", "40,-740");
  EXPECT_THAT(
      checked(files.calibrate),
      ElementsAre("cities.csv:4:21: \"lon\" is -740 (from -180 to 180 is expected)",
                  "base.toml:4:11: \"members\" is 0, outside 1 to 100000 (members of the ensemble)",
                  "experiments/calibrate.toml:4:14: \"members\" is 0, outside 10 to 100000 "
                  "(members of the ensemble)",
                  "experiments/calibrate.toml:13:28: unknown parameter \"taste_couplign\" did you "
                  "mean \"taste_coupling\"?"));
  EXPECT_THAT(
      checked(files.backtest),
      ElementsAre(
          "cities.csv:4:21: \"lon\" is -740 (from -180 to 180 is expected)",
          "base.toml:4:11: \"members\" is 0, outside 1 to 100000 (members of the ensemble)",
          "experiments/backtest.toml:8:14: \"steps\" is 0, outside 1 to 50 (steps of ES-MDA)"));
}

TEST_F(Experiments, of_kinds_that_are_not_read_name_those_that_are) {
  files.write("other.toml", "format = 1\nexperiment = \"calibrat\"\n");
  EXPECT_THAT(checked("other.toml"),
              ElementsAre("other.toml:2:14: \"calibrat\" is no experiment (known: calibrate, "
                          "backtest, optimize, sweep, sensitivity) did you mean \"calibrate\"?"));
  files.write("other.toml", "format = 1\nscenario = \"base.toml\"\n");
  EXPECT_THAT(checked("other.toml"),
              ElementsAre("other.toml: key \"experiment\" is missing (an experiment needs it)"));
  files.write("other.toml", "experiment = 1\n");
  EXPECT_THAT(
      checked("other.toml"),
      ElementsAre(
          "other.toml:1:14: \"experiment\" is a whole number (a text in quotes is expected)"));
}

}  // namespace
}  // namespace agglomera::scenarios
