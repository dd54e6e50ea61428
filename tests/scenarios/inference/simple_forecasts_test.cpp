#include "scenarios/inference/simple_forecasts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

#include "output/scores/crps.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using Ensembles = std::vector<std::vector<double>>;

Ensembles forecast(std::string_view name, const Panel& known, int horizon) {
  for (const SimpleForecast& method : simple_forecasts())
    if (method.name == name) return method.ensemble(known, horizon);
  throw std::runtime_error("no such forecast");
}

double lq(double z) { return std::exp(z) - 0.05; }

std::vector<double> lqs(std::vector<double> z) {
  for (double& value : z) value = lq(value);
  return z;
}

// In z, where the errors are added.
double median(std::vector<double> members) {
  std::sort(members.begin(), members.end());
  const std::size_t n = members.size();
  return lq((std::log(members.at((n - 1) / 2) + 0.05) + std::log(members.at(n / 2) + 0.05)) / 2);
}

void expect_near(const std::vector<double>& found, const std::vector<double>& expected) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t i = 0; i < found.size(); ++i) EXPECT_NEAR(found[i], expected[i], 1e-9) << i;
}

// A measure of the digital media data: cities in the order of their names, 2008-2017.
Panel observed(const std::string& measure) {
  std::ifstream file(AGGLOMERA_SOURCE "/scenarios/digital-media/observed/observed.csv");
  std::map<std::string, std::vector<double>> cities;
  for (std::string row; std::getline(file, row);) {
    std::istringstream fields(row);
    std::string of, city, year, value;
    std::getline(std::getline(fields, of, ','), city, ',');
    std::getline(std::getline(fields, year, ','), value, ',');
    if (of == measure) cities[city].push_back(std::stod(value));
  }
  Panel panel;
  for (const auto& [city, values] : cities) panel.push_back(values);
  return panel;
}

Panel known_at(const Panel& panel, int years) {
  Panel known;
  for (const auto& city : panel) known.emplace_back(city.begin(), city.begin() + years);
  return known;
}

// Mean over origins 2011-2016 with targets to 2017, and cities.
double mean_crps(const SimpleForecast& method, const Panel& panel, int horizon,
                 output::CrpsEstimator estimator) {
  double sum = 0;
  int count = 0;
  for (int years = 4; years <= 9 && years + horizon <= 10; ++years) {
    const Ensembles members = method.ensemble(known_at(panel, years), horizon);
    for (std::size_t c = 0; c < panel.size(); ++c, ++count)
      sum += output::crps(members[c], panel[c][years - 1 + horizon], estimator);
  }
  return sum / count;
}

TEST(SimpleForecasts, have_the_six_names_of_the_contract) {
  std::vector<std::string_view> names;
  for (const SimpleForecast& method : simple_forecasts()) names.push_back(method.name);
  EXPECT_EQ(names, (std::vector<std::string_view>{"persistence", "drift", "theta", "damped", "ets",
                                                  "ar1"}));
}

// Errors from the second year on: 0.2, -0.1, 0.5; their median 0.2.
TEST(SimpleForecasts, persistence_spreads_the_last_value_by_past_errors_about_their_median) {
  const Panel known = {lqs({0, 0.9, 1.1, 1.0, 1.5})};
  expect_near(forecast("persistence", known, 1)[0], lqs({1.5 - 0.3, 1.5, 1.5 + 0.3}));
  // Two years ahead: 0.1 and 0.4, about 0.25.
  expect_near(forecast("persistence", known, 2)[0], lqs({1.5 - 0.15, 1.5 + 0.15}));
}

TEST(SimpleForecasts, take_one_step_errors_times_root_horizon_while_past_origins_are_few) {
  const Panel known = {lqs({0, 0.9, 1.1, 1.0, 1.5})};
  const double root = std::sqrt(3.0);  // one earlier origin has a target three years on
  expect_near(forecast("persistence", known, 3)[0],
              lqs({1.5 - 0.3 * root, 1.5, 1.5 + 0.3 * root}));
}

TEST(SimpleForecasts, continue_a_straight_line_as_their_equations_say) {
  const Panel known = {lqs({0, 0.1, 0.2, 0.3, 0.4, 0.5}), lqs({1, 0.9, 0.8, 0.7, 0.6, 0.5})};
  EXPECT_NEAR(median(forecast("drift", known, 2)[0]), lq(0.7), 1e-9);
  // Half the line, half its last value: half the slope.
  EXPECT_NEAR(median(forecast("theta", known, 2)[0]), lq(0.6), 1e-9);
  EXPECT_NEAR(median(forecast("theta", known, 2)[1]), lq(0.4), 1e-9);
  EXPECT_NEAR(median(forecast("ets", known, 2)[0]), lq(0.5), 1e-9);
}

// Every city halves its distance from 2 each year.
TEST(SimpleForecasts, ar1_finds_an_exact_recursion) {
  const Panel known = {lqs({0, 1, 1.5, 1.75, 1.875}), lqs({4, 3, 2.5, 2.25, 2.125})};
  const Ensembles members = forecast("ar1", known, 2);
  EXPECT_NEAR(median(members[0]), lq(2 - 0.125 / 4), 1e-9);
  EXPECT_NEAR(median(members[1]), lq(2 + 0.125 / 4), 1e-9);
}

// With α = β = 1 and φ = 0.5 only the first change is not foreseen.
TEST(SimpleForecasts, damped_trend_follows_a_change_that_halves_each_year) {
  const Panel known = {lqs({0, 1, 1.5, 1.75, 1.875})};
  const auto members = forecast("damped", known, 2)[0];
  EXPECT_NEAR(median(members), lq(1.875 + 0.125 / 2 + 0.125 / 4), 1e-9);
}

TEST(SimpleForecasts, ets_smooths_noise_about_a_level) {
  const Panel known = {lqs({0, 1, -1, 1, -1, 1, -1, 1})};
  const double point = median(forecast("ets", known, 1)[0]);
  EXPECT_LT(point, lq(0.2));
  EXPECT_GT(point, lq(-0.2));
}

TEST(SimpleForecasts, do_not_see_years_after_an_origin) {
  const Panel panel = observed("lq_revenue");
  Panel scrambled = panel;
  for (std::size_t c = 0; c < panel.size(); ++c)
    for (std::size_t t = 6; t < 10; ++t) scrambled[c][t] = panel[19 - c][15 - t] + 3;
  for (const SimpleForecast& method : simple_forecasts()) {
    EXPECT_EQ(method.ensemble(known_at(scrambled, 6), 2), method.ensemble(known_at(panel, 6), 2));
    EXPECT_NE(method.ensemble(known_at(scrambled, 7), 2), method.ensemble(known_at(panel, 7), 2));
  }
}

TEST(SimpleForecasts, do_not_depend_on_the_order_of_cities) {
  Panel panel = known_at(observed("lq_count"), 7);
  for (const SimpleForecast& method : simple_forecasts()) {
    Ensembles members = method.ensemble(panel, 2);
    Panel turned(panel.rbegin(), panel.rend());
    const Ensembles found = method.ensemble(turned, 2);
    std::reverse(members.begin(), members.end());
    for (std::size_t c = 0; c < panel.size(); ++c) expect_near(found[c], members[c]);
  }
}

TEST(SimpleForecasts, give_nothing_for_a_city_without_values_and_persistence_for_a_short_one) {
  const double n = missing;
  const Panel known = {lqs({0, 0.3, 0.4, 0.9, 1.0}), {n, n, n, n, n}, {n, n, n, n, 2.5}};
  for (const SimpleForecast& method : simple_forecasts()) {
    const Ensembles members = method.ensemble(known, 1);
    EXPECT_TRUE(members[1].empty()) << method.name;
    EXPECT_EQ(members[2].size(), members[0].size()) << method.name;
    const double z = std::log(median(members[2]) + 0.05);
    EXPECT_NEAR(z, std::log(2.55), 1e-9) << method.name;
  }
}

TEST(SimpleForecasts, carry_on_over_missing_years) {
  const Panel known = {lqs({0, 0.1, missing, 0.3, missing})};
  EXPECT_NEAR(median(forecast("persistence", known, 1)[0]), lq(0.3), 1e-9);
  EXPECT_NEAR(median(forecast("drift", known, 1)[0]), lq(0.5), 1e-9);
}

TEST(SimpleForecasts, are_the_point_alone_without_past_errors) {
  for (const SimpleForecast& method : simple_forecasts())
    expect_near(method.ensemble({{1.5}}, 2)[0], {1.5});
}

TEST(SimpleForecasts, are_never_below_zero) {
  for (const SimpleForecast& method : simple_forecasts())
    for (const auto& members : method.ensemble({{0, 0, 0, 0, 0}, {4, 2, 1, 0.2, 0}}, 2))
      for (const double member : members) EXPECT_GE(member, 0) << method.name;
}

TEST(SimpleForecasts, refuse_a_horizon_below_one_and_ragged_panels) {
  const auto complaint = [](const Panel& known, int horizon) -> std::string {
    try {
      forecast("drift", known, horizon);
    } catch (const std::invalid_argument& error) {
      return error.what();
    }
    return "none";
  };
  EXPECT_EQ(complaint({{1, 2}}, 0), "a simple forecast needs a horizon of 1 year or more");
  EXPECT_EQ(complaint({{1, 2}, {1}}, 1), "a simple forecast needs the same years of every city");
}

struct Row {
  std::string_view method;
  double crps[3];  // horizons 1, 2, 3
};

void expect_table(const std::string& measure, output::CrpsEstimator estimator,
                  const std::vector<Row>& rows) {
  const Panel panel = observed(measure);
  ASSERT_EQ(panel.size(), 20u);
  for (const SimpleForecast& method : simple_forecasts()) {
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const Row& r) { return r.method == method.name; });
    for (int h = 1; h <= 3 && row != rows.end(); ++h)
      EXPECT_NEAR(mean_crps(method, panel, h, estimator), row->crps[h - 1], 0.0005)
          << measure << ' ' << method.name << ' ' << h;
  }
}

// The figures persistence was first measured with, by the standard estimator.
TEST(SimpleForecasts, persistence_has_the_crps_of_the_design) {
  expect_table("lq_count", output::CrpsEstimator::standard, {{"persistence", {0.145, 0.241, 0.312}}});
  expect_table("lq_revenue", output::CrpsEstimator::standard,
               {{"persistence", {0.258, 0.485, 0.627}}});
}

TEST(SimpleForecasts, have_the_fair_crps_of_the_table_on_real_data) {
  expect_table("lq_count", output::CrpsEstimator::fair,
               {{"persistence", {0.1394, 0.2241, 0.2814}},
                {"drift", {0.1705, 0.3447, 0.5120}},
                {"theta", {0.1599, 0.2314, 0.2963}},
                {"damped", {0.1379, 0.2234, 0.2764}},
                {"ets", {0.1394, 0.2241, 0.2814}},
                {"ar1", {0.1444, 0.2315, 0.2861}}});
  expect_table("lq_revenue", output::CrpsEstimator::fair,
               {{"persistence", {0.2508, 0.4644, 0.5910}},
                {"drift", {0.3456, 0.8387, 1.4729}},
                {"theta", {0.3004, 0.5864, 0.8022}},
                {"damped", {0.2611, 0.5221, 0.7017}},
                {"ets", {0.2508, 0.4644, 0.5910}},
                {"ar1", {0.2387, 0.4418, 0.5456}}});
}

}  // namespace
}  // namespace agglomera::scenarios
