#include "scenarios/study/sensitivity_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/study/check.hpp"
#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SensitivityFiles : public ::testing::Test {
 protected:
  static constexpr const char* file = "experiments/sensitivity.toml";
  static constexpr const char* head =
      "format     = 1\n"
      "experiment = \"sensitivity\"\n"
      "scenario   = \"../base.toml\"\n"
      "replicates = 3\n"
      "seed       = 9\n";
  static constexpr const char* rest =
      "[outputs]\nmeasures = [\"firms\"]\nclusters = [\"all\"]\n"
      "[[factor]]\nparameters = \"free\"\n"
      "[[factor]]\nparameter = \"gravity_exponent\"\nrange = { low = 1, high = 3, scale = \"log\" "
      "}\n";

  Sensitivity read(const std::string& method, const Overrides& overrides = {}) const {
    files.write(file, std::string(head) + method + rest);
    Source source;
    return read_sensitivity(source, files.path(file), overrides);
  }
  // What is wrong, without the name of the file; the method begins in line 6.
  std::vector<std::string> said(const std::string& method) const {
    std::vector<std::string> all = files.complaints_of([&] { read(method); });
    EXPECT_EQ(files.in_words(check(files.path(file))), all) << "validate says the same";
    for (std::string& one : all)
      if (one.starts_with(file)) one.erase(0, std::string(file).size());
    return all;
  }
  ExperimentFiles files;
};

TEST_F(SensitivityFiles, are_read_as_they_were_meant) {
  const Sensitivity sobol =
      read("[method]\nkind = \"sobol\"\nsamples = 1024\nscramblings = 4\nsecond_order = true\n");
  EXPECT_EQ(sobol.method.kind, SensitivityKind::sobol);
  EXPECT_EQ(sobol.method.samples, 1024);
  EXPECT_EQ(sobol.method.scramblings, 4);
  EXPECT_TRUE(sobol.method.second_order);
  EXPECT_EQ(sobol.variation.scenario.members, 3);
  EXPECT_EQ(sobol.variation.scenario.seed, 9u);
  EXPECT_EQ(sobol.variation.inputs.front().path, "sensitivity.toml");
  const Sensitivity morris =
      read("[method]\nkind = \"morris\"\ntrajectories = 12\nlevels = 4\n", {5, 8u});
  EXPECT_EQ(morris.method.kind, SensitivityKind::morris);
  EXPECT_EQ(morris.method.trajectories, 12);
  EXPECT_EQ(morris.method.levels, 4);
  EXPECT_EQ(morris.variation.scenario.members, 5);
  EXPECT_EQ(morris.variation.scenario.seed, 8u);
}

TEST_F(SensitivityFiles, take_the_usual_method_where_it_says_no_more) {
  const SensitivityMethod method = read("[method]\nkind = \"sobol\"\n").method;
  EXPECT_EQ(method.samples, 4096);
  EXPECT_EQ(method.scramblings, 8);
  EXPECT_FALSE(method.second_order);
}

// By hand: 12 factors take 14 runs of each sample, 26 with pairs, and 13 of each trajectory.
TEST(SensitivityMethod, counts_the_points_that_it_takes) {
  SensitivityMethod method;
  EXPECT_EQ(method.points(12), 4096 * 14);
  method.second_order = true;
  EXPECT_EQ(method.points(12), 4096 * 26);
  method.kind = SensitivityKind::morris;
  EXPECT_EQ(method.points(12), 40 * 13);
}

TEST_F(SensitivityFiles, complain_of_a_design_that_does_not_fit_the_estimator) {
  EXPECT_THAT(
      said("[method]\nkind = \"sobol\"\nsamples = 4000\n"),
      ElementsAre(":8:11: 4000 samples in 8 scramblings do not fit the estimator (each "
                  "scrambling takes a power of two, at least 16: only so many points of the "
                  "sequence are in balance) write samples = 2048 or 4096"));
  EXPECT_THAT(
      said("[method]\nkind = \"sobol\"\nscramblings = 7\n"),
      ElementsAre(":8:15: 4096 samples in 7 scramblings do not fit the estimator (each "
                  "scrambling takes a power of two, at least 16: only so many points of the "
                  "sequence are in balance) write samples = 3584 or 7168"));
  EXPECT_THAT(
      said("[method]\nkind = \"sobol\"\nsamples = 64\n"),
      ElementsAre(":8:11: 64 samples in 8 scramblings do not fit the estimator (each "
                  "scrambling takes a power of two, at least 16: only so many points of the "
                  "sequence are in balance) write samples = 128 or 256"));
  EXPECT_THAT(said("[method]\nkind = \"sobol\"\nscramblings = 1\n"),
              ElementsAre(":8:15: \"scramblings\" is 1, outside 2 to 64 (intervals are taken over "
                          "them)"));
  EXPECT_THAT(
      said("[method]\nkind = \"morris\"\nlevels = 5\n"),
      ElementsAre(":8:10: 5 levels do not fit the estimator (a step is half of them, so that "
                  "each is met equally often) write 6"));
  EXPECT_THAT(
      said("[method]\nkind = \"morris\"\ntrajectories = 1\n"),
      ElementsAre(":8:16: \"trajectories\" is 1, outside 2 to 100000 (a spread takes two)"));
  EXPECT_THAT(said("[method]\nkind = \"sobol\"\nsamples = 1048576\n"),
              ElementsAre(::testing::HasSubstr("points are too many (at most 20000000)")));
}

TEST_F(SensitivityFiles, complain_of_one_replicate_which_tells_no_noise) {
  files.write(
      file,
      "format = 1\nexperiment = \"sensitivity\"\nscenario = \"../base.toml\"\nreplicates = 1\n"
      "seed = 9\n[method]\nkind = \"morris\"\n" +
          std::string(rest));
  Source source;
  EXPECT_THAT(
      files.complaints_of([&] { read_sensitivity(source, files.path(file)); }),
      ElementsAre("experiments/sensitivity.toml:4:14: \"replicates\" is 1, outside 2 to 100000 "
                  "(runs of every point; one tells no noise)"));
}

TEST_F(SensitivityFiles, complain_of_methods_and_keys_that_there_are_not) {
  EXPECT_THAT(said(""),
              ElementsAre(": key \"method\" is missing (a sensitivity analysis needs it)"));
  EXPECT_THAT(said("[method]\nkind = \"fast\"\n"),
              ElementsAre(":7:8: \"fast\" is no method of sensitivity (known: sobol, morris)"));
  EXPECT_THAT(
      said("[method]\nkind = \"sobol\"\nlevels = 4\n"),
      ElementsAre(":8:1: unknown key \"levels\" (the method of a sensitivity analysis has: kind, "
                  "samples, scramblings, second_order)"));
}

}  // namespace
}  // namespace agglomera::scenarios
