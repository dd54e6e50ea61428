#include "scenarios/study/calibration_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Calibrations : public ::testing::Test {
 protected:
  std::vector<std::string> said(const std::string& was, const std::string& now) const {
    files.change(files.calibrate, was, now);
    return files.calibration_complaints();
  }
  std::vector<std::string> warned(const std::string& was, const std::string& now) const {
    files.change(files.calibrate, was, now);
    return files.shortened(files.calibration().warnings);
  }
  ExperimentFiles files;
};

constexpr const char* measures = "measures = [\"lq_revenue\", \"lq_count\"]";
constexpr const char* years = "years    = { first = 2008, last = 2009 }";
constexpr const char* cities = "cities   = [\"gamma\", \"alpha\"]";
constexpr const char* parameters = "parameters = [\"exit_rate\", \"taste_coupling\"]";
constexpr const char* no_quantities = "cities     = []";
constexpr const char* steps = "steps = 4";

TEST_F(Calibrations, hold_their_lists_in_one_order) {
  const Calibration c = files.calibration();
  EXPECT_EQ(c.name, "calibrate");
  EXPECT_THAT(c.targets.measures, ElementsAre("lq_count", "lq_revenue"));
  EXPECT_EQ(c.targets.first, 2008);
  EXPECT_EQ(c.targets.last, 2009);
  EXPECT_THAT(c.targets.cities, ElementsAre(0, 2));
  EXPECT_THAT(c.free.parameters, ElementsAre("taste_coupling", "exit_rate"));
  EXPECT_THAT(c.free.city_quantities, IsEmpty());
  EXPECT_THAT(c.warnings, IsEmpty());
}

TEST_F(Calibrations, know_their_usual_method) {
  std::string text = files.text(files.calibrate);
  files.write(files.calibrate, text.erase(text.find("[method]")));
  const Method m = files.calibration().method;
  EXPECT_EQ(m.kind, MethodKind::es_mda);
  EXPECT_EQ(m.steps, 8);
  EXPECT_EQ(m.localisation, Localisation::own_city);
  EXPECT_TRUE(m.noise_correction);
  EXPECT_EQ(m.noise, NoiseRule::innovation_likelihood);
  EXPECT_EQ(m.modes, 0);
  EXPECT_FALSE(m.cross_check);
  EXPECT_EQ(m.rounds, 6);
  EXPECT_EQ(m.generations, 40);
}

TEST_F(Calibrations, can_choose_everything_of_their_method) {
  files.change(files.calibrate, "kind = \"es-mda\"\nsteps = 4",
               "kind = \"cma-es\"\nsteps = 50\nlocalisation = \"none\"\nnoise_correction = false\n"
               "noise = \"stated\"\nmodes = 64\ncross_check = \"abc-smc\"\nrounds = 3\n"
               "generations = 100");
  const Method m = files.calibration().method;
  EXPECT_EQ(m.kind, MethodKind::cma_es);
  EXPECT_EQ(m.steps, 50);
  EXPECT_EQ(m.localisation, Localisation::none);
  EXPECT_FALSE(m.noise_correction);
  EXPECT_EQ(m.noise, NoiseRule::stated);
  EXPECT_EQ(m.modes, 64);
  EXPECT_TRUE(m.cross_check);
  EXPECT_EQ(m.rounds, 3);
  EXPECT_EQ(m.generations, 100);
}

TEST_F(Calibrations, refuse_methods_that_cannot_be) {
  EXPECT_THAT(
      said("kind = \"es-mda\"\nsteps = 4",
           "kind = \"es_mda\"\nsteps = 51\nlocalisation = \"city\"\nnoise_correction = 1\n"
           "noise = \"state\"\nmodes = 65\ncross_check = \"cma-es\"\nrounds = 0\n"
           "generations = 0\nstep = 3"),
      ElementsAre(
          "experiments/calibrate.toml:17:8: \"es_mda\" is no method (known: es-mda, abc-smc, "
          "cma-es) did you mean \"es-mda\"?",
          "experiments/calibrate.toml:18:9: \"steps\" is 51, outside 1 to 50 (steps of ES-MDA)",
          "experiments/calibrate.toml:19:16: \"city\" is no localisation (known: own-city, none, summaries)",
          "experiments/calibrate.toml:20:20: \"noise_correction\" is a whole number (true or false "
          "is expected)",
          "experiments/calibrate.toml:21:9: \"state\" is no rule for the noise (known: "
          "innovation-likelihood, stated) did you mean \"stated\"?",
          "experiments/calibrate.toml:22:9: \"modes\" is 65, outside 0 to 64 (restarts of CMA-ES)",
          "experiments/calibrate.toml:23:15: \"cma-es\" is no cross-check (known: abc-smc)",
          "experiments/calibrate.toml:24:10: \"rounds\" is 0, outside 1 to 50 (rounds of ABC-SMC)",
          "experiments/calibrate.toml:25:15: \"generations\" is 0, outside 1 to 10000 (generations "
          "of CMA-ES)",
          "experiments/calibrate.toml:26:1: unknown key \"step\" (the table of the method has: "
          "kind, steps, localisation, noise_correction, noise, modes, cross_check, rounds, "
          "generations) did you mean \"steps\"?"));
}

TEST_F(Calibrations, refuse_cross_checks_of_nothing) {
  EXPECT_THAT(
      said("kind = \"es-mda\"", "kind = \"abc-smc\"\ncross_check = \"abc-smc\""),
      ElementsAre(
          "experiments/calibrate.toml:18:15: the cross-check is the method itself leave it out"));
  files.change(files.calibrate, "kind = \"abc-smc\"", "kind = \"es-mda\"");
  files.change(files.calibrate, no_quantities, "cities = [\"amenity\"]");
  EXPECT_THAT(said(parameters, ""),
              ElementsAre("experiments/calibrate.toml:18:15: a cross-check without free parameters "
                          "(it leaves the cities alone) free parameters or leave it out"));
}

TEST_F(Calibrations, warn_of_more_free_numbers_than_observations) {
  EXPECT_THAT(
      warned(parameters, "parameters = [\"exit_rate\", \"taste_coupling\", \"taste_spread\"]"),
      IsEmpty())
      << "three numbers, three observations";
  EXPECT_THAT(
      warned(no_quantities, "cities = [\"amenity\", \"culture\"]"),
      ElementsAre("experiments/calibrate.toml:12:1: 7 free numbers for 3 observations (not all of "
                  "them can be determined) free fewer, or fit more years, measures or cities"));
  files.append("fitted.csv", "alpha,amenity,0.25,0,linear,assumed,made up\n");
  EXPECT_THAT(
      files.shortened(files.calibration().warnings),
      ElementsAre("experiments/calibrate.toml:12:1: 6 free numbers for 3 observations (not all of "
                  "them can be determined) free fewer, or fit more years, measures or cities"))
      << "what is fixed is not counted";
}

TEST_F(Calibrations, warn_of_small_ensembles_without_localisation) {
  files.change(files.calibrate, parameters, "parameters = \"all\"");
  files.change(files.calibrate, "members    = 100", "members    = 68");
  ASSERT_EQ(files.calibration().free.parameters.size(), 34u);
  EXPECT_EQ(warned(steps, "localisation = \"none\"").size(), 1u) << "68 are enough for 34";
  EXPECT_THAT(
      warned("members    = 68", "members    = 67"),
      ElementsAre("experiments/calibrate.toml:12:1: 34 free numbers for 3 observations (not all of "
                  "them can be determined) free fewer, or fit more years, measures or cities",
                  "experiments/calibrate.toml:4:14: 67 members for 34 free numbers without "
                  "localisation (chance correlations will narrow the posterior; 68 members at "
                  "least) take more members, or write localisation = \"own-city\""));
  EXPECT_THAT(
      files.shortened(files.calibration({.members = 20, .seed = {}}).warnings),
      ElementsAre("experiments/calibrate.toml:12:1: 34 free numbers for 3 observations (not all of "
                  "them can be determined) free fewer, or fit more years, measures or cities",
                  "--members: 20 members for 34 free numbers without localisation (chance "
                  "correlations will narrow the posterior; 68 members at least) take more members, "
                  "or write localisation = \"own-city\""));
  EXPECT_EQ(warned("\"none\"", "\"own-city\"").size(), 1u);
}

TEST_F(Calibrations, warn_of_methods_that_do_not_suit_many_numbers) {
  EXPECT_THAT(warned("\"es-mda\"", "\"abc-smc\""), IsEmpty());
  files.change(files.calibrate, parameters, "parameters = [\"exit_rate\"]");
  EXPECT_THAT(
      warned(no_quantities, "cities = [\"amenity\"]"),
      ElementsAre(
          "experiments/calibrate.toml:16:1: \"abc-smc\" with 3 free numbers, 2 of cities (it is "
          "slow and coarse in many dimensions) free parameters only, or write kind = \"es-mda\""));
  EXPECT_THAT(
      warned("\"abc-smc\"", "\"cma-es\""),
      ElementsAre(
          "experiments/calibrate.toml:16:1: \"cma-es\" with 3 free numbers, 2 of cities (it is "
          "slow and coarse in many dimensions) free parameters only, or write kind = \"es-mda\""));
}

}  // namespace
}  // namespace agglomera::scenarios
