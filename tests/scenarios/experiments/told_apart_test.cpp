#include "scenarios/experiments/told_apart.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

constexpr std::size_t count = 0, amenity = 0, background = 1, innovation = 2, coupling = 3;
constexpr int members = 4;

// Three cities observed in the count LQ, four members, nothing moving until a test says so.
class ToldApart : public testing::Test {
 protected:
  ToldApart() {
    ThreeCities study;
    study.append("observed/observed.csv",
                 "lq_count,beta,2009,1,1,made up\nlq_count,gamma,2008,1,1,made up\n");
    scenario_ = study.read({members, 7});
    made_.members = members;
    made_.places = 4;
    made_.contribution.assign(measure_count * part_count * members * 4, 0.0);
  }
  void set(std::size_t part, std::size_t city, std::initializer_list<double> values) {
    int member = 0;
    for (const double value : values) made_.contribution[made_.at(count, part, member++, city)] = value;
  }
  PartPair pair(std::size_t a, std::size_t b) const {
    for (const PartPair& pair : pairs_of_parts(scenario_, made_))
      if (pair.measure == count && pair.a == a && pair.b == b) return pair;
    throw std::logic_error("no such pair");
  }
  double certain(std::size_t part) const {
    return share_excluding_zero(scenario_, made_, count, part);
  }

  Scenario scenario_;
  Explanation made_;
};

TEST(Correlation, is_that_worked_by_hand) {
  const std::vector<double> x = {1, 2, 3, 4}, y = {2, 1, 4, 3};
  EXPECT_DOUBLE_EQ(correlation(x, y), 0.6);  // 3/√(5·5)
  EXPECT_DOUBLE_EQ(correlation(x, x), 1.0);
  const std::vector<double> opposite = {-3, -5, -7, -9};
  EXPECT_DOUBLE_EQ(correlation(x, opposite), -1.0);
}

TEST(Correlation, leaves_out_missing_values_and_is_missing_itself_with_fewer_than_three) {
  const double gone = std::nan("");
  const std::vector<double> x = {1, gone, 2, 3, 9}, y = {1, 7, 2, 3, gone};
  EXPECT_DOUBLE_EQ(correlation(x, y), 1.0);
  const std::vector<double> two = {1, gone, 2, gone, 9}, still = {5, 5, 5, 5, 5};
  EXPECT_TRUE(std::isnan(correlation(two, y)));
  EXPECT_TRUE(std::isnan(correlation(still, y)));
}

// Over cities of the means 2, 4, 9 against 1, 2, 4.5; within each city the members are crosswise.
TEST_F(ToldApart, parts_that_go_together_over_cities_are_not) {
  const double means[] = {2.0, 4.0, 9.0};
  for (std::size_t city = 0; city < 3; ++city) {
    const double m = means[city];
    set(amenity, city, {m - 1, m + 1, m - 1, m + 1});
    set(coupling, city, {m / 2 - 1, m / 2 - 1, m / 2 + 1, m / 2 + 1});
  }
  const PartPair both = pair(amenity, coupling);
  EXPECT_DOUBLE_EQ(both.over_cities, 1.0);
  EXPECT_NEAR(both.over_members, 0.0, 1e-15);
  EXPECT_TRUE(both.known());
  EXPECT_FALSE(both.told_apart());
}

// Correlations over members −1, −1 and −0.8 in the cities; over cities of means 0, 1, 5 against 1, 3, 0.
TEST_F(ToldApart, parts_that_trade_off_between_members_are_not) {
  set(background, 0, {-1, 1, -2, 2});
  set(innovation, 0, {2, 0, 3, -1});
  set(background, 1, {0, 2, -1, 3});
  set(innovation, 1, {4, 2, 5, 1});
  set(background, 2, {3.5, 4.5, 5.5, 6.5});
  set(innovation, 2, {1.5, -0.5, 0.5, -1.5});
  const PartPair both = pair(background, innovation);
  EXPECT_NEAR(both.over_members, -2.8 / 3.0, 1e-12);
  EXPECT_NEAR(both.over_cities, -5.0 * std::sqrt(3.0) / 14.0, 1e-12);  // −5/√(14 · 14/3)
  EXPECT_FALSE(both.told_apart());
}

TEST_F(ToldApart, parts_that_vary_on_their_own_are) {
  const double means[] = {1.0, 2.0, 3.0}, others[] = {2.0, 7.0, 3.0};
  for (std::size_t city = 0; city < 3; ++city) {
    set(amenity, city, {means[city] - 1, means[city] + 1, means[city] - 1, means[city] + 1});
    set(coupling, city, {others[city] - 1, others[city] - 1, others[city] + 1, others[city] + 1});
  }
  EXPECT_TRUE(pair(amenity, coupling).told_apart());
}

TEST_F(ToldApart, parts_that_do_not_move_are_not_known_to_be) {
  EXPECT_FALSE(pair(amenity, coupling).known());
  EXPECT_FALSE(pair(amenity, coupling).told_apart());
  EXPECT_EQ(pairs_of_parts(scenario_, made_).size(), measure_count * 21u);
}

// Type 7 quantiles of four: q05 is 0.15 of the way from the lowest to the next.
TEST_F(ToldApart, parts_exclude_zero_in_the_cities_where_their_interval_does) {
  set(amenity, 0, {0.1, 0.2, 0.3, 0.4});
  set(amenity, 1, {-0.1, 0.2, 0.3, 0.4});   // q05 −0.055
  set(amenity, 2, {-0.4, -0.3, -0.2, -0.1});
  EXPECT_DOUBLE_EQ(certain(amenity), 2.0 / 3.0);
  set(amenity, 1, {-0.01, 0.2, 0.3, 0.4});  // q05 0.0215
  EXPECT_DOUBLE_EQ(certain(amenity), 1.0);
  EXPECT_DOUBLE_EQ(certain(coupling), 0.0);
}

TEST_F(ToldApart, only_cities_observed_in_the_measure_count) {
  EXPECT_EQ(observed_cities(*scenario_.study, 0), (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(observed_cities(*scenario_.study, 3), (std::vector<std::size_t>{2}));
  Scenario unobserved;
  unobserved.study = std::make_shared<const models::Study>();
  EXPECT_TRUE(std::isnan(share_excluding_zero(unobserved, made_, count, amenity)));
}

}  // namespace
}  // namespace agglomera::scenarios
