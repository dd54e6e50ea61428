#include "output/export/forecasts.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sim/errors.hpp"
#include "tests/output/store/sample_results.hpp"

namespace agglomera::output {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

// 2008 was observed, 2009 not, unless it is said.
ResultFile sample_outlook(std::vector<std::string> scenarios, bool all_observed = false) {
  ResultFile run = sample_run(4);
  run.groups[0] = sample_series(std::move(scenarios), 4);
  const double nothing = std::numeric_limits<double>::quiet_NaN();
  for (Variable& variable : run.groups[1].variables)
    variable.values = std::vector<double>{1.2, all_observed ? 1.3 : nothing, 0.0, nothing};
  return run;
}

class ForecastsOfARun : public testing::Test {
 protected:
  const ResultStream& written(const ResultFile& result) {
    write_result(result, folder_ / "a.h5");
    stream_ = std::make_unique<ResultStream>(folder_ / "a.h5");
    return *stream_;
  }
  TemporaryFolder folder_;
  std::unique_ptr<ResultStream> stream_;
};

TEST_F(ForecastsOfARun, begin_after_the_last_observed_year_with_each_scenario_as_a_model) {
  const Forecasts forecasts(written(sample_outlook({"east-west", "east.west", "plain"})));
  ASSERT_EQ(forecasts.rounds.size(), 3u);
  EXPECT_EQ(forecasts.models[0].name, "east_west");
  EXPECT_EQ(forecasts.models[1].name, "east_west_2");
  EXPECT_EQ(forecasts.models[2].name, "plain");
  for (const Round& round : forecasts.rounds) {
    EXPECT_EQ(round.origin, 2008);
    EXPECT_THAT(round.horizons, ElementsAre(1));
  }
  EXPECT_EQ(forecasts.pieces(), 6u);
}

TEST_F(ForecastsOfARun, are_the_members_of_each_city_in_the_year_ahead) {
  const ResultFile run = sample_outlook({"one", "two"});
  const ResultStream& stream = written(run);
  const Forecasts forecasts(stream);
  const auto& values = std::get<std::vector<double>>(run.groups[0].variables[0].values);
  const auto ensembles = forecasts.ensembles(stream, *forecasts.targets[0], forecasts.rounds[1], 0);
  ASSERT_EQ(ensembles.size(), 3u);
  for (std::size_t city = 0; city < 2; ++city)
    for (std::size_t member = 0; member < 4; ++member)
      EXPECT_EQ(ensembles[city][member], values[((1 * 4 + member) * 3 + city) * 2 + 1]);
}

TEST_F(ForecastsOfARun, are_held_against_what_was_observed_in_the_cities_by_name) {
  const ResultStream& stream = written(sample_outlook({"one"}));
  const Forecasts forecasts(stream);
  const auto seen = forecasts.observations(stream);
  ASSERT_EQ(seen.size(), 4u);  // two measures of two cities in 2008
  EXPECT_EQ(seen[0].city, "beijing");
  EXPECT_EQ(seen[0].value, 1.2);
  EXPECT_EQ(seen[1].city, "singapore");
  EXPECT_EQ(seen[1].value, 0.0);  // zero is an observation
  EXPECT_EQ(forecasts.name(0), "Beijing");
  EXPECT_EQ(forecasts.name_zh(1), "新加坡");
}

TEST_F(ForecastsOfARun, are_none_when_every_year_was_observed) {
  const ResultStream& stream = written(sample_outlook({"one"}, true));
  try {
    const Forecasts forecasts(stream);
    FAIL();
  } catch (const sim::InputError& error) {
    EXPECT_THAT(error.what(),
                HasSubstr("holds no forecasts (it ends in 2009, the last observed year is 2009)"));
  }
}

}  // namespace
}  // namespace agglomera::output
