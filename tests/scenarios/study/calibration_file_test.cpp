#include "scenarios/study/calibration_file.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Not;

class Calibrations : public ::testing::Test {
 protected:
  std::vector<std::string> said(const std::string& was, const std::string& now) const {
    files.change(files.calibrate, was, now);
    return files.calibration_complaints();
  }
  std::vector<std::string> warned(const std::string& was, const std::string& now,
                                  const Overrides& overrides = {}) const {
    files.change(files.calibrate, was, now);
    return files.shortened(files.calibration(overrides).warnings);
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

TEST_F(Calibrations, fit_all_there_is_when_no_target_is_named) {
  std::string text = files.text(files.calibrate);
  const std::size_t from = text.find("[targets]");
  files.write(files.calibrate, text.erase(from, text.find("[free]") - from));
  const Targets targets = files.calibration().targets;
  EXPECT_THAT(targets.measures, ElementsAre("lq_count", "lq_revenue"));
  EXPECT_EQ(targets.first, 2008);
  EXPECT_EQ(targets.last, 2009);
  EXPECT_THAT(targets.cities, ElementsAre(0, 2)) << "nobody observed an LQ of beta";
}

TEST_F(Calibrations, fit_every_city_that_has_data_of_the_measure_in_the_years) {
  files.change(files.calibrate, cities, "");
  files.change(files.calibrate, measures, "measures = [\"lq_count\"]");
  EXPECT_THAT(files.calibration().targets.cities, ElementsAre(0));
  files.change(files.calibrate, "[\"lq_count\"]", "[\"lq_revenue\"]");
  EXPECT_THAT(files.calibration().targets.cities, ElementsAre(2));
}

TEST_F(Calibrations, take_from_a_cluster_the_cities_with_data) {
  files.change(files.calibrate, cities, "clusters = [\"delta\"]");
  EXPECT_THAT(files.calibration().targets.cities, ElementsAre(0));
}

TEST_F(Calibrations, fit_no_year_after_the_last_of_the_run) {
  files.change("study.toml", "first = 2008, last = 2009", "first = 2008, last = 2010");
  files.append("totals.csv",
               "firms,2010,130,firms,0.05,interpolated,made up\n"
               "revenue,2010,310,1e8 USD,0.1,derived,made up\n");
  for (const char* share : {"firm_share", "revenue_share"})
    for (const char* city : {"alpha", "beta", "gamma"})
      files.append("background.csv",
                   std::string(city) + "," + share + ",2010,0.1,0.3,assumed,made up\n");
  files.append("observed/observed.csv", "lq_count,beta,2010,2,1,made up\n");
  files.change(files.calibrate, years, "");
  files.change(files.calibrate, cities, "");
  EXPECT_EQ(files.calibration().targets.last, 2010);
  EXPECT_THAT(files.calibration().targets.cities, ElementsAre(0, 1, 2));
  files.change("base.toml", "last = 2012", "last = 2009");
  EXPECT_EQ(files.calibration().targets.last, 2009);
  EXPECT_THAT(files.calibration().targets.cities, ElementsAre(0, 2));
  EXPECT_THAT(said("[targets]\n", "[targets]\nyears = { first = 2008, last = 2010 }\n"),
              ElementsAre("experiments/calibrate.toml:8:32: \"last\" is 2010, outside 2008 to 2009 "
                          "(years of the scenario)"));
}

TEST_F(Calibrations, know_their_measures) {
  EXPECT_THAT(said("\"lq_revenue\", ", "\"lq_revnue\", \"lq_count\", \"revenue\", "),
              ElementsAre("experiments/calibrate.toml:8:13: \"lq_revnue\" is no measure that can "
                          "be fitted (known: lq_count, lq_revenue) did you mean \"lq_revenue\"?",
                          "experiments/calibrate.toml:8:38: \"revenue\" is no measure that can be "
                          "fitted (known: lq_count, lq_revenue)",
                          "experiments/calibrate.toml:8:49: \"lq_count\" stands twice"));
  EXPECT_THAT(said("\"lq_revnue\", \"lq_count\", \"revenue\", \"lq_count\"", ""),
              ElementsAre("experiments/calibrate.toml:8:12: \"measures\" is empty (nothing would "
                          "be fitted) leave it out for both measures"));
}

TEST_F(Calibrations, need_target_years_inside_the_study) {
  EXPECT_THAT(said(years, "years = { first = 2007, last = 2010 }"),
              ElementsAre("experiments/calibrate.toml:9:19: \"first\" is 2007, outside 2008 to "
                          "2009 (years of the study)",
                          "experiments/calibrate.toml:9:32: \"last\" is 2010, outside 2008 to 2009 "
                          "(years of the study)"));
  EXPECT_THAT(
      said("first = 2007, last = 2010", "first = 2009, last = 2008"),
      ElementsAre("experiments/calibrate.toml:9:32: the last year 2008 is before the first, 2009"));
}

TEST_F(Calibrations, know_their_cities_and_clusters) {
  EXPECT_THAT(said(cities, "cities = [\"alhpa\", \"gamma\", \"gamma\"]"),
              ElementsAre("experiments/calibrate.toml:10:11: unknown city \"alhpa\" (not in "
                          "cities.csv) did you mean \"alpha\"?",
                          "experiments/calibrate.toml:10:29: \"gamma\" stands twice"));
  EXPECT_THAT(said("cities = [\"alhpa\", \"gamma\", \"gamma\"]",
                   "clusters = [\"dleta\", \"independent\", \"delta\", \"delta\"]"),
              ElementsAre("experiments/calibrate.toml:10:13: unknown cluster \"dleta\" (no city of "
                          "cities.csv is in it) did you mean \"delta\"?",
                          "experiments/calibrate.toml:10:22: \"independent\" is no cluster (its "
                          "cities are in none) name the cities",
                          "experiments/calibrate.toml:10:46: \"delta\" stands twice"));
  EXPECT_THAT(said("clusters = [\"dleta\", \"independent\", \"delta\", \"delta\"]",
                   "clusters = [\"delta\"]\ncities = [\"gamma\"]"),
              ElementsAre("experiments/calibrate.toml:10:12: \"clusters\" stands beside \"cities\" "
                          "leave one of them out"));
  EXPECT_THAT(said("clusters = [\"delta\"]\ncities = [\"gamma\"]", "cities = []"),
              ElementsAre("experiments/calibrate.toml:10:10: \"cities\" is empty (nothing would be "
                          "fitted) leave it out for every city with observations"));
}

TEST_F(Calibrations, refuse_targets_without_data) {
  EXPECT_THAT(
      said(cities, "cities = [\"alpha\", \"beta\"]"),
      ElementsAre(
          "experiments/calibrate.toml:10:20: \"beta\" has no observation of lq_count or lq_revenue "
          "in 2008 to 2009 (a target without data) leave it out, or name other measures or years"));
  files.change(files.calibrate, measures, "measures = [\"lq_revenue\"]");
  EXPECT_THAT(
      said("cities = [\"alpha\", \"beta\"]", "clusters = [\"delta\"]"),
      ElementsAre(
          "experiments/calibrate.toml:10:13: no city of \"delta\" has an observation of lq_revenue "
          "in 2008 to 2009 (a target without data) leave it out, or name other measures or years"));
  files.change(files.calibrate, years, "years = { first = 2008, last = 2008 }");
  EXPECT_THAT(said("clusters = [\"delta\"]", ""),
              ElementsAre("experiments/calibrate.toml:7:1: no city has an observation of "
                          "lq_revenue in 2008 (targets without data)"));
}

TEST_F(Calibrations, say_nothing_of_data_when_the_study_has_faults) {
  files.change("observed/observed.csv", "lq_revenue,gamma,2009,0.75,1",
               "lq_revenue,gamma,2009,0.75,2");
  EXPECT_THAT(
      files.calibration_complaints(),
      ElementsAre(
          "observed/observed.csv:4:28: unit \"2\" does not suit lq_revenue (1 is expected)"));
}

TEST_F(Calibrations, free_every_uncertain_parameter_when_told_all) {
  std::size_t uncertain = 0;
  for (const auto& row : models::parameter_table()) uncertain += row.prior.sd > 0.0;
  std::string before = parameters;
  for (const std::string all : {"parameters = \"all\"", "parameters = [\"all\"]"}) {
    files.change(files.calibrate, before, all);
    const std::vector<std::string> free = files.calibration().free.parameters;
    EXPECT_THAT(free, Contains("half_life_km"));
    EXPECT_THAT(free, Not(Contains("lq_floor")));
    EXPECT_EQ(free.size(), uncertain);
    before = all;
  }
}

TEST_F(Calibrations, hold_quantities_of_cities_in_one_order) {
  files.change(files.calibrate, no_quantities,
               "cities = [\"revenue_share\", \"firm_share\", \"culture\", \"technology\", "
               "\"endowment\", \"growth_advantage\", \"amenity\"]");
  EXPECT_THAT(files.calibration().free.city_quantities,
              ElementsAre("amenity", "growth_advantage", "endowment", "technology", "culture",
                          "firm_share", "revenue_share"));
}

TEST_F(Calibrations, know_what_can_be_free) {
  files.change(files.calibrate, parameters,
               "parameters = [\"exit_rat\", \"exit_rate\", \"exit_rate\", \"all\"]");
  EXPECT_THAT(
      said(no_quantities, "cities = [\"amenities\", \"governance\", \"culture\", \"culture\"]"),
      ElementsAre(
          "experiments/calibrate.toml:13:15: unknown parameter \"exit_rat\" did you mean "
          "\"exit_rate\"?",
          "experiments/calibrate.toml:13:40: \"exit_rate\" stands twice",
          "experiments/calibrate.toml:13:53: unknown parameter \"all\" write \"all\" alone",
          "experiments/calibrate.toml:14:11: unknown quantity of cities \"amenities\" did you mean "
          "\"amenity\"?",
          "experiments/calibrate.toml:14:24: unknown quantity of cities \"governance\" known: "
          "amenity, growth_advantage, endowment, technology, culture, firm_share, revenue_share",
          "experiments/calibrate.toml:14:49: \"culture\" stands twice"));
  files.change(files.calibrate, "[\"exit_rat\", \"exit_rate\", \"exit_rate\", \"all\"]",
               "\"exit_rate\"");
  EXPECT_THAT(said("[\"amenities\", \"governance\", \"culture\", \"culture\"]", "\"culture\""),
              ElementsAre("experiments/calibrate.toml:13:14: \"parameters\" is \"exit_rate\" (an "
                          "array of names or \"all\" is expected) write [\"exit_rate\"]",
                          "experiments/calibrate.toml:14:10: \"cities\" is a text (an array of "
                          "texts is expected)"));
}

TEST_F(Calibrations, need_something_free) {
  EXPECT_THAT(said(parameters, "parameters = []"),
              ElementsAre("experiments/calibrate.toml:12:1: nothing is free (the lists are empty) "
                          "name parameters or quantities of cities"));
  files.change(files.calibrate, "parameters = []\n", "");
  EXPECT_THAT(said(no_quantities, ""), ElementsAre("experiments/calibrate.toml:12:1: nothing is "
                                                   "free name parameters or quantities of cities"));
  EXPECT_THAT(
      said("[free]\n", ""),
      ElementsAre("experiments/calibrate.toml: key \"free\" is missing (a calibration needs it)"));
}

TEST_F(Calibrations, refuse_what_has_a_prior_of_zero_width) {
  EXPECT_THAT(said(parameters, "parameters = [\"exit_rate\", \"lq_floor\"]"),
              ElementsAre("experiments/calibrate.toml:13:28: lq_floor has a prior of zero width "
                          "(it is fixed) give it one under [parameters] of the study or scenario: "
                          "lq_floor = { usual = 0.2, sd = … }"));
  files.append("study.toml", "lq_floor = { usual = 0.1, sd = 0.01 }\n");
  EXPECT_THAT(files.calibration_complaints(), IsEmpty());
  files.append("base.toml", "[parameters]\nexit_rate = { usual = 0.05, fixed = true }\n");
  EXPECT_THAT(files.calibration_complaints(),
              ElementsAre("experiments/calibrate.toml:13:15: exit_rate has a prior of zero width "
                          "(it is fixed) give it one under [parameters] of the study or scenario: "
                          "exit_rate = { usual = 0.05, sd = … }"));
}

TEST_F(Calibrations, refuse_quantities_that_are_fixed_in_every_target_city) {
  files.change(files.calibrate, no_quantities, "cities = [\"amenity\", \"firm_share\"]");
  files.change("fitted.csv", "gamma,amenity,-0.25,0.5", "gamma,amenity,-0.25,0");
  EXPECT_THAT(files.calibration_complaints(), IsEmpty()) << "that of alpha is uncertain";
  files.append("fitted.csv", "alpha,amenity,0.25,0,linear,assumed,made up\n");
  std::string background;
  for (const char* city : {"alpha", "beta", "gamma"})
    for (const char* year : {"2008", "2009"})
      for (const char* measure : {"firm_share", "revenue_share"})
        background += fmt::format("{},{},{},0.1,0,assumed,made up\n", city, measure, year);
  files.write("background.csv", "city,measure,year,value,log_sd,kind,source\n" + background);
  EXPECT_THAT(
      files.calibration_complaints(),
      ElementsAre("experiments/calibrate.toml:14:11: amenity has a prior of zero width in every "
                  "target city (it is fixed) give it a prior_sd in the table of assumptions",
                  "experiments/calibrate.toml:14:22: firm_share has a prior of zero width in every "
                  "target city (it is fixed) give it a log_sd in the table of the background"));
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
          "experiments/calibrate.toml:19:16: \"city\" is no localisation (known: own-city, none)",
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
  files.change(files.calibrate, "members    = 100", "members    = 66");
  ASSERT_EQ(files.calibration().free.parameters.size(), 33u);
  EXPECT_EQ(warned(steps, "localisation = \"none\"").size(), 1u) << "66 are enough for 33";
  EXPECT_THAT(
      warned("members    = 66", "members    = 65"),
      ElementsAre("experiments/calibrate.toml:12:1: 33 free numbers for 3 observations (not all of "
                  "them can be determined) free fewer, or fit more years, measures or cities",
                  "experiments/calibrate.toml:4:14: 65 members for 33 free numbers without "
                  "localisation (chance correlations will narrow the posterior; 66 members at "
                  "least) take more members, or write localisation = \"own-city\""));
  EXPECT_THAT(
      files.shortened(files.calibration({.members = 20, .seed = {}}).warnings),
      ElementsAre("experiments/calibrate.toml:12:1: 33 free numbers for 3 observations (not all of "
                  "them can be determined) free fewer, or fit more years, measures or cities",
                  "--members: 20 members for 33 free numbers without localisation (chance "
                  "correlations will narrow the posterior; 66 members at least) take more members, "
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
