#include "scenarios/inference/noise_scales.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

NoiseSettings settings_of(std::size_t cities, double omega) {
  NoiseSettings settings;
  settings.prior_scales = {0.3};
  settings.cities = cities;
  settings.omega = omega;
  return settings;
}

// Of one group and one city.
std::vector<Innovation> errors(std::initializer_list<double> values,
                               double simulator_variance = 0) {
  std::vector<Innovation> innovations;
  for (const double value : values) innovations.push_back({0, 0, value, simulator_variance});
  return innovations;
}

GroupNoise only(const std::vector<Innovation>& innovations, const NoiseSettings& settings) {
  return estimate_noise_scales(innovations, settings).groups.at(0);
}

// Innovations as the model assumes them; nu infinite: normal. The ensembles' own sd is up to 0.4.
struct World {
  std::size_t cities;
  int per_city;
  double scale, omega;
  double nu = std::numeric_limits<double>::infinity();

  std::vector<Innovation> draw(unsigned seed) const {
    std::mt19937_64 random(seed);
    std::normal_distribution<double> normal;
    std::chi_squared_distribution<double> chi_squared(std::isfinite(nu) ? nu : 1.0);
    std::vector<Innovation> innovations;
    for (std::size_t city = 0; city < cities; ++city) {
      const double city_scale = scale * std::exp(omega * normal(random));
      for (int i = 0; i < per_city; ++i) {
        const double s = 0.1 * (1 + i % 4);
        double deviate = normal(random);  // of variance 1
        if (std::isfinite(nu)) deviate *= std::sqrt((nu - 2) / chi_squared(random));
        innovations.push_back(
            {0, city, deviate * std::sqrt(s * s + city_scale * city_scale), s * s});
      }
    }
    return innovations;
  }
};

TEST(NoiseScales, of_one_city_without_simulator_noise_is_the_root_mean_square) {
  const GroupNoise noise = only(errors({3, -4}), settings_of(1, 0));
  EXPECT_NEAR(noise.scale, std::sqrt(12.5), 1e-6);
  EXPECT_EQ(noise.innovations, 2);
  // ln likelihood of two normal values of variance 12.5 whose squares add up to 25.
  EXPECT_NEAR(noise.log_likelihood, -std::log(2 * std::acos(-1.0) * 12.5) - 1, 1e-9);
}

TEST(NoiseScales, leave_to_the_simulator_what_it_explains) {
  EXPECT_NEAR(only(errors({3, -4}, 4.0), settings_of(1, 0)).scale, std::sqrt(12.5 - 4), 1e-6);
}

TEST(NoiseScales, are_zero_when_the_simulator_explains_it_all) {
  const GroupNoise noise = only(errors({1, -1, 0.5, 0.2}, 4.0), settings_of(1, 0.5));
  EXPECT_EQ(noise.scale, 0);
  EXPECT_EQ(noise.city_scales, std::vector<double>{0});
  EXPECT_EQ(noise.low, 0);
  EXPECT_GT(noise.high, 0.1);
  EXPECT_LT(noise.high, 4);
  EXPECT_TRUE(std::isnan(noise.ln_scale_error));
}

TEST(NoiseScales, are_zero_in_half_of_the_worlds_without_discrepancy) {
  // And the likelihood at zero is more than ½ lower in 16 % (Self and Liang 1987).
  int zero = 0, away = 0;
  constexpr int worlds = 200;
  for (unsigned seed = 0; seed < worlds; ++seed) {
    const GroupNoise noise = only(World{20, 10, 0, 0}.draw(seed), settings_of(20, 0));
    zero += noise.scale == 0;
    away += noise.low > 0;
    // 50 of the 200 values have s = 0.1; their variance is known to √(2/50): τ² to 0.002.
    EXPECT_LT(noise.scale, std::sqrt(4 * 0.002)) << seed;
  }
  EXPECT_NEAR(zero / double{worlds}, 0.5, 4 * std::sqrt(0.25 / worlds));
  EXPECT_NEAR(away / double{worlds}, 0.159, 4 * std::sqrt(0.159 * 0.841 / worlds));
}

TEST(NoiseScales, have_the_standard_error_of_a_standard_deviation) {
  // Of n normal values, ln τ has 1/√(2 n).
  const GroupNoise noise = only(World{1, 500, 5, 0}.draw(1), settings_of(1, 0));
  EXPECT_NEAR(noise.ln_scale_error, 1 / std::sqrt(1000), 0.001);
  EXPECT_NEAR((std::log(noise.high) - std::log(noise.low)) / 2, noise.ln_scale_error, 1e-12);
}

TEST(NoiseScales, recover_what_the_innovations_were_made_with) {
  // Of many cities with one innovation each, maximising over the u would make τ 0.2 too low in ln τ.
  const double normal = std::numeric_limits<double>::infinity();
  for (const double nu : {normal, 5.0})
    for (const World& world :
         {World{20, 9, 0.3, 0.5, nu}, World{1000, 1, 0.6, 0.8, nu}, World{1, 300, 0.2, 0.0, nu}}) {
      NoiseSettings settings = settings_of(world.cities, world.omega);
      settings.degrees_of_freedom = nu;
      const GroupNoise noise = only(world.draw(2), settings);
      EXPECT_NEAR(std::log(noise.scale), std::log(world.scale), 4 * noise.ln_scale_error)
          << world.cities << " cities, nu " << nu;
      EXPECT_LT(noise.ln_scale_error, world.cities == 1000 ? 0.05 : 0.3);
    }
}

TEST(NoiseScales, have_intervals_that_hold_the_truth_two_times_in_three) {
  int held = 0;
  constexpr int worlds = 100;
  for (unsigned seed = 0; seed < worlds; ++seed) {
    const GroupNoise noise = only(World{20, 3, 0.4, 0.5}.draw(100 + seed), settings_of(20, 0.5));
    held += noise.low <= 0.4 && 0.4 <= noise.high;
  }
  EXPECT_NEAR(held / double{worlds}, 0.683, 4 * std::sqrt(0.683 * 0.317 / worlds));
}

TEST(NoiseScales, are_larger_for_a_city_three_times_as_noisy) {
  std::vector<Innovation> innovations = World{10, 9, 0.5, 0}.draw(3);
  for (Innovation& innovation : innovations)
    if (innovation.city == 4) innovation.error *= 3;
  const GroupNoise noise = only(innovations, settings_of(10, 0.5));
  for (std::size_t city = 0; city < 10; ++city)
    if (city != 4) {
      EXPECT_GT(noise.city_scales[4], 1.5 * noise.city_scales[city]) << city;
    }
  EXPECT_LT(noise.city_scales[4], 3.2 * noise.scale);
}

TEST(NoiseScales, of_a_city_stay_nearer_to_the_group_the_less_is_known) {
  // Two cities with errors of size 2 among cities with errors of size 1.
  std::vector<Innovation> innovations;
  for (std::size_t city = 2; city < 30; ++city)
    for (int i = 0; i < 10; ++i) innovations.push_back({0, city, i % 2 ? 1.0 : -1.0, 0});
  innovations.push_back({0, 0, 2, 0});
  for (int i = 0; i < 40; ++i) innovations.push_back({0, 1, 2, 0});
  const GroupNoise noise = only(innovations, settings_of(30, 0.5));
  EXPECT_GT(noise.city_scales[0], noise.scale);
  EXPECT_GT(noise.city_scales[1], 1.2 * noise.city_scales[0]);
  EXPECT_NEAR(noise.city_scales[1], 2, 0.1);
  // The top of the city's own likelihood and the pull of the group: n (e²/τ² − 1) = u/ω².
  for (const auto& [city, n] : {std::pair{0, 1}, std::pair{1, 40}}) {
    const double city_scale = noise.city_scales[static_cast<std::size_t>(city)];
    EXPECT_NEAR(n * (4 / (city_scale * city_scale) - 1), std::log(city_scale / noise.scale) / 0.25,
                1e-4);
  }
}

TEST(NoiseScales, are_alike_when_cities_may_not_differ) {
  const std::vector<Innovation> innovations = World{5, 4, 0.5, 1}.draw(4);
  const GroupNoise noise = only(innovations, settings_of(5, 0));
  for (const double city_scale : noise.city_scales) EXPECT_EQ(city_scale, noise.scale);
}

TEST(NoiseScales, follow_an_outlier_less_by_the_t) {
  std::vector<Innovation> innovations = World{20, 5, 0.5, 0}.draw(5);
  NoiseSettings normal = settings_of(20, 0.3), t = normal;
  t.degrees_of_freedom = 4;
  const double normal_before = only(innovations, normal).scale,
               t_before = only(innovations, t).scale;
  innovations[7].error = 50;
  const double normal_growth = only(innovations, normal).scale / normal_before;
  const double t_growth = only(innovations, t).scale / t_before;
  EXPECT_GT(t_growth, 1);
  EXPECT_LT(t_growth, 1.15);
  EXPECT_GT(normal_growth, 1.25);
  // And the city it hit: the second of 20.
  EXPECT_LT(only(innovations, t).city_scales[1], only(innovations, normal).city_scales[1]);
}

TEST(NoiseScales, by_a_t_of_many_degrees_of_freedom_are_those_of_the_normal) {
  const std::vector<Innovation> innovations = World{6, 4, 0.5, 0.4}.draw(6);
  NoiseSettings normal = settings_of(6, 0.4), t = normal;
  t.degrees_of_freedom = 1e6;
  EXPECT_NEAR(only(innovations, t).scale, only(innovations, normal).scale, 1e-5);
  EXPECT_NEAR(only(innovations, t).log_likelihood, only(innovations, normal).log_likelihood, 1e-3);
}

TEST(NoiseScales, scale_with_the_unit) {
  std::vector<Innovation> innovations = World{6, 4, 0.5, 0.4}.draw(7);
  const GroupNoise before = only(innovations, settings_of(6, 0.4));
  for (Innovation& innovation : innovations) {
    innovation.error *= 10;
    innovation.simulator_variance *= 100;
  }
  const GroupNoise after = only(innovations, settings_of(6, 0.4));
  EXPECT_NEAR(after.scale, 10 * before.scale, 1e-5);
  EXPECT_NEAR(after.ln_scale_error, before.ln_scale_error, 1e-6);
  EXPECT_NEAR(after.city_scales[3], 10 * before.city_scales[3], 1e-5);
}

TEST(NoiseScales, of_groups_are_told_apart) {
  NoiseSettings settings = settings_of(2, 0);
  settings.prior_scales = {0.3, 0.7, 0.4};
  const NoiseScales scales = estimate_noise_scales(
      std::vector<Innovation>{{2, 0, 5, 0}, {0, 1, 2, 0}, {2, 1, 5, 0}}, settings);
  ASSERT_EQ(scales.groups.size(), 3u);
  EXPECT_NEAR(scales.groups[0].scale, 2, 1e-6);
  EXPECT_EQ(scales.groups[1].scale, 0.7);  // nothing observed: what was believed before
  EXPECT_EQ(scales.groups[1].city_scales, (std::vector<double>{0.7, 0.7}));
  EXPECT_TRUE(std::isnan(scales.groups[1].ln_scale_error));
  EXPECT_EQ(scales.groups[1].innovations, 0);
  EXPECT_NEAR(scales.groups[2].scale, 5, 1e-6);
}

TEST(NoiseScales, of_a_city_without_innovations_are_those_of_its_group) {
  const GroupNoise noise = only(errors({1, 2, -1}), settings_of(3, 0.5));
  EXPECT_EQ(noise.city_scales[2], noise.scale);
}

TEST(NoiseScales, leave_missing_innovations_out_and_count_them) {
  std::vector<Innovation> innovations = errors({3, -4});
  innovations.push_back({0, 0, missing, 1});
  innovations.push_back({0, 0, 7, missing});
  const NoiseScales scales = estimate_noise_scales(innovations, settings_of(1, 0));
  EXPECT_EQ(scales.left_out, 2);
  EXPECT_EQ(scales.groups[0].innovations, 2);
  EXPECT_NEAR(scales.groups[0].scale, std::sqrt(12.5), 1e-6);
}

TEST(NoiseScales, do_not_take_one_lucky_hit_for_a_perfect_model) {
  // An ensemble without spread met the observation: the other city still decides.
  NoiseSettings settings = settings_of(2, 0.5);
  const std::vector<Innovation> hit = {{0, 0, 0, 0}};
  EXPECT_EQ(only(hit, settings).scale, 0);
  EXPECT_TRUE(std::isfinite(only(hit, settings).log_likelihood));
  EXPECT_TRUE(std::isfinite(only(hit, settings).high));
  settings.least_variance = 0.01;
  EXPECT_GT(only({{0, 0, 0, 0}, {0, 1, 1, 0}, {0, 1, -2, 0}}, settings).scale, 0.3);
}

}  // namespace
}  // namespace agglomera::scenarios
