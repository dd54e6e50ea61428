#include "output/measures/location_quotient.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "../known_answers.hpp"
#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

TEST(LocationQuotient, agrees_with_published_answers) {
  const auto one = known_answer("reat_locq");
  EXPECT_NEAR(location_quotient(one["input"]["e_ij"], one["input"]["e_i"], one["input"]["e_j"],
                                one["input"]["e"]),
              one["expected"], one["tol"]);

  const auto table = known_answer("econgeo_lq");
  const std::vector<std::vector<double>> amounts = table["input"];
  std::vector<double> all;
  for (const auto& region : amounts) all.push_back(std::reduce(region.begin(), region.end()));
  for (std::size_t industry = 0; industry < 5; ++industry) {
    std::vector<double> focal;
    for (const auto& region : amounts) focal.push_back(region[industry]);
    const std::vector<double> quotients = location_quotients(focal, all);
    for (std::size_t region = 0; region < 5; ++region)
      EXPECT_NEAR(quotients[region], table["expected"][region][industry], table["tol"]);
  }
}

TEST(LocationQuotient, is_missing_and_not_zero_where_it_is_undefined) {
  EXPECT_TRUE(std::isnan(location_quotient(0, 10, 0, 100)));  // a city without any firm
  EXPECT_TRUE(std::isnan(location_quotient(0, 0, 5, 100)));   // a world without the industry
  EXPECT_TRUE(std::isnan(location_quotient(3, 10, 0, 100)));
  EXPECT_TRUE(std::isnan(location_quotient(missing, 10, 5, 100)));
  EXPECT_EQ(location_quotient(0, 10, 5, 100), 0);
}

TEST(LocationQuotient, averages_to_one_with_the_weights_of_the_background) {
  const std::vector<double> focal = {1, 0, 7, 12};
  const std::vector<double> all = {40, 10, 25, 100};
  const std::vector<double> quotients = location_quotients(focal, all);
  double mean = 0;
  for (std::size_t region = 0; region < all.size(); ++region)
    mean += quotients[region] * all[region] / 175;
  EXPECT_NEAR(mean, 1, 1e-14);
}

TEST(LocationQuotient, of_a_region_with_a_missing_entry_leaves_the_others_alone) {
  const std::vector<double> with =
      location_quotients(std::vector<double>{1, missing, 3}, std::vector<double>{5, 5, 5});
  EXPECT_TRUE(std::isnan(with[1]));
  EXPECT_DOUBLE_EQ(with[0], 0.5);
  EXPECT_DOUBLE_EQ(with[2], 1.5);
}

TEST(LocationQuotient, has_other_forms_by_hand) {
  EXPECT_DOUBLE_EQ(symmetric_location_quotient(3), 0.5);
  EXPECT_DOUBLE_EQ(symmetric_location_quotient(1.0 / 3), -0.5);
  EXPECT_EQ(revealed_comparative_advantage(1), 1);  // one belongs
  EXPECT_EQ(revealed_comparative_advantage(0.99), 0);
  EXPECT_TRUE(std::isnan(revealed_comparative_advantage(missing)));
  const std::vector<double> scores = standardised_location_quotients(std::vector<double>{1, missing, 2, 3});
  EXPECT_DOUBLE_EQ(scores[0], -1);
  EXPECT_TRUE(std::isnan(scores[1]));
  EXPECT_DOUBLE_EQ(scores[3], 1);
}

TEST(LocationQuotient, of_counts_has_an_interval_as_wide_as_theory_says) {
  // ln LQ = ln of a ratio of proportions; by the delta method its variance is about
  // 1/n_c − 1/n − 1/N_c + 1/N for the cell itself.
  const QuotientCounts counts = {400, 2000, 10000, 200000};
  const sim::Draws draws(1, 0);
  const QuotientInterval interval = bootstrap_interval(counts, 4000, draws, 1);
  const double sd = std::sqrt(1.0 / 400 - 1.0 / 2000 - 1.0 / 10000 + 1.0 / 200000);
  EXPECT_NEAR(std::log(interval.high / interval.low), 2 * 1.6449 * sd, 0.08 * 2 * 1.6449 * sd);
  EXPECT_NEAR(std::sqrt(interval.high * interval.low), 4, 0.1);
}

TEST(LocationQuotient, has_an_interval_that_repeats_by_seed_and_is_missing_with_it) {
  const QuotientCounts counts = {3, 20, 50, 1000};
  const sim::Draws draws(1, 0), others(2, 0);
  EXPECT_EQ(bootstrap_interval(counts, 200, draws, 7).high, bootstrap_interval(counts, 200, draws, 7).high);
  const QuotientInterval one = bootstrap_interval({300, 2000, 5000, 100000}, 200, draws, 7);
  EXPECT_NE(one.high, bootstrap_interval({300, 2000, 5000, 100000}, 200, others, 7).high);
  EXPECT_TRUE(std::isnan(bootstrap_interval({0, 0, 5, 10}, 200, draws, 7).low));
  const QuotientInterval everything = bootstrap_interval({10, 10, 10, 10}, 50, draws, 7);
  EXPECT_EQ(everything.low, 1);
  EXPECT_EQ(everything.high, 1);
}

}  // namespace
}  // namespace agglomera::output
