#include "scenarios/study/targets_section.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/scenarios/study/experiment_files.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;

class TargetsOfACalibration : public ::testing::Test {
 protected:
  std::vector<std::string> said(const std::string& was, const std::string& now) const {
    files.change(files.calibrate, was, now);
    return files.calibration_complaints();
  }
  ExperimentFiles files;
};

constexpr const char* measures = "measures = [\"lq_revenue\", \"lq_count\"]";
constexpr const char* years = "years    = { first = 2008, last = 2009 }";
constexpr const char* cities = "cities   = [\"gamma\", \"alpha\"]";

TEST_F(TargetsOfACalibration, fit_all_there_is_when_no_target_is_named) {
  std::string text = files.text(files.calibrate);
  const std::size_t from = text.find("[targets]");
  files.write(files.calibrate, text.erase(from, text.find("[free]") - from));
  const Targets targets = files.calibration().targets;
  EXPECT_THAT(targets.measures, ElementsAre("lq_count", "lq_revenue"));
  EXPECT_EQ(targets.first, 2008);
  EXPECT_EQ(targets.last, 2009);
  EXPECT_THAT(targets.cities, ElementsAre(0, 2)) << "nobody observed an LQ of beta";
}

TEST_F(TargetsOfACalibration, fit_every_city_that_has_data_of_the_measure_in_the_years) {
  files.change(files.calibrate, cities, "");
  files.change(files.calibrate, measures, "measures = [\"lq_count\"]");
  EXPECT_THAT(files.calibration().targets.cities, ElementsAre(0));
  files.change(files.calibrate, "[\"lq_count\"]", "[\"lq_revenue\"]");
  EXPECT_THAT(files.calibration().targets.cities, ElementsAre(2));
}

TEST_F(TargetsOfACalibration, take_from_a_cluster_the_cities_with_data) {
  files.change(files.calibrate, cities, "clusters = [\"delta\"]");
  EXPECT_THAT(files.calibration().targets.cities, ElementsAre(0));
}

TEST_F(TargetsOfACalibration, fit_no_year_after_the_last_of_the_run) {
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

TEST_F(TargetsOfACalibration, know_their_measures) {
  EXPECT_THAT(said("\"lq_revenue\", ", "\"lq_revnue\", \"lq_count\", \"profits\", "),
              ElementsAre("experiments/calibrate.toml:8:13: \"lq_revnue\" is no measure that can "
                          "be fitted (known: lq_count, lq_revenue, revenue) did you mean \"lq_revenue\"?",
                          "experiments/calibrate.toml:8:38: \"profits\" is no measure that can be "
                          "fitted (known: lq_count, lq_revenue, revenue)",
                          "experiments/calibrate.toml:8:49: \"lq_count\" stands twice"));
  EXPECT_THAT(said("\"lq_revnue\", \"lq_count\", \"profits\", \"lq_count\"", ""),
              ElementsAre("experiments/calibrate.toml:8:12: \"measures\" is empty (nothing would "
                          "be fitted) leave it out for both LQs"));
}

TEST_F(TargetsOfACalibration, need_target_years_inside_the_study) {
  EXPECT_THAT(said(years, "years = { first = 2007, last = 2010 }"),
              ElementsAre("experiments/calibrate.toml:9:19: \"first\" is 2007, outside 2008 to "
                          "2009 (years of the study)",
                          "experiments/calibrate.toml:9:32: \"last\" is 2010, outside 2008 to 2009 "
                          "(years of the study)"));
  EXPECT_THAT(
      said("first = 2007, last = 2010", "first = 2009, last = 2008"),
      ElementsAre("experiments/calibrate.toml:9:32: the last year 2008 is before the first, 2009"));
}

TEST_F(TargetsOfACalibration, know_their_cities_and_clusters) {
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

TEST_F(TargetsOfACalibration, refuse_targets_without_data) {
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

TEST_F(TargetsOfACalibration, say_nothing_of_data_when_the_study_has_faults) {
  files.change("observed/observed.csv", "lq_revenue,gamma,2009,0.75,1",
               "lq_revenue,gamma,2009,0.75,2");
  EXPECT_THAT(
      files.calibration_complaints(),
      ElementsAre(
          "observed/observed.csv:4:28: unit \"2\" does not suit lq_revenue (1 is expected)"));
}

}  // namespace
}  // namespace agglomera::scenarios
