#include "output/measures/ellison_glaeser.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "../known_answers.hpp"
#include "output/measures/concentration.hpp"
#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Values = std::vector<double>;

TEST(EllisonGlaeser, agrees_with_the_published_answer) {
  const auto published = known_answer("reat_ellison_glaeser");
  const Values plants = published["input"]["emp"];
  const std::vector<std::string> regions = published["input"]["region"];
  std::map<std::string, double> industry;
  for (std::size_t k = 0; k < plants.size(); ++k) industry[regions[k]] += plants[k];
  Values here, all;
  for (const auto& [region, amount] : industry) {
    here.push_back(amount);
    all.push_back(published["input"]["region_emp"][region]);
  }
  EXPECT_NEAR(ellison_glaeser(here, all, hhi(plants)), published["expected"], published["tol"]);
}

TEST(EllisonGlaeser, of_two_regions_by_hand) {
  // s = (1, 0), x = (1/2, 1/2): G = 1/2, 1 − Σx² = 1/2.
  EXPECT_DOUBLE_EQ(ellison_glaeser_g(Values{8, 0}, Values{5, 5}), 0.5);
  EXPECT_DOUBLE_EQ(ellison_glaeser(Values{8, 0}, Values{5, 5}, 0.25), (0.5 - 0.125) / (0.5 * 0.75));
  EXPECT_DOUBLE_EQ(coagglomeration(Values{8, 0}, Values{0, 3}, Values{5, 5}), -1);
}

TEST(EllisonGlaeser, of_an_industry_with_itself_is_the_index_without_plants) {
  const Values industry = {4, 1, 7}, all = {20, 30, 25};
  EXPECT_DOUBLE_EQ(coagglomeration(industry, industry, all), ellison_glaeser(industry, all, 0));
}

TEST(EllisonGlaeser, is_missing_where_undefined) {
  EXPECT_TRUE(std::isnan(ellison_glaeser(Values{1, 2}, Values{5, 5}, 1)));        // one plant
  EXPECT_TRUE(std::isnan(ellison_glaeser(Values{1, 2}, Values{5, 5}, missing)));
  EXPECT_TRUE(std::isnan(ellison_glaeser(Values{0, 0}, Values{5, 5}, 0.1)));
  EXPECT_TRUE(std::isnan(coagglomeration(Values{3}, Values{2}, Values{9})));      // one region
}

}  // namespace
}  // namespace agglomera::output
