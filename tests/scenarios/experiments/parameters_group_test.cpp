// The group `parameters` of results: where the values that members ran with come from.
#include <gtest/gtest.h>

#include "scenarios/experiments/result_groups.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

using Texts = std::vector<std::string>;

std::string in(const output::Group& group, const char* variable, const char* parameter) {
  const Texts& names = std::get<Texts>(group.dimension("parameter")->labels);
  const auto at = std::find(names.begin(), names.end(), parameter) - names.begin();
  return std::get<Texts>(group.variable(variable)->values)[static_cast<std::size_t>(at)];
}

std::string origin(const Scenario& scenario, const char* parameter) {
  return in(parameters_group(scenario, {}), "origin", parameter);
}

TEST(ParametersGroup, tells_sampled_values_from_fixed_ones) {
  Scenario scenario = ThreeCities().read();
  EXPECT_EQ(origin(scenario, "exit_rate"), "prior");
  EXPECT_EQ(origin(scenario, "lq_floor"), "usual value");  // its prior has no width
  EXPECT_EQ(origin(scenario, "half_life_km"), "prior");    // that of the study
  scenario.sample_priors = false;
  EXPECT_EQ(origin(scenario, "exit_rate"), "usual value");
  EXPECT_EQ(origin(scenario, "half_life_km"), "scenario");  // 300 km, which is not the usual
}

TEST(ParametersGroup, says_which_values_were_learned_from_data) {
  Scenario scenario = ThreeCities().read();
  scenario.posterior =
      std::make_shared<models::Posterior>(models::Posterior{{"exit_rate", "amenity:alpha"}, {{0.0, 0.0}}});
  EXPECT_EQ(origin(scenario, "exit_rate"), "posterior");
  EXPECT_EQ(origin(scenario, "taste_spread"), "prior");
}

TEST(ParametersGroup, gives_the_usual_value_of_the_study_and_words_in_both_languages) {
  const Scenario scenario = ThreeCities().read();
  const output::Group group = parameters_group(scenario, {});
  const Texts& names = std::get<Texts>(group.dimension("parameter")->labels);
  const auto at = std::find(names.begin(), names.end(), "half_life_km") - names.begin();
  EXPECT_EQ(std::get<std::vector<double>>(group.variable("usual")->values)[static_cast<std::size_t>(at)],
            300.0);
  EXPECT_EQ(in(group, "text_zh", "half_life_km"), "指数型辐射衰减一半的距离");
  EXPECT_EQ(in(group, "source", "taste_spread"), "assumed");
  EXPECT_EQ(in(group, "source_zh", "taste_spread"), "假设");
}

}  // namespace
}  // namespace agglomera::scenarios
