#include "models/radiation.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "tests/models/small_world.hpp"
#include "tests/output/known_answers.hpp"

namespace agglomera::tests {
namespace {

const std::vector<double> mass = {0.20, 0.05, 0.10, 0.15, 0.08, 0.04};

RadiationWeights weights_of(Kernel kernel, const Study& study = small_study()) {
  return radiation_weights(usual_distances(study), mass, {kernel, 350.0, 2.0});
}

// Four cities on a line at 0, 100, 300 and 700 km.
const sim::Distances line = {{{1, 100}, {2, 300}, {3, 700}},
                             {{0, 100}, {2, 200}, {3, 600}},
                             {{0, 300}, {1, 200}, {3, 400}},
                             {{0, 700}, {1, 600}, {2, 400}}};
const std::vector<double> line_mass = {4.0, 2.0, 1.0, 3.0};

TEST(RadiationWeights, share_out_everything_and_keep_nothing_at_home) {
  for (const Kernel kernel : {Kernel::exponential, Kernel::gravity, Kernel::radiation}) {
    const RadiationWeights weights = weights_of(kernel);
    ASSERT_EQ(weights.size(), 6u);
    for (std::size_t hub = 0; hub < weights.size(); ++hub) {
      double sum = 0.0;
      EXPECT_GE(weights[hub].size(), 2u);
      for (const Share& share : weights[hub]) {
        EXPECT_NE(share.city, hub);
        EXPECT_GE(share.weight, 1e-4);
        sum += share.weight;
      }
      EXPECT_NEAR(sum, 1.0, 1e-14);
    }
  }
}

TEST(RadiationWeights, halve_with_every_half_life_of_the_exponential_kernel) {
  const RadiationWeights weights =
      radiation_weights(line, line_mass, {Kernel::exponential, 100.0, 2.0});
  // From 0: 2^-1, 2^-3, 2^-7, together 81/128.
  EXPECT_NEAR(weights[0][0].weight, 64.0 / 81.0, 1e-14);
  EXPECT_NEAR(weights[0][1].weight, 16.0 / 81.0, 1e-14);
  EXPECT_NEAR(weights[0][2].weight, 1.0 / 81.0, 1e-14);
}

TEST(RadiationWeights, leave_out_what_is_below_a_ten_thousandth_and_give_it_to_the_others) {
  const RadiationWeights weights = radiation_weights(line, line_mass, {Kernel::exponential, 10.0, 2.0});
  // From 0: 2^-10, 2^-30, 2^-70: only the nearest is left.
  ASSERT_EQ(weights[0].size(), 1u);
  EXPECT_EQ(weights[0][0].city, 1);
  EXPECT_EQ(weights[0][0].weight, 1.0);
}

TEST(RadiationWeights, follow_mass_and_distance_of_the_gravity_kernel) {
  const RadiationWeights weights =
      radiation_weights(line, line_mass, {Kernel::gravity, 100.0, 2.0});
  // From 0, in units of 10^-4: 2/1, 1/9, 3/49.
  const double sum = 2.0 + 1.0 / 9.0 + 3.0 / 49.0;
  EXPECT_NEAR(weights[0][0].weight, 2.0 / sum, 1e-14);
  EXPECT_NEAR(weights[0][2].weight, 3.0 / 49.0 / sum, 1e-14);
}

// Simini et al. 2012, by hand and not divided by anything.
double simini(const sim::Distances& distances, const std::vector<double>& m, std::size_t i,
              std::size_t k) {
  double nearer = 0.0;
  for (const auto& other : distances[i])
    if (other.distance_km < distances[i][k].distance_km) nearer += m[other.city];
  const double there = m[distances[i][k].city];
  return m[i] * there / ((m[i] + nearer) * (m[i] + there + nearer));
}

TEST(RadiationWeights, of_the_radiation_model_sum_to_one_less_own_share_before_scaling) {
  const Study study = small_study();
  const auto check = [](const sim::Distances& distances, const std::vector<double>& m) {
    const double all = std::accumulate(m.begin(), m.end(), 0.0);
    const RadiationWeights weights = radiation_weights(distances, m, {Kernel::radiation, 1, 1});
    for (std::size_t hub = 0; hub < m.size(); ++hub) {
      double sum = 0.0;
      for (std::size_t k = 0; k < distances[hub].size(); ++k) {
        const double unscaled = simini(distances, m, hub, k);
        EXPECT_NEAR(weights[hub][k].weight * (1.0 - m[hub] / all), unscaled, 1e-14);
        sum += unscaled;
      }
      EXPECT_NEAR(sum, 1.0 - m[hub] / all, 1e-14);
    }
  };
  check(line, line_mass);
  check(usual_distances(study), mass);
}

TEST(RadiationWeights, of_the_radiation_model_agree_with_published_answers) {
  const auto published = output::known_answer("radiation_rowsum");
  const std::vector<std::vector<double>> points = published["input"]["points"], p = published["input"]["p"];
  const std::vector<double> m = published["input"]["m"];
  const double all = std::accumulate(m.begin(), m.end(), 0.0);
  sim::Distances distances(m.size());
  for (std::size_t i = 0; i < m.size(); ++i)
    for (std::size_t k = 0; k < m.size(); ++k)
      if (k != i)
        distances[i].push_back({static_cast<sim::PlaceIndex>(k),
                                std::hypot(points[i][0] - points[k][0], points[i][1] - points[k][1])});
  const RadiationWeights weights = radiation_weights(distances, m, {Kernel::radiation, 1, 1});
  for (std::size_t i = 0; i < m.size(); ++i) {
    double sum = 0.0;
    ASSERT_EQ(weights[i].size(), m.size() - 1);
    for (const Share& share : weights[i]) {
      const double unscaled = share.weight * (1.0 - m[i] / all);
      EXPECT_NEAR(unscaled, p[i][share.city], published["tol"]);
      sum += unscaled;
    }
    EXPECT_NEAR(sum, published["expected"][i], published["tol"]);
  }
}

TEST(RadiationWeights, treat_cities_equally_far_alike) {
  const sim::Distances star = {{{1, 100}, {2, 100}}, {{0, 100}, {2, 200}}, {{0, 100}, {1, 200}}};
  const std::vector<double> m = {1.0, 2.0, 2.0};
  const auto weights = radiation_weights(star, m, {Kernel::radiation, 1, 1});
  EXPECT_DOUBLE_EQ(weights[0][0].weight, 0.5);
  EXPECT_DOUBLE_EQ(weights[0][1].weight, 0.5);
}

TEST(RadiationWeights, are_none_for_a_city_that_reaches_nobody) {
  Study study = small_study();
  std::erase_if(study.links,
                [](const sim::Link& link) { return link.a == cove || link.b == cove; });
  for (const Kernel kernel : {Kernel::exponential, Kernel::gravity, Kernel::radiation}) {
    const RadiationWeights weights = weights_of(kernel, study);
    EXPECT_TRUE(weights[cove].empty());
    for (const auto& row : weights)
      for (const Share& share : row) EXPECT_NE(share.city, cove);
  }
}

TEST(Spread, passes_on_by_the_weights_by_hand) {
  const RadiationWeights weights = {{{1, 0.75}, {2, 0.25}}, {{0, 1.0}}, {}};
  const std::vector<double> received = spread(weights, std::vector<double>{2.0, 3.0, 5.0});
  EXPECT_EQ(received, (std::vector<double>{3.0, 1.5, 0.5}));
}

TEST(Spread, neither_makes_nor_loses_anything) {
  const std::vector<double> radiated = {2.0, 0.5, 0.1, 1.0, 1.4, 1.0};
  const auto received = spread(weights_of(Kernel::radiation), radiated);
  EXPECT_NEAR(std::accumulate(received.begin(), received.end(), 0.0), 6.0, 1e-13);
}

TEST(WithPartners, directs_the_stated_share_and_leaves_the_rest_by_hand) {
  const Study study = small_study();
  const RadiationWeights weights = {{{1, 0.75}, {2, 0.25}}, {{0, 1.0}}, {}, {{4, 1.0}}, {}, {}};
  const std::vector<Partnership> one = {{{avalon, cove, dale}, 0.2, false}};
  const auto with = with_partners(weights, one, study.cities);
  ASSERT_EQ(with[avalon].size(), 3u);  // brook, cove, dale
  EXPECT_DOUBLE_EQ(with[avalon][0].weight, 0.8 * 0.75);
  EXPECT_DOUBLE_EQ(with[avalon][1].weight, 0.8 * 0.25 + 0.1);
  EXPECT_DOUBLE_EQ(with[avalon][2].weight, 0.1);
  ASSERT_EQ(with[cove].size(), 2u);  // without neighbours: its partners alone
  EXPECT_DOUBLE_EQ(with[cove][0].weight, 0.1);
  EXPECT_EQ(with[brook].size(), 1u);
  EXPECT_EQ(with[brook][0].weight, 1.0);
}

TEST(WithPartners, keeps_rows_that_sum_to_one_in_any_order) {
  const Study study = small_study();
  const RadiationWeights weights = weights_of(Kernel::exponential);
  const std::vector<Partnership> some = {{{avalon, dale, ford}, 0.3, true}, {{dale, cove}, 0.6, false}};
  const std::vector<Partnership> turned = {some[1], some[0]};
  const auto one = with_partners(weights, some, study.cities);
  const auto other = with_partners(weights, turned, study.cities);
  for (std::size_t hub = 0; hub < one.size(); ++hub) {
    double sum = 0.0;
    ASSERT_EQ(one[hub].size(), other[hub].size());
    for (std::size_t k = 0; k < one[hub].size(); ++k) {
      EXPECT_NEAR(one[hub][k].weight, other[hub][k].weight, 1e-15);
      sum += one[hub][k].weight;
    }
    EXPECT_NEAR(sum, 1.0, 1e-13);
  }
}

TEST(Siphoning, draws_only_towards_better_hubs_by_hand) {
  const RadiationWeights weights = {{{1, 0.75}, {2, 0.25}}, {{0, 1.0}}, {{0, 0.5}, {1, 0.5}}};
  const std::vector<double> outreach = {1.0, 1.0, 2.0}, utility = {1.0, 0.2, 0.6};
  const auto drawn = siphoning(weights, outreach, utility);
  EXPECT_EQ(drawn[0], 0.0);                                  // nobody is better
  EXPECT_DOUBLE_EQ(drawn[1], 0.75 * 0.8 + 0.5 * 2.0 * 0.4);  // from 0 and, doubled, from 2
  EXPECT_DOUBLE_EQ(drawn[2], 0.25 * 0.4);                    // from 0 alone
}

TEST(Siphoning, is_nothing_between_equals) {
  for (const double drawn : siphoning(weights_of(Kernel::exponential), std::vector<double>(6, 1.0),
                                      std::vector<double>(6, 0.7)))
    EXPECT_EQ(drawn, 0.0);
}

}  // namespace
}  // namespace agglomera::tests
