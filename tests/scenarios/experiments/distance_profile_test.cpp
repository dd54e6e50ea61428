#include "scenarios/experiments/distance_profile.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "sim/city_network.hpp"
#include "tests/models/small_world.hpp"

namespace agglomera::scenarios {
namespace {

using namespace tests;

TEST(DistancesToTreated, are_geodesic_and_to_the_nearest) {
  const Study study = small_study();
  const std::vector<Lever> levers = {{"radiation", {avalon}, 2009, 2017, 1, {0.5, 0.0}},
                                     {"research", {dale, elm}, 2009, 2017, 1, {0.2}}};
  const std::vector<double> km = distances_to_treated(study, levers);
  ASSERT_EQ(km.size(), 6u);
  for (const PlaceIndex treated : {avalon, dale, elm}) EXPECT_TRUE(std::isnan(km[treated]));
  EXPECT_EQ(km[brook], sim::geodesic_km(study.cities[avalon], study.cities[brook]));
  EXPECT_EQ(km[ford], sim::geodesic_km(study.cities[elm], study.cities[ford]));
  EXPECT_NEAR(km[brook], 123.5, 1.0);  // a degree of latitude and half a degree of longitude at 10°
}

TEST(DistanceBands, have_means_over_cities_as_worked_by_hand) {
  const std::vector<double> km = {missing, 99.0, 100.0, 249.0, 3000.0};
  const CitiesByMember spill = {{9.0, 1.0, 2.0, 4.0, 0.5}, {}, {9.0, 3.0, 0.0, 2.0, 0.5}};
  const CitiesByMember siphoned = {{9.0, -2.0, -1.0, -1.0, 0.0}, {}, {9.0, -2.0, -3.0, -5.0, 0.0}};
  const auto bands = distance_bands(km, spill, siphoned);
  ASSERT_EQ(bands.size(), 6u);
  EXPECT_EQ(bands[0].cities, 1u);
  EXPECT_EQ(bands[0].spill.mean, 2.0);
  EXPECT_EQ(bands[0].net.mean, 0.0);
  EXPECT_EQ(bands[1].cities, 2u);
  EXPECT_EQ(bands[1].spill.mean, 2.0);      // members 3 and 1
  EXPECT_EQ(bands[1].siphoned.mean, -2.5);  // −1 and −4
  EXPECT_DOUBLE_EQ(bands[1].net.q05, -3.0 + 0.05 * 5.0);
  EXPECT_DOUBLE_EQ(bands[1].net.q95, -3.0 + 0.95 * 5.0);
  EXPECT_EQ(bands[2].cities, 0u);
  EXPECT_TRUE(std::isnan(bands[2].spill.mean));
  EXPECT_EQ(bands[5].cities, 1u);
  EXPECT_EQ(bands[5].from_km, 2500.0);
  EXPECT_EQ(bands[5].net.mean, 0.5);
}

// Spread halves every `a` km and siphoning every `b`: they are equal at log₂(S/D)/(1/a − 1/b). Each
// pull is multiplied by luck of its own, e^(noise·z).
struct Decay {
  double spread_half_life, drawn_half_life, drawn_at_zero;
  double noise = 0.0;
  std::size_t cities = 24;
  std::size_t members = 200;

  double crossing() const {
    return -std::log2(drawn_at_zero) / (1.0 / spread_half_life - 1.0 / drawn_half_life);
  }
  TurningDistance estimate() const {
    std::vector<double> km;
    for (std::size_t city = 0; city < cities; ++city)  // evenly from 30 to 3000 on the log scale
      km.push_back(30.0 *
                   std::pow(100.0, static_cast<double>(city) / static_cast<double>(cities - 1)));
    CitiesByMember spread, drawn;
    for (std::size_t member = 0; member < members; ++member) {
      const Draws draws(11, static_cast<std::uint32_t>(member));
      const auto luck = [&](std::uint32_t city, sim::Year part) {
        return std::exp(noise * draws.named(city, part, sim::Purpose::prior).normal());
      };
      spread.emplace_back();
      drawn.emplace_back();
      for (std::uint32_t city = 0; city < cities; ++city) {
        spread.back().push_back(luck(city, 1) * std::exp2(-km[city] / spread_half_life));
        drawn.back().push_back(-luck(city, 2) * drawn_at_zero *
                               std::exp2(-km[city] / drawn_half_life));
      }
    }
    return turning_distance(km, spread, drawn);
  }
};

TEST(TurningDistance, is_where_two_decays_cross) {
  const Decay decay{200.0, 600.0, 0.4};
  const TurningDistance found = decay.estimate();
  EXPECT_EQ(found.to_siphoning, 1.0);
  EXPECT_NEAR(found.to_siphoning_km_q50 / decay.crossing(), 1.0, 0.02);
  EXPECT_EQ(found.to_siphoning_km_q05, found.to_siphoning_km_q95);
}

TEST(TurningDistance, is_of_the_other_kind_when_siphoning_decays_faster) {
  const Decay decay{600.0, 200.0, 2.5};
  const TurningDistance found = decay.estimate();
  EXPECT_EQ(found.to_spread, 1.0);
  EXPECT_NEAR(found.to_spread_km_q50 / decay.crossing(), 1.0, 0.02);
  EXPECT_TRUE(std::isnan(found.to_siphoning_km_q50));
}

// The balance falls ever faster in ln km, so that its mean over a neighbourhood turns a few percent
// nearer.
TEST(TurningDistance, of_noisy_cities_scatters_about_the_crossing) {
  const Decay decay{200.0, 600.0, 0.4, 0.3};
  const TurningDistance found = decay.estimate();
  EXPECT_GE(found.to_siphoning, 0.95);
  EXPECT_NEAR(found.to_siphoning_km_q50 / decay.crossing(), 1.0, 0.1);
  EXPECT_LT(found.to_siphoning_km_q05, decay.crossing());
  EXPECT_GT(found.to_siphoning_km_q95, decay.crossing());
}

TEST(TurningDistance, does_not_exist_where_no_city_is_siphoned) {
  const TurningDistance found = Decay{200.0, 600.0, 0.0, 0.5}.estimate();
  EXPECT_EQ(found.spreads, 1.0);
  EXPECT_EQ(found.to_siphoning + found.to_spread + found.siphons + found.unmoved, 0.0);
}

TEST(TurningDistance, does_not_exist_where_siphoning_wins_everywhere) {
  EXPECT_EQ((Decay{200.0, 600.0, 1.5}.estimate().siphons), 1.0);
}

TEST(TurningDistance, leaves_out_failed_members_and_cities_that_feel_nothing) {
  const std::vector<double> km = {20.0, 100.0, 300.0, 500.0, 900.0, 5000.0};
  std::vector<double> spread, drawn;
  for (const double d : km) {
    spread.push_back(std::exp2(-d / 200.0));
    drawn.push_back(-0.4 * std::exp2(-d / 600.0));
  }
  spread.back() = drawn.back() = 0.0;
  const TurningDistance found = turning_distance(km, {spread, {}}, {drawn, {}});
  EXPECT_EQ(found.cities, 5u);
  EXPECT_EQ(found.to_siphoning, 1.0);
  EXPECT_GT(found.to_siphoning_km_q50, 300.0);
  EXPECT_LT(found.to_siphoning_km_q50, 500.0);
  const TurningDistance unmoved = turning_distance(km, {spread, std::vector<double>(6, 0.0)},
                                                   {drawn, std::vector<double>(6, 0.0)});
  EXPECT_EQ(unmoved.unmoved, 0.5);
}

TEST(TurningDistance, is_not_estimated_from_fewer_than_five_cities_that_feel_anything) {
  const std::vector<double> km = {10.0, 20.0, 30.0, 40.0, 50.0, missing};
  const CitiesByMember spread = {{1.0, 1.0, 0.0, 0.0, 0.0, 1.0}};
  const CitiesByMember drawn = {{0.0, 0.0, -1.0, -1.0, 0.0, 0.0}};
  const TurningDistance found = turning_distance(km, spread, drawn);
  EXPECT_EQ(found.cities, 4u);
  EXPECT_TRUE(std::isnan(found.spreads));
  EXPECT_TRUE(std::isnan(found.bandwidth));
  const TurningDistance five =
      turning_distance(km, {{1.0, 1.0, 0.0, 0.0, 0.1, 1.0}}, {{0.0, 0.0, -1.0, -1.0, -0.2, 0.0}});
  EXPECT_EQ(five.cities, 5u);
  EXPECT_EQ(five.to_siphoning, 1.0);
  EXPECT_GT(five.to_siphoning_km_q50, 20.0);
  EXPECT_LT(five.to_siphoning_km_q50, 30.0);
}

}  // namespace
}  // namespace agglomera::scenarios
