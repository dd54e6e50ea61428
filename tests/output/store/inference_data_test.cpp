#include "output/store/inference_data.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace agglomera::output {
namespace {

using testing::ElementsAre;

ResultFile small_posterior() {
  const std::vector<std::string> cities = {"beijing", "singapore"},
                                 names = {"Beijing", "Singapore"};
  const std::vector<std::int64_t> one = {0}, two = {0, 1};
  const std::vector<double> values = {0.1, 0.2};
  return {"posterior",
          {},
          {},
          {{"cities", {{"city", "", "", cities}}, {{"city_name", "", "", {"city"}, names}}},
           {"innovations", {{"city", "", "", cities}}, {{"count_sd", "", "", {"city"}, values}}},
           {"posterior",
            {{"chain", "", "", one}, {"draw", "", "", two}, {"city", "", "", cities}},
            {{"exit_rate", "", "", {"chain", "draw"}, values}}}}};
}

TEST(InferenceData, has_the_groups_of_the_schema_in_its_order_and_no_others) {
  const auto groups = inference_groups_of(small_posterior());
  ASSERT_EQ(groups.size(), 2u);
  EXPECT_EQ(groups[0].name, "posterior");
  EXPECT_EQ(groups[1].name, "constant_data");  // the cities
}

TEST(InferenceData, leaves_out_dimensions_that_no_variable_has) {
  const auto groups = inference_groups_of(small_posterior());
  ASSERT_EQ(groups[0].dimensions.size(), 2u);
  EXPECT_EQ(groups[0].dimensions[0].name, "chain");
  EXPECT_EQ(groups[0].dimensions[1].name, "draw");
}

TEST(InferenceData, is_nothing_without_draws_of_a_posterior) {
  ResultFile result = small_posterior();
  result.groups.pop_back();
  EXPECT_THAT(inference_groups_of(result), ElementsAre());
}

}  // namespace
}  // namespace agglomera::output
