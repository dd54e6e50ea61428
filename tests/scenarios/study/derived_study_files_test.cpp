#include "scenarios/study/derived_study_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "scenarios/study/backtest_file.hpp"
#include "scenarios/study/calibration_file.hpp"
#include "scenarios/study/derived_experiments.hpp"
#include "scenarios/study/scenario_file.hpp"

namespace agglomera::scenarios {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

DerivedRegion at(const std::string& name, double latitude, double longitude) {
  DerivedRegion region;
  region.name = name;
  region.latitude_degrees = latitude;
  region.longitude_degrees = longitude;
  return region;
}

// Three regions over four years: 60 of 300, 30 of 500 and 10 of 200 firms, ever the same.
DerivedStudy three_regions() {
  DerivedStudy study;
  study.industry = "Mills \"and\" more";
  study.source = "my, table.csv";
  study.first = 2010;
  study.last = 2013;
  study.regions = {at("Upper", 10.0, 10.0), at("Lower", 11.0, 10.0), at("Middle", 10.5, 10.0)};
  const auto always = [](double value) { return std::vector<double>(4, value); };
  study.firms = {{always(60), always(30), always(10)}, always(100)};
  study.all_firms = {{always(300), always(500), always(200)}, always(1000)};
  return study;
}

std::vector<InputFile> files_of(const DerivedStudy& study) {
  Complaints complaints;
  auto files = derived_study_files(study, complaints);
  EXPECT_TRUE(complaints.none());
  return files;
}

std::vector<std::string> complaints_of(const DerivedStudy& study) {
  Complaints complaints;
  EXPECT_TRUE(derived_study_files(study, complaints).empty());
  std::vector<std::string> said;
  for (const sim::Complaint& one : complaints.all()) said.push_back(one.file + ": " + one.message);
  return said;
}

std::string text_of(const std::vector<InputFile>& files, const std::string& path) {
  const auto found = std::find_if(files.begin(), files.end(), [&](const InputFile& f) { return f.path == path; });
  return found == files.end() ? "none" : found->text;
}

Scenario read_again(const DerivedStudy& study) {
  Source kept(files_of(study));
  return read_scenario(kept, "baseline.toml");
}

TEST(DerivedStudyFiles, read_again_say_what_was_derived) {
  const models::Study study = *read_again(three_regions()).study;
  ASSERT_EQ(study.cities.size(), 3u);  // lower, middle, upper
  EXPECT_EQ(study.cities[0].name_en, "Lower");
  EXPECT_TRUE(study.cities_are_all);
  EXPECT_NEAR(study.observed.lq_count[0][2], 30.0 / 500 / 0.1, 1e-11);
  EXPECT_NEAR(study.observed.lq_count[2][0], 60.0 / 300 / 0.1, 1e-11);
  EXPECT_TRUE(std::isnan(study.observed.lq_revenue[0][0]));
  EXPECT_NEAR(study.firm_share[0].share[1], 0.5, 1e-11);
  EXPECT_EQ(study.firm_share[0].log_sd, 0.0);
  EXPECT_TRUE(study.firm_share[0].derived);
  EXPECT_EQ(study.revenue_share[0].log_sd, assumed_share_log_sd);
  EXPECT_FALSE(study.revenue_share[0].derived);
  EXPECT_THAT(study.totals.focal_firms, ElementsAre(100, 100, 100, 100));
  EXPECT_EQ(study.hubs, std::vector<sim::PlaceIndex>{0});
  EXPECT_EQ(study.links.size(), 3u);
  EXPECT_EQ(study.latents.amenity[0].prior.sd, amenity_sd);
}

TEST(DerivedStudyFiles, free_what_the_observations_can_tell) {
  DerivedStudy study = three_regions();
  const auto free_in = [](const DerivedStudy& of) {
    Source kept(files_of(of));
    const Calibration read = read_calibration(kept, "experiments/calibrate.toml");
    auto names = read.free.parameters;
    names.insert(names.end(), read.free.city_quantities.begin(), read.free.city_quantities.end());
    return names;
  };
  const auto has = [](const std::vector<std::string>& names, const char* name) {
    return std::find(names.begin(), names.end(), name) != names.end();
  };
  const auto counts = free_in(study);
  EXPECT_TRUE(has(counts, "amenity") && has(counts, "taste_siphoning") && has(counts, "exit_rate"));
  EXPECT_FALSE(has(counts, "growth_advantage") || has(counts, "rest_of_world_appeal") || has(counts, "nest_dissimilarity"));
  study.revenue_usd = study.all_revenue_usd = study.all_firms;
  study.regions[0].cluster = study.regions[1].cluster = "Both";
  study.regions_are_all = false;
  for (Amounts* amounts : {&study.all_firms, &*study.all_revenue_usd}) amounts->world.assign(4, 4000);
  const auto more = free_in(study);
  EXPECT_TRUE(has(more, "growth_advantage") && has(more, "rest_of_world_appeal") && has(more, "nest_dissimilarity"));
}

TEST(DerivedStudyFiles, hold_experiments_for_the_years_there_are) {
  DerivedStudy study = three_regions();
  {
    Source kept(files_of(study));
    const Backtest read = read_backtest(kept, "experiments/backtest.toml");
    EXPECT_EQ(read.first_origin, 2011);
    EXPECT_EQ(read.last_origin, 2012);
    EXPECT_EQ(read.last_horizon, 2);
  }
  study.last = 2011;
  for (Amounts* amounts : {&study.firms, &study.all_firms}) {
    amounts->world.resize(2);
    for (auto& region : amounts->regions) region.resize(2);
  }
  const auto files = files_of(study);
  EXPECT_EQ(text_of(files, "experiments/backtest.toml"), "none");
  EXPECT_THAT(text_of(files, "README.md"), HasSubstr("There is no experiments/backtest.toml"));
}

TEST(DerivedStudyFiles, link_nobody_without_coordinates_and_offer_another_policy) {
  DerivedStudy study = three_regions();
  for (DerivedRegion& region : study.regions) region.latitude_degrees = region.longitude_degrees = unknown;
  const auto files = files_of(study);
  EXPECT_EQ(text_of(files, "links.csv"), "city_a,city_b,kind,length_km,source\n");
  EXPECT_EQ(text_of(files, "policies/radiation.toml"), "none");
  EXPECT_THAT(text_of(files, "policies/talent.toml"), HasSubstr("cities   = [\"lower\"]"));
  EXPECT_THAT(text_of(files, "README.md"), HasSubstr("No coordinates were given"));
  EXPECT_TRUE(std::isnan(read_again(study).study->cities[0].latitude_degrees));
}

TEST(DerivedStudyFiles, observe_nothing_where_nothing_is_known) {
  DerivedStudy study = three_regions();
  study.firms.regions[0][1] = unknown;
  study.observed_years = {true, true, false, true};
  const models::Study read = *read_again(study).study;
  EXPECT_TRUE(std::isnan(read.observed.lq_count[2][1]));
  EXPECT_FALSE(read.firm_share[0].derived);  // one year is interpolated
}

TEST(DerivedStudyFiles, call_no_lq_of_counts_observed_where_firms_are_not_counted) {
  DerivedStudy study = three_regions();
  study.revenue_usd = study.firms;
  study.all_revenue_usd = study.all_firms;
  study.firms_counted = false;
  const models::Study read = *read_again(study).study;
  EXPECT_TRUE(std::isnan(read.observed.lq_count[0][0]));
  EXPECT_NEAR(read.observed.lq_revenue[2][0], 2.0, 1e-11);
  EXPECT_EQ(read.firm_share[0].log_sd, assumed_share_log_sd);
  EXPECT_EQ(read.revenue_share[0].log_sd, 0.0);
}

TEST(DerivedStudyFiles, are_refused_where_no_study_can_be_made) {
  DerivedStudy study = three_regions();
  study.firms.world[2] = 0.0;
  study.all_firms.regions[1][3] = 0.0;
  EXPECT_THAT(complaints_of(study),
              ElementsAre("my, table.csv: \"Mills \"and\" more\" has no firms in 2012 (an industry needs some in every year)",
                          "my, table.csv: firms of \"Mills \"and\" more\" in 2012: the regions add up to 100, more than "
                          "their total, 0",
                          "my, table.csv: \"Lower\" has nothing of any industry in 2013 (a region needs some in every year)",
                          "my, table.csv: firms of \"Mills \"and\" more\" in \"Lower\" in 2013: 30, more than of all "
                          "industries there, 0",
                          "my, table.csv: the regions have 500 of 1000 firms of all industries in 2013 and should be all "
                          "there is"));
  study = three_regions();
  study.regions.resize(1);
  study.last = 2010;
  EXPECT_THAT(complaints_of(study),
              ElementsAre("my, table.csv: holds one year alone, 2010 (a study needs two at least: it explains changes)",
                          "my, table.csv: holds one region alone (its LQ is 1 whatever happens)"));
}

TEST(BacktestYears, leave_a_year_to_learn_from_and_one_to_foretell) {
  DerivedStudy study;
  study.first = 2000;
  for (const int years : {3, 4, 5, 8, 18, 60}) {
    study.last = 2000 + years - 1;
    const auto found = backtest_years(study);
    ASSERT_TRUE(found);
    EXPECT_GT(found->first_origin, study.first);
    EXPECT_LE(found->first_origin, found->last_origin);
    EXPECT_EQ(found->last_origin, study.last - 1);
    EXPECT_LE(found->first_origin + found->last_horizon, study.last);
    EXPECT_LE(found->last_origin - found->first_origin, 5);
  }
  study.last = 2001;
  EXPECT_FALSE(backtest_years(study));
}

}  // namespace
}  // namespace agglomera::scenarios
