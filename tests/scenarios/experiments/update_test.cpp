#include "scenarios/experiments/update.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "output/store/result_file.hpp"
#include "output/store/schema.hpp"
#include "scenarios/experiments/calibrate.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "sim/errors.hpp"
#include "tests/scenarios/experiments/small_calibration.hpp"

namespace agglomera::scenarios {
namespace {

constexpr const char* header = "measure,city,year,value,unit,source\n";
constexpr const char* usual_rows = "lq_count,alba,2016,1.8,1,s\nlq_revenue,brea,2016,0.6,1,s\n";

class Update : public ::testing::Test {
 protected:
  // The study's posterior, written beside it.
  void calibrate_study() const {
    const Calibration experiment = files.read();
    output::write_result(calibration_result(experiment, calibrate(experiment), provenance_of("x")),
                         posterior());
  }
  std::string posterior() const { return files.path("posterior.h5").string(); }

  ExtendedStudy extended(const std::string& rows = usual_rows) const {
    files.write("new.csv", header + rows);
    return extend_study(files.path("study.toml"), files.path("new.csv"));
  }
  StudyUpdate updated(const ExtendedStudy& study) const {
    UpdateSettings settings;
    settings.members = 60;
    settings.steps = 2;
    return update(study, posterior(), settings, provenance_of("agglomera update x"));
  }
  SmallCalibration files;
};

double mean_of(const StudyUpdate& update, const std::string& name) {
  for (const MovedNumber& number : update.moved)
    if (number.name == name) return number.after;
  return 1e9;
}

TEST_F(Update, without_a_posterior_foretells_and_learns_nothing) {
  const StudyUpdate result = updated(extended());
  EXPECT_FALSE(result.posterior);
  ASSERT_EQ(result.forecasts.size(), 2u);
  for (const MadeBefore& made : result.forecasts) {
    EXPECT_TRUE(made.foretold);
    EXPECT_LT(made.low, made.median);
    EXPECT_LT(made.median, made.high);
  }
  EXPECT_EQ(result.forecasts[0].observed, 1.8);
}

TEST_F(Update, foretells_by_what_was_known_before_whatever_came_after) {
  const StudyUpdate one = updated(extended());
  const StudyUpdate other = updated(extended("lq_count,alba,2016,9,1,s\nlq_revenue,brea,2016,0,1,s\n"));
  EXPECT_EQ(one.forecasts[0].median, other.forecasts[0].median);
  EXPECT_EQ(one.forecasts[1].high, other.forecasts[1].high);
  EXPECT_FALSE(other.forecasts[0].inside());
  EXPECT_EQ(other.forecasts[1].log_error, std::log((other.forecasts[1].median + 0.05) / 0.05));
}

TEST_F(Update, has_no_forecast_of_what_fills_a_gap) {
  std::string text = files.text("observed/observed.csv");
  const std::string row = "lq_count,cora,2013,1.0,1,made up\n";
  files.write("observed/observed.csv", text.erase(text.find(row), row.size()));
  const StudyUpdate result = updated(extended("lq_count,cora,2013,1.0,1,s\n"));
  ASSERT_EQ(result.forecasts.size(), 1u);
  EXPECT_FALSE(result.forecasts[0].foretold);
}

TEST_F(Update, moves_a_posterior_that_the_new_study_accepts) {
  calibrate_study();
  const ExtendedStudy study = extended();
  const StudyUpdate result = updated(study);
  ASSERT_TRUE(result.posterior);
  EXPECT_EQ(result.assimilated, 2u);
  EXPECT_EQ(result.draws, 40u);
  EXPECT_EQ(output::mismatches(*result.posterior, output::Unknown::refused), std::vector<std::string>{});
  check_study(*result.posterior, study.texts_after, "posterior.h5", "");
  EXPECT_THROW(check_study(*result.posterior, study.texts_before, "posterior.h5", ""), sim::InputError);
  EXPECT_EQ(seed_in(*result.posterior), 5u);
  const KeptPosterior kept = posterior_in(*result.posterior, "posterior.h5");
  EXPECT_EQ(kept.posterior.draws.size(), 40u);
  EXPECT_NE(kept.count_innovations.last[0], 0.0);
}

TEST_F(Update, lets_a_city_learn_from_its_own_observations_only) {
  calibrate_study();
  const StudyUpdate low = updated(extended("lq_count,alba,2016,1.2,1,s\n"));
  const StudyUpdate high = updated(extended("lq_count,alba,2016,2.6,1,s\n"));
  EXPECT_LT(mean_of(low, "amenity:alba"), mean_of(high, "amenity:alba"));
  for (const StudyUpdate* result : {&low, &high})
    for (const MovedNumber& number : result->moved)
      if (number.name == "amenity:brea" || number.name == "growth_advantage:cora") {
        EXPECT_EQ(number.before, number.after) << number.name;
        EXPECT_EQ(number.sd_before, number.sd_after) << number.name;
      }
}

TEST_F(Update, goes_on_from_year_to_year) {
  calibrate_study();
  const ExtendedStudy first = extended();
  output::write_result(*updated(first).posterior, posterior());
  for (const auto& [path, text] : first.changed) files.write(path, text);
  const StudyUpdate second = updated(extended("lq_count,alba,2017,1.85,1,s\n"));
  ASSERT_TRUE(second.posterior);
  EXPECT_EQ(second.assimilated, 1u);
}

TEST_F(Update, refuses_the_posterior_of_another_study) {
  calibrate_study();
  files.write("totals.csv", files.text("totals.csv") + "\n");
  try {
    updated(extended());
    FAIL();
  } catch (const sim::InputError& error) {
    EXPECT_EQ(error.complaints().front().text(),
              posterior() + ": was made with another study (differing: totals.csv) calibrate again, or "
                            "move it out of the folder");
  }
}

}  // namespace
}  // namespace agglomera::scenarios
