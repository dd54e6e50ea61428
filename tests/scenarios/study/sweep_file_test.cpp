#include "scenarios/study/sweep_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "scenarios/study/check.hpp"
#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SweepFiles : public ::testing::Test {
 protected:
  static constexpr const char* file = "experiments/sweep.toml";
  static constexpr const char* head =
      "format     = 1\n"
      "experiment = \"sweep\"\n"
      "scenario   = \"../base.toml\"\n"
      "replicates = 4\n"
      "seed       = 9\n";
  static constexpr const char* design = "[design]\nkind = \"grid\"\n";
  static constexpr const char* sampled = "[design]\nkind = \"sobol\"\npoints = 16\n";
  static constexpr const char* outputs =
      "[outputs]\nmeasures = [\"firms\", \"lq_count\"]\nclusters = [\"all\"]\ncities = "
      "[\"gamma\"]\n";
  static constexpr const char* half_life =
      "[[factor]]\nparameter = \"half_life_km\"\nvalues = [200, 350, 500]\n";

  Sweep read(const std::string& factors, const std::string& with = design,
             const std::string& measured = outputs) const {
    files.write(file, head + with + measured + factors);
    Source source;
    return read_sweep(source, files.path(file));
  }
  // What is wrong, without the name of the file; the factors begin in line 12 under `design`.
  std::vector<std::string> said(const std::string& factors, const std::string& with = design,
                                const std::string& measured = outputs) const {
    std::vector<std::string> all = files.complaints_of([&] { read(factors, with, measured); });
    EXPECT_EQ(files.in_words(check(files.path(file))), all) << "validate says the same";
    for (std::string& one : all)
      if (one.starts_with(file)) one.erase(0, std::string(file).size());
    return all;
  }
  ExperimentFiles files;
};

TEST_F(SweepFiles, are_read_as_they_were_meant) {
  const Sweep sweep =
      read(std::string(half_life) +
           "[[factor]]\nparameter = \"taste_siphoning\"\n"
           "range = { low = 0.05, high = 0.5, steps = 3, scale = \"log\" }\n"
           "[[factor]]\nmechanism = \"localisation\"\n"
           "[[factor]]\nassumed_background = [\"level_background\", \"as_drawn\"]\n");
  const Variation& variation = sweep.variation;
  EXPECT_EQ(variation.name, "sweep");
  EXPECT_EQ(variation.scenario.members, 4);
  EXPECT_EQ(variation.scenario.seed, 9u);
  EXPECT_FALSE(variation.drawn);
  EXPECT_FALSE(variation.scenario.sample_priors);
  EXPECT_EQ(sweep.points, 3 * 3 * 2 * 2);
  ASSERT_EQ(variation.factors.size(), 4u);
  EXPECT_EQ(variation.factors[0].unit, "km");
  EXPECT_THAT(variation.factors[0].values, ElementsAre(200, 350, 500));
  EXPECT_EQ(variation.factors[1].values.front(), 0.05);
  EXPECT_DOUBLE_EQ(variation.factors[1].values[1], std::sqrt(0.05 * 0.5));
  EXPECT_EQ(variation.factors[1].values.back(), 0.5);
  EXPECT_EQ(variation.factors[2].name, "mechanism_localisation");
  EXPECT_EQ(variation.factors[2].word_of(0), "off");
  EXPECT_EQ(variation.factors[3].word_of(0), "level_background");
  std::vector<std::string> names;
  for (const Output& output : variation.outputs.all) names.push_back(output.name());
  EXPECT_THAT(names, ElementsAre("lq_count:delta", "firms:delta", "lq_count:gamma", "firms:gamma"));
  EXPECT_THAT(variation.outputs.all[1].places, ElementsAre(0, 1));
  EXPECT_EQ(variation.outputs.year, 2012);
  EXPECT_EQ(variation.inputs[0].path, "sweep.toml");
}

TEST_F(SweepFiles, have_levers_whose_strength_and_places_vary) {
  const Sweep sweep = read(
      "[[factor]]\nlever = \"radiation\"\nyears = { first = 2010, last = 2012 }\nramp = 2\n"
      "where = [[\"delta\"], [\"gamma\", \"beta\"]]\nstrengths = [0.0, 0.5, 1.0]\n"
      "[[factor]]\nlever = \"talent\"\ncities = [\"beta\"]\n"
      "years = { first = 2011, last = 2012 }\nstrength = { low = 0.1, high = 0.3, steps = 2 }\n");
  const Variation& variation = sweep.variation;
  ASSERT_EQ(variation.factors.size(), 3u);
  EXPECT_EQ(variation.factors[0].name, "radiation_strength");
  EXPECT_EQ(variation.factors[1].name, "radiation_where");
  EXPECT_THAT(variation.factors[1].words, ElementsAre("delta", "gamma + beta"));
  EXPECT_THAT(variation.factors[1].places[1], ElementsAre(1, 2));
  EXPECT_EQ(variation.factors[2].name, "talent_strength");
  ASSERT_EQ(variation.levers.size(), 2u);
  EXPECT_EQ(variation.levers[0].ramp_years, 2);
  EXPECT_EQ(variation.factors[2].row, 1u);
  EXPECT_EQ(sweep.points, 12);
}

TEST_F(SweepFiles, vary_the_lever_of_their_scenario) {
  files.write("base.toml", files.text("run.toml"));
  const Variation variation =
      read("[[factor]]\nlever = \"radiation\"\nstrengths = [0.0, 1.0]\n").variation;
  ASSERT_EQ(variation.levers.size(), 1u);
  EXPECT_EQ(variation.factors[0].row, 0u);
  EXPECT_EQ(variation.factors[0].name, "radiation_strength");
  EXPECT_THAT(
      said("[[factor]]\nlever = \"talent\"\nstrengths = [0.1]\n"),
      ElementsAre(":13:9: the scenario has no lever of kind talent (and the factor names no "
                  "cities and years) name cities, clusters or countries, and years"));
  EXPECT_THAT(
      said("[[factor]]\nlever = \"radiation\"\ncities = [\"alpha\"]\n"
           "years = { first = 2010, last = 2011 }\nstrengths = [0.5]\n"),
      ElementsAre(":13:9: \"radiation\" acts twice on alpha in 2010 (also by a lever of the "
                  "scenario) leave out its cities and years to vary the scenario's own"));
}

TEST_F(SweepFiles, take_free_parameters_by_their_priors_where_points_are_sampled) {
  const Sweep sweep = read("[[factor]]\nparameters = \"free\"\n", sampled);
  std::size_t uncertain = 0;
  for (const auto& setting : sweep.variation.scenario.study->parameters)
    uncertain += setting.prior.sd > 0.0;
  EXPECT_EQ(sweep.variation.factors.size(), uncertain);
  EXPECT_EQ(sweep.points, 16);
  const Factor half_life =
      read("[[factor]]\nparameters = [\"half_life_km\"]\n", sampled).variation.factors.at(0);
  EXPECT_EQ(half_life.value_at(0.5), 300.0);
  EXPECT_NEAR(half_life.value_at(0.975), 300.0 * std::exp(0.3 * 1.959964), 1e-3);
  EXPECT_TRUE(std::isfinite(half_life.value_at(0.0)) && std::isfinite(half_life.value_at(1.0)));
}

TEST_F(SweepFiles, spread_sampled_factors_over_their_range) {
  const std::vector<Factor> factors =
      read(
          "[[factor]]\nparameter = \"taste_siphoning\"\nrange = { low = 0.1, high = 0.4, scale = "
          "\"log\" }\n"
          "[[factor]]\nparameter = \"half_life_km\"\nrange = { low = 100, high = 300 }\n"
          "[[factor]]\nparameter = \"taste_spread\"\nvalues = [0.1, 0.2]\n",
          sampled)
          .variation.factors;
  EXPECT_DOUBLE_EQ(factors[0].value_at(0.5), 0.2);
  EXPECT_DOUBLE_EQ(factors[1].value_at(0.25), 150.0);
  EXPECT_EQ(factors[2].value_at(0.49), 0.1);
  EXPECT_EQ(factors[2].value_at(0.5), 0.2);
  EXPECT_EQ(factors[2].value_at(1.0), 0.2);
}

TEST_F(SweepFiles, refuse_empty_designs) {
  EXPECT_THAT(said(""),
              ElementsAre(": has no factor (an empty design: there is nothing to vary) add "
                          "a [[factor]]"));
  EXPECT_THAT(
      said("[[factor]]\nparameter = \"half_life_km\"\n"),
      ElementsAre(":12:1: half_life_km has no values (an empty design) write values = […] or "
                  "range = { low = …, high = …, steps = … }"));
  EXPECT_THAT(said("[[factor]]\nparameter = \"half_life_km\"\nvalues = []\n"),
              ElementsAre(":14:10: \"values\" is empty (an empty design) name one value at least"));
  EXPECT_THAT(said("[[factor]]\n"),
              ElementsAre(":12:1: a factor of no kind (nothing says what is varied) write one of "
                          "parameter, parameters, lever, mechanism, assumed_background"));
}

TEST_F(SweepFiles, refuse_values_outside_their_range) {
  EXPECT_THAT(said("[[factor]]\nparameter = \"half_life_km\"\nvalues = [200, 5001]\n"),
              ElementsAre(":14:16: \"values\" holds 5001, outside 20 to 5000 (km)"));
  EXPECT_THAT(said("[[factor]]\nlever = \"radiation\"\ncities = [\"alpha\"]\n"
                   "years = { first = 2010, last = 2012 }\nstrengths = [-1.5]\n"),
              ElementsAre(":16:14: \"strengths\" holds -1.5, outside 0 to 3 (fraction)"));
  EXPECT_THAT(said("[[factor]]\nparameter = \"half_life_km\"\nrange = { low = 300, high = 200, "
                   "steps = 3 }\n"),
              ElementsAre(":14:17: the low end 300 is not below the high end, 200"));
}

TEST_F(SweepFiles, refuse_the_same_factor_twice) {
  EXPECT_THAT(
      said(std::string(half_life) + half_life),
      ElementsAre(
          ":16:13: \"half_life_km\" is a factor twice (also that of line 13) leave one out"));
}

TEST_F(SweepFiles, name_the_nearest_of_what_is_unknown) {
  EXPECT_THAT(
      said("[[factor]]\nparameter = \"half_life\"\nvalues = [1]\n"),
      ElementsAre(":13:13: unknown parameter \"half_life\" did you mean \"half_life_km\"?"));
  EXPECT_THAT(said("[[factor]]\nmechanism = \"radiaton\"\n"),
              ElementsAre(":13:13: unknown mechanism \"radiaton\" did you mean \"radiation\"?"));
  EXPECT_THAT(
      said("[[factor]]\nlever = \"radiation\"\nwhere = [[\"delt\"]]\n"
           "years = { first = 2010, last = 2012 }\nstrength = 0.5\n"),
      ElementsAre(":14:11: unknown cluster or city \"delt\" (not in cities.csv) did you mean "
                  "\"delta\"?"));
  EXPECT_THAT(said("[[factor]]\nlever = \"radiatio\"\ncities = [\"alpha\"]\n"
                   "years = { first = 2010, last = 2012 }\nstrengths = [0.5]\n")
                  .size(),
              1u);
}

TEST_F(SweepFiles, refuse_grids_that_nobody_could_run) {
  std::string factors;
  for (const char* name : {"half_life_km", "taste_siphoning", "taste_spread"})
    factors += std::string("[[factor]]\nparameter = \"") + name +
               "\"\nrange = { low = 1, high = 2, steps = 1000 }\n";
  factors.replace(factors.find("low = 1, high = 2"), 17, "low = 100, high = 200");
  EXPECT_THAT(
      said(factors),
      ElementsAre(":6:1: the grid has 1e+09 points (at most 100000000) take fewer values or "
                  "steps, or a sampled design"));
}

TEST_F(SweepFiles, ask_a_grid_for_steps_and_no_other_design) {
  EXPECT_THAT(said("[[factor]]\nparameter = \"half_life_km\"\nrange = { low = 100, high = 200 }\n"),
              ElementsAre(":14:9: key \"steps\" is missing (a range of a grid needs it)"));
  EXPECT_THAT(
      said("[[factor]]\nparameter = \"half_life_km\"\nprior = true\n"),
      ElementsAre(":14:9: the prior of half_life_km in a grid (a grid combines values) write "
                  "values = […], or range = { low = …, high = …, steps = … }"));
  EXPECT_THAT(
      said(half_life, "[design]\nkind = \"grid\"\npoints = 5\n"),
      ElementsAre(":8:10: \"points\" of a grid (it has all combinations of its values) leave "
                  "it out, or write kind = \"sobol\""));
}

TEST_F(SweepFiles, measure_something_somewhere) {
  EXPECT_THAT(said(half_life, design, "[outputs]\nmeasures = []\ncities = [\"alpha\"]\n").size(),
              1u);
  EXPECT_THAT(said(half_life, design, "[outputs]\nmeasures = [\"firms\"]\n"),
              ElementsAre(":8:1: no place is named (nothing would be measured) write clusters = "
                          "[\"all\"], cities = […] or world = true"));
  EXPECT_THAT(
      said(half_life, design, "[outputs]\nmeasures = [\"hhi\"]\ncities = [\"alpha\"]\n"),
      ElementsAre(":9:13: \"hhi\" without the world (it is told of all cities together) write "
                  "world = true"));
  EXPECT_THAT(
      said(half_life, design, "[outputs]\nmeasures = [\"firms\"]\nworld = true\neffect = true\n"),
      ElementsAre(":8:1: an effect without levers (there is none to tell of) write effect = "
                  "false, or name a policy's scenario or a factor with lever = \"…\""));
}

class CalibrationSweeps : public ::testing::Test {
 protected:
  static constexpr const char* file = "experiments/clusters.toml";
  static constexpr const char* head =
      "format      = 1\n"
      "experiment  = \"sweep\"\n"
      "calibration = \"calibrate.toml\"\n";

  Sweep read(const std::string& rest) const {
    files.write(file, head + rest);
    Source source;
    return read_sweep(source, files.path(file));
  }
  std::vector<std::string> said(const std::string& rest) const {
    const std::vector<std::string> all = files.complaints_of([&] { read(rest); });
    EXPECT_EQ(files.in_words(check(files.path(file))), all) << "validate says the same";
    return all;
  }
  ExperimentFiles files;
};

TEST_F(CalibrationSweeps, fit_one_cluster_after_the_other) {
  const Sweep sweep =
      read("[[factor]]\ncalibrate_on = [[\"delta\"], [\"gamma\"], [\"delta\", \"gamma\"]]\n");
  ASSERT_TRUE(sweep.calibration);
  EXPECT_EQ(sweep.points, 3);
  EXPECT_EQ(design_name(sweep), "calibration");
  const Factor& factor = sweep.variation.factors.at(0);
  EXPECT_THAT(factor.words, ElementsAre("delta", "gamma", "delta + gamma"));
  EXPECT_THAT(factor.places[0], ElementsAre(0));  // beta was never observed by its LQ
  EXPECT_THAT(factor.places[2], ElementsAre(0, 2));
  std::vector<std::string> names;
  for (const Output& output : sweep.variation.outputs.all) names.push_back(output.name());
  EXPECT_EQ(names.size(), 12u);  // two measures, two places; before, after, change
  EXPECT_EQ(names.front(), "log_error_lq_count_before:delta");
  EXPECT_EQ(names.back(), "log_error_lq_revenue_change:gamma");
}

TEST_F(CalibrationSweeps, name_what_is_wrong) {
  EXPECT_THAT(said(""),
              ElementsAre("experiments/clusters.toml: has no factor (a calibration is swept over one: "
                          "calibrate_on) write one [[factor]] with calibrate_on = [[\"…\"], [\"…\"]]"));
  EXPECT_THAT(said("[[factor]]\ncalibrate_on = [[\"delt\"]]\n"),
              ElementsAre("experiments/clusters.toml:5:18: unknown cluster or city \"delt\" (not in the "
                          "study) did you mean \"delta\"?"));
  EXPECT_THAT(said("[[factor]]\ncalibrate_on = [[\"beta\"]]\n"),
              ElementsAre("experiments/clusters.toml:5:18: no city of \"beta\" has an observation that "
                          "is fitted (a target without data) leave it out"));
  EXPECT_THAT(said("[[factor]]\ncalibrate_on = [[\"gamma\"], [\"gamma\"]]\n"),
              ElementsAre("experiments/clusters.toml:5:29: \"gamma\" stands twice leave one out"));
}

}  // namespace
}  // namespace agglomera::scenarios
