#include "models/economy.hpp"

#include <gtest/gtest.h>

#include <numeric>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

Sector sector(const Study& study, std::string id, double firms) {
  return {id,
          id,
          id,
          std::vector<double>(study.years(), firms),
          std::vector<double>(study.years(), firms * 1e9),
          std::vector<double>(6, 0.0)};
}

Study two_sectors(double first = 3000.0, double second = 1000.0) {
  Study study = small_study(first + second);
  study.sectors = {sector(study, "film", first), sector(study, "games", second)};
  return study;
}

Economy economy_of(const Study& study, std::uint32_t member = 0,
                   const Mechanisms& mechanisms = {}) {
  return Economy(study, 2017, {9, member}, {}, mechanisms, usual_distances(study));
}

// LQ_cs = (n_cs/n_s)/(n_c/n).
double lq(const Economy& economy, std::size_t sector, PlaceIndex place) {
  const auto& firms = economy.sectors()[sector].world.census;
  return static_cast<double>(firms.focal_firms[place]) /
         static_cast<double>(firms.total_focal_firms()) / economy.shares().firms[place];
}

TEST(Economy, gives_every_sector_its_own_total_and_amenities) {
  Study study = two_sectors();
  study.sectors[1].amenity[dale] = 0.5;
  const Study games = of_sector(study, study.sectors[1]);
  EXPECT_TRUE(games.sectors.empty());
  EXPECT_EQ(games.totals.focal_firms, std::vector<double>(study.years(), 1000.0));
  EXPECT_DOUBLE_EQ(games.latents.amenity[dale].usual, study.latents.amenity[dale].usual + 0.5);
  const Economy economy = economy_of(study);
  EXPECT_EQ(economy.sectors()[0].world.census.total_focal_firms(), 3000);
  EXPECT_EQ(economy.sectors()[1].world.census.total_focal_firms(), 1000);
}

TEST(Economy, counts_base_shares_over_all_sectors) {
  const Study study = two_sectors();
  Economy economy = economy_of(study);
  for (sim::Year year = 2008;; ++year) {
    const EconomyShares shares = economy.shares();
    EXPECT_NEAR(std::accumulate(shares.firms.begin(), shares.firms.end(), 0.0), 1.0, 1e-12);
    EXPECT_NEAR(std::accumulate(shares.revenue.begin(), shares.revenue.end(), 0.0), 1.0, 1e-12);
    const auto& film = economy.sectors()[0];
    const auto& games = economy.sectors()[1];
    const double in_dale = static_cast<double>(film.world.census.focal_firms[dale] +
                                               games.world.census.focal_firms[dale]);
    const double all = static_cast<double>(film.world.census.total_focal_firms() +
                                           games.world.census.total_focal_firms());
    EXPECT_DOUBLE_EQ(shares.firms[dale], in_dale / all);
    for (const SectorWorld& one : economy.sectors())
      EXPECT_EQ(firm_shares(one.model, one.world, year), shares.firms);
    if (year == 2012) break;
    economy.pass_year({});
  }
}

// Σ_s (n_s/n)·LQ_cs = 1 in every place: where one sector is above one, another is below.
TEST(Economy, has_lqs_that_weigh_up_to_one) {
  const Study study = two_sectors();
  Economy economy = economy_of(study);
  for (int years = 0; years < 3; ++years) economy.pass_year({});
  const double film = static_cast<double>(economy.sectors()[0].world.census.total_focal_firms());
  const double games = static_cast<double>(economy.sectors()[1].world.census.total_focal_firms());
  for (PlaceIndex place = 0; place < 7; ++place)
    EXPECT_NEAR((film * lq(economy, 0, place) + games * lq(economy, 1, place)) / (film + games),
                1.0, 1e-12);
}

TEST(Economy, lets_sectors_alike_differ_by_luck_alone) {
  const Study study = two_sectors(1000.0, 1000.0);
  const Economy economy = economy_of(study);
  EXPECT_NE(sim::state_hash(economy.sectors()[0].world.firms),
            sim::state_hash(economy.sectors()[1].world.firms));
  EXPECT_EQ(economy.sectors()[0].model.member.parameters,
            economy.sectors()[1].model.member.parameters);
}

// Specialisation has a cause: without one the expected LQ of every sector stays 1.
TEST(Economy, without_a_cause_has_no_specialised_city) {
  Study study = two_sectors();
  set_parameter(study, "unobserved_lq_log_sd", 0.0);
  std::vector<Sample> seen(7);
  for (std::uint32_t member = 0; member < 80; ++member) {
    Economy economy = economy_of(study, member, null_model());
    for (int years = 0; years < 5; ++years) economy.pass_year({});
    for (PlaceIndex place = 0; place < 7; ++place) seen[place].add(lq(economy, 1, place));
  }
  for (PlaceIndex place = 0; place < 7; ++place) EXPECT_TRUE(agrees(seen[place], 1.0)) << place;
}

TEST(Economy, specialises_a_city_in_the_sector_to_which_it_is_dear) {
  Study study = two_sectors();
  study.sectors[1].amenity[cove] = 1.0;
  Sample games, film;
  for (std::uint32_t member = 0; member < 20; ++member) {
    Economy economy = economy_of(study, member);
    for (int years = 0; years < 9; ++years) economy.pass_year({});
    film.add(lq(economy, 0, cove));
    games.add(lq(economy, 1, cove));
  }
  EXPECT_GT(games.mean(), 1.2);
  EXPECT_LT(film.mean(), 0.95);
}

TEST(Economy, has_the_same_bits_again_and_others_with_another_seed) {
  const Study study = two_sectors();
  const auto hash = [&](std::uint32_t member) {
    Economy economy = economy_of(study, member);
    economy.pass_year({});
    return sim::state_hash(economy.sectors()[1].world.firms);
  };
  EXPECT_EQ(hash(1), hash(1));
  EXPECT_NE(hash(1), hash(2));
}

}  // namespace
}  // namespace agglomera::tests
