#include "output/measures/specialisation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "../known_answers.hpp"
#include "output/measures/concentration.hpp"
#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

using Values = std::vector<double>;

TEST(Specialisation, agrees_with_published_answers) {
  const auto goettingen = known_answer("reat_krugman_goettingen2017");
  EXPECT_NEAR(krugman(Values(goettingen["input"]["region"]), Values(goettingen["input"]["nation"])),
              goettingen["expected"], goettingen["tol"]);
  const auto most = known_answer("reat_krugman_max");
  EXPECT_NEAR(krugman(Values(most["input"]["a"]), Values(most["input"]["b"])), most["expected"],
              most["tol"]);
}

TEST(Specialisation, is_none_of_the_same_mix_at_any_scale) {
  EXPECT_NEAR(krugman(Values{1, 2, 5}, Values{10, 20, 50}), 0, 1e-15);
}

TEST(Specialisation, is_twice_the_hoover_index) {
  const Values one = {3, 0, 9, 4}, other = {1, 6, 2, 2};
  EXPECT_DOUBLE_EQ(krugman(one, other), 2 * hoover(one, other));
  EXPECT_DOUBLE_EQ(krugman(one, other), krugman(other, one));
}

TEST(Specialisation, leaves_out_what_is_missing_in_either) {
  EXPECT_DOUBLE_EQ(krugman(Values{1, missing, 3, 4}, Values{2, 5, 2, missing}),
                   krugman(Values{1, 3}, Values{2, 2}));
  EXPECT_TRUE(std::isnan(krugman(Values{0, 0}, Values{1, 2})));
  EXPECT_TRUE(std::isnan(krugman(Values{1, -1}, Values{1, 2})));
}

}  // namespace
}  // namespace agglomera::output
