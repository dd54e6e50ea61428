#include "scenarios/study/synthetic.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "models/world.hpp"
#include "sim/city_network.hpp"
#include "sim/errors.hpp"
#include "tests/scenarios/study/equal_studies.hpp"

namespace agglomera::scenarios {
namespace {

models::Study world(std::size_t cities, std::size_t sectors = 1, std::uint64_t seed = 1) {
  return synthetic_study({1'000'000, cities, sectors, seed});
}

double sum_of(const std::vector<models::ShareSeries>& series) {
  return std::accumulate(series.begin(), series.end(), 0.0,
                         [](double sum, const auto& one) { return sum + one.share.front(); });
}

// The exponent of Zipf's law by ln(rank − ½) on ln size (Gabaix and Ibragimov 2011).
double zipf_exponent(const models::Study& study) {
  const auto count = static_cast<double>(study.cities.size());
  double x = 0.0, y = 0.0, xx = 0.0, xy = 0.0;
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    const double size = std::log(study.firm_share[city].share.front());
    const double rank = std::log(static_cast<double>(city) + 0.5);
    x += size, y += rank, xx += size * size, xy += size * rank;
  }
  return -(count * xy - x * y) / (count * xx - x * x);
}

TEST(SyntheticStudy, has_cities_after_zipfs_law) {
  for (const std::uint64_t seed : {1u, 2u, 3u}) {
    const double tolerance =
        4.0 * std::sqrt(2.0 / 1000.0);  // four standard errors of draws from it
    EXPECT_NEAR(zipf_exponent(world(1000, 1, seed)), 1.0, tolerance);
  }
}

TEST(SyntheticStudy, leaves_the_rest_of_the_world_a_tenth_of_the_firms) {
  for (const std::size_t cities : {1u, 2u, 30u, 1000u}) {
    const models::Study study = world(cities);
    EXPECT_NEAR(sum_of(study.firm_share), 0.9, 1e-4);
    EXPECT_LT(sum_of(study.revenue_share), 1.0);
    EXPECT_GT(sum_of(study.revenue_share), 0.7);
  }
}

TEST(SyntheticStudy, numbers_cities_from_the_largest) {
  const models::Study study = world(500);
  for (std::size_t city = 1; city < 500; ++city) {
    EXPECT_LT(study.cities[city - 1].id, study.cities[city].id);
    EXPECT_GE(study.firm_share[city - 1].share.front(), study.firm_share[city].share.front());
  }
  EXPECT_EQ(study.hubs, (std::vector<sim::PlaceIndex>{0, 1, 2, 3, 4, 5, 6, 7}));
}

TEST(SyntheticStudy, gathers_some_forty_percent_of_the_cities_in_clusters_of_near_ones) {
  const models::Study study = world(2000);
  std::map<std::string, std::size_t> sizes;
  for (const sim::City& city : study.cities) ++sizes[city.cluster];
  const std::size_t independent = sizes[sim::independent_cluster];
  EXPECT_NEAR(static_cast<double>(independent), 1200.0, 20.0);
  sizes.erase(sim::independent_cluster);
  for (const auto& [cluster, size] : sizes) {
    EXPECT_GE(size, 3u);
    EXPECT_LE(size, 12u);
    EXPECT_TRUE(study.cluster_names.contains(cluster));
  }
  for (const sim::Link& link : study.links)
    if (link.kind == "cluster") {
      EXPECT_LT(link.length_km, 820.0);
    }
}

TEST(SyntheticStudy, lies_on_land_like_latitudes_no_two_cities_at_one_place) {
  const models::Study study = world(2000);
  std::set<std::pair<double, double>> places;
  std::set<std::string> countries;
  for (const sim::City& city : study.cities) {
    EXPECT_GT(city.latitude_degrees, -50.1);
    EXPECT_LT(city.latitude_degrees, 65.1);
    EXPECT_LE(std::abs(city.longitude_degrees), 180.0);
    EXPECT_TRUE(places.insert({city.latitude_degrees, city.longitude_degrees}).second);
    countries.insert(city.country);
  }
  EXPECT_NEAR(static_cast<double>(countries.size()), 100.0, 10.0);
}

TEST(SyntheticStudy, links_every_city_with_five_others_at_least_but_few_in_all) {
  const models::Study study = world(3000);
  std::vector<int> degree(3000, 0);
  for (const sim::Link& link : study.links) {
    ++degree[link.a];
    ++degree[link.b];
    EXPECT_GT(link.length_km, 0.0);
  }
  EXPECT_GE(*std::min_element(degree.begin(), degree.end()), 5);
  EXPECT_LT(study.links.size(), 3000u * 9u);
}

TEST(SyntheticStudy, lets_every_city_radiate_all_it_radiates) {
  const models::Study study = world(800);
  const sim::Distances distances = models::usual_distances(study);
  const auto member = models::draw_member(study, study.last, sim::Draws(1, 0), true);
  for (const auto& row : models::radiation_of(study, member, distances)) {
    ASSERT_FALSE(row.empty());
    double sum = 0.0;
    for (const models::Share& share : row) sum += share.weight;
    EXPECT_NEAR(sum, 1.0, 1e-12);
  }
}

// Of every hub, the weights that are not alike in the two, added up.
double difference(const models::RadiationWeights& one, const models::RadiationWeights& other) {
  double largest = 0.0;
  for (std::size_t hub = 0; hub < one.size(); ++hub) {
    std::map<sim::PlaceIndex, double> off;
    for (const models::Share& share : one[hub]) off[share.city] += share.weight;
    for (const models::Share& share : other[hub]) off[share.city] -= share.weight;
    double sum = 0.0;
    for (const auto& [city, weight] : off) sum += std::abs(weight);
    largest = std::max(largest, sum);
  }
  return largest;
}

TEST(SyntheticStudy, radiates_as_if_every_distance_were_known) {
  const models::Study study = world(1500);
  const auto usual = models::draw_member(study, study.last, sim::Draws(1, 0), false);
  const sim::Distances all = sim::least_distances(study.cities, study.links, 0.3);
  const sim::Distances near = models::usual_distances(study);
  std::size_t of_all = 0, of_near = 0;
  for (std::size_t hub = 0; hub < all.size(); ++hub) of_all += all[hub].size(), of_near += near[hub].size();
  EXPECT_LT(of_near, of_all / 3);
  // what is dropped either way are shares below 10⁻⁴, a few of which only one of the two keeps
  EXPECT_LT(difference(models::radiation_of(study, usual, all), models::radiation_of(study, usual, near)),
            0.005);
}

TEST(SyntheticStudy, is_the_same_for_the_same_seed_and_another_for_another) {
  EXPECT_EQ(written_out(world(300, 5)), written_out(world(300, 5)));
  EXPECT_NE(written_out(world(300, 5)), written_out(world(300, 5, 2)));
}

TEST(SyntheticStudy, shares_its_firms_out_among_the_sectors_to_the_last) {
  for (const std::size_t sectors : {2u, 20u, 255u}) {
    const models::Study study = synthetic_study({1009, 10, sectors, 7});
    ASSERT_EQ(study.sectors.size(), sectors);
    double firms = 0.0, revenue = 0.0;
    for (const models::Sector& sector : study.sectors) {
      EXPECT_GE(sector.firms.front(), 1.0);
      EXPECT_EQ(sector.amenity.size(), 10u);
      EXPECT_EQ(sector.firms.size(), study.years());
      firms += sector.firms.front();
      revenue += sector.revenue_usd.front();
    }
    EXPECT_EQ(firms, 1009.0);
    EXPECT_EQ(revenue, study.totals.focal_revenue_usd.front());
    EXPECT_NEAR(revenue, 1009.0 * mean_revenue_usd, 1e-5 * revenue);
  }
  EXPECT_TRUE(world(10).sectors.empty());
}

TEST(SyntheticStudy, can_be_a_city_alone) {
  const models::Study study = world(1);
  EXPECT_EQ(study.places(), 2u);
  EXPECT_TRUE(study.links.empty());
}

TEST(SyntheticStudy, refuses_what_is_no_world_all_at_once) {
  try {
    synthetic_study({0, 0, 0, 1});
    FAIL() << "nothing was refused";
  } catch (const sim::InputError& error) {
    ASSERT_EQ(error.complaints().size(), 3u);
    EXPECT_EQ(error.complaints()[1].message,
              "0 is outside its range (from 1 to 60000: places have 16 bits)");
  }
  EXPECT_THROW(synthetic_study({1000, 60001, 1, 1}), sim::InputError);
  EXPECT_THROW(synthetic_study({1000, 10, 256, 1}), sim::InputError);
  EXPECT_THROW(synthetic_study({5, 10, 6, 1}), sim::InputError);
}

// Printed, not asserted: times depend on the machine.
TEST(SyntheticStudy, of_ten_thousand_cities_tells_how_long_it_takes) {
  const auto seconds = [](auto work) {
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  models::Study study;
  const double made = seconds([&] { study = world(10'000); });
  sim::Distances distances;
  const double measured = seconds([&] { distances = models::usual_distances(study); });
  const auto member = models::draw_member(study, study.last, sim::Draws(1, 0), true);
  models::RadiationWeights weights;
  const double weighed = seconds([&] { weights = models::radiation_of(study, member, distances); });
  std::size_t reached = 0, kept = 0;
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    reached += distances[city].size();
    kept += weights[city].size();
  }
  std::printf("made in %.3f s, distances in %.3f s, weights in %.3f s; %.1f reached, %.1f kept\n",
              made, measured, weighed, static_cast<double>(reached) / 1e4,
              static_cast<double>(kept) / 1e4);
  EXPECT_EQ(study.cities.size(), 10'000u);
}

}  // namespace
}  // namespace agglomera::scenarios
