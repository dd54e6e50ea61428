#include "scenarios/experiments/forecast.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <bit>
#include <cmath>
#include <random>

#include "sim/errors.hpp"
#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

constexpr sim::Year origin = 2012;
constexpr std::size_t first_later = 5;  // year after the origin, from the first

ForecastSettings small_settings() {
  ForecastSettings settings;
  settings.free = {{"rest_of_world_appeal", "exit_rate"}, {"amenity", "growth_advantage"}};
  settings.members = 16;
  settings.steps = 2;
  settings.seed = 3;
  return settings;
}

Forecast foretold(models::Study study, sim::Year from = origin) {
  return forecast(scenario_of(std::move(study)), from, 3, small_settings());
}

std::vector<std::uint64_t> bits(const Forecast& forecast) {
  std::vector<std::uint64_t> all;
  const auto add = [&](double value) { all.push_back(std::bit_cast<std::uint64_t>(value)); };
  for (const auto& of_measure : forecast.lq)
    for (const auto& of_year : of_measure)
      for (const auto& of_city : of_year)
        for (const double value : of_city) add(value);
  const Eigen::MatrixXd& learned = forecast.learned.smoothed.parameters;
  for (Eigen::Index i = 0; i < learned.size(); ++i) add(learned.data()[i]);
  for (const auto* innovations :
       {&forecast.learned.count_innovations, &forecast.learned.revenue_innovations}) {
    for (const double sd : innovations->sd) add(sd);
    for (const double last : innovations->last) add(last);
    add(innovations->persistence);
  }
  return all;
}

const std::vector<std::uint64_t>& usual_forecast() {
  static const std::vector<std::uint64_t> all = bits(foretold(observed_world()));
  return all;
}

TEST(ForecastFromAnOrigin, tells_every_observed_city_in_every_year_ahead) {
  const Forecast told = foretold(observed_world());
  EXPECT_EQ(told.origin, origin);
  EXPECT_EQ(told.cities, (std::vector<sim::PlaceIndex>{0, 1, 2, 3, 4}));
  ASSERT_EQ(told.lq.size(), 2u);
  for (const auto& of_measure : told.lq) {
    ASSERT_EQ(of_measure.size(), 3u);
    for (const auto& of_year : of_measure) {
      ASSERT_EQ(of_year.size(), 6u);
      EXPECT_TRUE(of_year[tests::ford].empty());
      for (std::size_t city = 0; city < 5; ++city) {
        EXPECT_EQ(of_year[city].size(), 16u);
        for (const double value : of_year[city]) EXPECT_GE(value, 0.0);
      }
    }
  }
}

TEST(ForecastFromAnOrigin, is_the_same_on_one_two_and_seven_threads) {
  const int threads_before = omp_get_max_threads();
  for (const int threads : {1, 2, 7}) {
    omp_set_num_threads(threads);
    EXPECT_EQ(bits(foretold(observed_world())), usual_forecast()) << threads;
  }
  omp_set_num_threads(threads_before);
}

// No leak: what comes after the origin changes not a bit.

TEST(ForecastFromAnOrigin, does_not_see_later_observations_scrambled) {
  std::mt19937 random(1);
  models::Study study = observed_world();
  for (auto* measure :
       {&study.observed.lq_count, &study.observed.lq_revenue, &study.observed.revenue_usd})
    for (auto& city : *measure)
      for (std::size_t year = first_later; year < study.years(); ++year)
        city[year] = std::uniform_real_distribution<>(0.0, 9.0)(random);
  EXPECT_EQ(bits(foretold(study)), usual_forecast());
  study.observed.lq_count[tests::dale][first_later - 1] += 0.01;  // but it sees the last one known
  EXPECT_NE(bits(foretold(study)), usual_forecast());
}

TEST(ForecastFromAnOrigin, does_not_see_later_observations_deleted) {
  models::Study study = observed_world();
  for (auto* measure :
       {&study.observed.lq_count, &study.observed.lq_revenue, &study.observed.revenue_usd})
    for (auto& city : *measure)
      for (std::size_t year = first_later; year < study.years(); ++year) city[year] = tests::missing;
  EXPECT_EQ(bits(foretold(study)), usual_forecast());
}

TEST(ForecastFromAnOrigin, does_not_see_later_zeros_or_a_city_observed_only_later) {
  models::Study study = observed_world();
  study.observed.lq_count[tests::dale][9] = 0.0;  // would change the scale of its targets
  study.observed.lq_count[tests::ford][8] = 2.0;
  study.observed.revenue_usd[tests::ford][8] = 1e9;
  EXPECT_EQ(bits(foretold(study)), usual_forecast());
}

TEST(ForecastFromAnOrigin, does_not_see_later_shares_and_totals_scrambled) {
  std::mt19937 random(2);
  models::Study study = observed_world();
  for (auto* all : {&study.firm_share, &study.revenue_share})
    for (models::ShareSeries& series : *all)
      for (std::size_t year = first_later; year < study.years(); ++year)
        series.share[year] = std::uniform_real_distribution<>(0.001, 0.1)(random);
  for (auto* total :
       {&study.totals.focal_firms, &study.totals.focal_revenue_usd, &study.totals.listed_firms})
    for (std::size_t year = first_later; year < study.years(); ++year)
      (*total)[year] *= std::uniform_real_distribution<>(0.2, 5.0)(random);
  EXPECT_EQ(bits(foretold(study)), usual_forecast());
  study.totals.focal_firms[first_later - 1] *= 1.5;
  EXPECT_NE(bits(foretold(study)), usual_forecast());
}

TEST(ForecastFromAnOrigin, does_not_see_later_shares_and_totals_deleted) {
  models::Study study = observed_world();
  for (auto* all : {&study.firm_share, &study.revenue_share})
    for (models::ShareSeries& series : *all) {
      series.share.resize(first_later);
      series.known.resize(first_later);
    }
  for (auto* total :
       {&study.totals.focal_firms, &study.totals.focal_revenue_usd, &study.totals.listed_firms})
    total->resize(first_later);
  EXPECT_EQ(bits(foretold(study)), usual_forecast());
}

TEST(ForecastFromAnOrigin, does_not_see_what_was_judged_afterwards) {
  std::mt19937 random(3);
  std::normal_distribution<> normal;
  models::Study study = observed_world();
  for (auto* all : {&study.latents.amenity, &study.latents.growth_advantage})
    for (models::Latent& latent : *all) latent.usual = normal(random);
  for (models::Strategy& strategy : study.strategies) strategy.effect = 3.0 * normal(random);
  study.strategies.push_back({"another plan", {"AA"}, 2009, 1.0, 1, "made up"});
  for (double& score : study.governance_score) score = normal(random);
  EXPECT_EQ(bits(foretold(study)), usual_forecast());
}

TEST(ForecastFromAnOrigin, does_not_see_shocks_learned_from_all_years) {
  models::Study study = observed_world();
  study.count_innovations = {std::vector<double>(6, 0.7), std::vector<double>(6, 0.5), 0.4};
  study.revenue_innovations = study.count_innovations;
  EXPECT_EQ(bits(foretold(study)), usual_forecast());
}

TEST(ForecastFromAnOrigin, learns_from_one_more_year_at_the_next_origin) {
  const Forecast here = foretold(observed_world()), next = foretold(observed_world(), origin + 1);
  EXPECT_EQ(next.learned.targets.size(), here.learned.targets.size() + 10);
  for (const Target& target : here.learned.targets) EXPECT_LT(target.year, first_later);
}

TEST(ForecastFromAnOrigin, is_refused_where_nothing_was_observed) {
  models::Study study = observed_world();
  for (auto* measure : {&study.observed.lq_count, &study.observed.lq_revenue})
    for (auto& city : *measure)
      for (std::size_t year = 1; year < first_later; ++year) city[year] = tests::missing;
  try {
    foretold(study);
    ADD_FAILURE() << "learned from nothing";
  } catch (const sim::InputError& error) {
    ASSERT_EQ(error.complaints().size(), 1u);
    EXPECT_EQ(error.complaints()[0].message,
              "nothing was observed after 2008 and up to 2012 (a forecast learns from that)");
    EXPECT_EQ(error.complaints()[0].suggestion, "take a later origin");
  }
}

TEST(ForecastFromAnOrigin, stops_when_asked) {
  ForecastSettings settings = small_settings();
  settings.stop = [] { return true; };
  EXPECT_THROW(forecast(scenario_of(observed_world()), origin, 1, settings), Stopped);
}

}  // namespace
}  // namespace agglomera::scenarios
