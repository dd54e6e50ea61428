#include "models/relocation.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/models/small_world.hpp"
#include "tests/sim/four_standard_errors.hpp"

namespace agglomera::tests {
namespace {

// A world in which firms only move, and places are equally attractive.
Study moving_study(double barrier) {
  Study study = small_study(100000.0);
  set_parameter(study, "relocation_rate", 0.2);
  set_parameter(study, "border_barrier", barrier);
  set_parameter(study, "unobserved_lq_log_sd", 0.0);
  return study;
}

std::vector<Move> moves_of(const Start& start) {
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  return decide(start.model, start.world, market, start.draws).blocks[0].moves;
}

const Mechanisms only_moves = only({&Mechanisms::relocation});

TEST(Relocation, considers_at_its_rate_and_goes_by_the_choice) {
  const Study study = moving_study(0.0);
  const Start start(study, {.mechanisms = only_moves});
  double stay = 0.0;  // who chooses home does not move
  for (const double share : {0.20, 0.05, 0.10, 0.15, 0.08, 0.04, 0.38}) stay += share * share;
  const double expected = 0.2 * (1.0 - stay);
  const double moved = static_cast<double>(moves_of(start).size()) / 100000.0;
  EXPECT_NEAR(moved, expected, 4 * std::sqrt(expected * (1 - expected) / 100000.0));
}

TEST(Relocation, is_stopped_at_borders_by_the_barrier) {
  const auto crossing = [](double barrier) {
    const Study study = moving_study(barrier);
    const Start start(study, {.mechanisms = only_moves});
    int crossings = 0;
    for (const Move& move : moves_of(start)) {
      const PlaceIndex from = move.firm.place;
      crossings += from == rest || move.to == rest ||
                   study.cities[from].country != study.cities[move.to].country;
    }
    return crossings;
  };
  const double open = crossing(0.0), half = crossing(0.5);
  EXPECT_NEAR(half / open, 0.5, 4 * std::sqrt(0.25 / open));
  EXPECT_EQ(crossing(1.0), 0);
}

TEST(Relocation, within_a_country_goes_on_when_borders_are_closed) {
  const Study study = moving_study(1.0);
  const Start start(study, {.mechanisms = only_moves});
  int between = 0;
  for (const Move& move : moves_of(start)) {
    const PlaceIndex from = move.firm.place;
    EXPECT_TRUE((from <= brook && move.to <= brook) ||
                ((from == dale || from == elm) && (move.to == dale || move.to == elm)));
    ++between;
  }
  EXPECT_GT(between, 500);
}

TEST(Relocation, accepts_by_the_ratio_of_the_two_size_densities) {
  Study study = moving_study(0.0);
  set_shares(study, study.revenue_share,
             {0.40, 0.05, 0.10, 0.05, 0.08, 0.04});  // avalon ×2, dale ×⅓
  const Start start(study, {.mechanisms = only_moves});
  const Market market = open_market(start.model, start.world, {}, 2009, start.draws);
  const double sd = 1.5;
  const auto log_density = [&](double x, PlaceIndex place) {
    const double z = (x - market.usual_log_revenue[place]) / sd + 0.5 * sd;
    return -0.5 * z * z;
  };
  const Relocation relocation{1.0, 0.0, sd};
  const auto log_mean = market.usual_log_revenue[avalon];
  for (const double shift : {-2.0, 0.0, 2.0}) {
    const auto size = sim::LogRevenue::of_log_usd(log_mean + shift);
    std::int64_t accepted = 0, chosen = 0;
    for (std::uint32_t i = 0; i < 100000; ++i) {
      const FirmId firm{i, 1999};
      if (market.choice(firm, 2009, start.draws) != dale) continue;
      ++chosen;
      accepted += relocation(firm, avalon, size, dale, start.model, market, start.draws);
    }
    const double x = size.log_usd();
    const double p = std::min(1.0, std::exp(log_density(x, dale) - log_density(x, avalon)));
    EXPECT_NEAR(static_cast<double>(accepted) / static_cast<double>(chosen), p,
                4 * std::sqrt(p * (1 - p) / static_cast<double>(chosen)) + 1e-12)
        << shift;
  }
}

TEST(Relocation, keeps_counts_and_sizes_where_places_differ_in_size_alone) {
  Study study = moving_study(0.5);
  study.last = 2017;
  set_shares(study, study.revenue_share, {0.30, 0.05, 0.10, 0.08, 0.08, 0.02});
  std::vector<Sample> counts(7), revenues(7);
  set_totals(study, 5000.0, 4000.0);
  for (std::uint32_t member = 0; member < 60; ++member) {
    Start start(study, {.mechanisms = only_moves, .draws = Draws(2, member)});
    start.run_until(2017);
    const auto count = lq_count(start.model, start.world),
               revenue = lq_revenue(start.model, start.world);
    for (std::size_t place = 0; place < 7; ++place) {
      counts[place].add(count[place]);
      revenues[place].add(revenue[place]);
    }
  }
  for (std::size_t place = 0; place < 7; ++place) {
    EXPECT_TRUE(agrees(counts[place], 1.0)) << place;
    EXPECT_TRUE(agrees(revenues[place], 1.0)) << place;
  }
}

}  // namespace
}  // namespace agglomera::tests
