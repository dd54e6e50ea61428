#include "scenarios/study/free_section.hpp"

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

class FreeQuantitiesOfACalibration : public ::testing::Test {
 protected:
  std::vector<std::string> said(const std::string& was, const std::string& now) const {
    files.change(files.calibrate, was, now);
    return files.calibration_complaints();
  }
  ExperimentFiles files;
};

constexpr const char* cities = "cities   = [\"gamma\", \"alpha\"]";
constexpr const char* parameters = "parameters = [\"exit_rate\", \"taste_coupling\"]";
constexpr const char* no_quantities = "cities     = []";

TEST_F(FreeQuantitiesOfACalibration, free_every_uncertain_parameter_when_told_all) {
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

TEST_F(FreeQuantitiesOfACalibration, hold_quantities_of_cities_in_one_order) {
  files.change(files.calibrate, no_quantities,
               "cities = [\"revenue_share\", \"firm_share\", \"culture\", \"technology\", "
               "\"endowment\", \"growth_advantage\", \"amenity\"]");
  EXPECT_THAT(files.calibration().free.city_quantities,
              ElementsAre("amenity", "growth_advantage", "endowment", "technology", "culture",
                          "firm_share", "revenue_share"));
}

TEST_F(FreeQuantitiesOfACalibration, know_what_can_be_free) {
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

TEST_F(FreeQuantitiesOfACalibration, need_something_free) {
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

TEST_F(FreeQuantitiesOfACalibration, refuse_what_has_a_prior_of_zero_width) {
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

TEST_F(FreeQuantitiesOfACalibration, refuse_quantities_that_are_fixed_in_every_target_city) {
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

}  // namespace
}  // namespace agglomera::scenarios
