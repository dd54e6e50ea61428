#include "scenarios/experiments/turning_point.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/scenarios/experiments/observed_world.hpp"

namespace agglomera::scenarios {
namespace {

using namespace tests;

Lever radiation_of(PlaceIndex hub, double strength, sim::Year first = 2009, int ramp = 1) {
  return {"radiation", {hub}, first, 2020, ramp, {strength, 0.0}};
}

TEST(FirstTurn, is_where_the_sign_changes) {
  const std::vector<double> grid = {1.0, 2.0, 4.0};
  const TurningPoint down = first_turn(grid, {2.0, 1.0, -1.0}, [](double x) { return 3.0 - x; });
  EXPECT_EQ(down.turn, Turn::to_siphoning);
  EXPECT_NEAR(down.at, 3.0, 3e-4);
  const TurningPoint up = first_turn(grid, {-0.5, 0.5, 2.5}, [](double x) { return x - 1.5; });
  EXPECT_EQ(up.turn, Turn::to_spread);
  EXPECT_NEAR(up.at, 1.5, 1.5e-4);
}

TEST(FirstTurn, of_a_pull_that_turns_twice_is_the_smaller) {
  const auto twice = [](double x) { return (x - 1.5) * (x - 6.0); };
  std::vector<double> net;
  for (const double x : {1.0, 2.0, 4.0, 8.0}) net.push_back(twice(x));
  const TurningPoint point = first_turn({1.0, 2.0, 4.0, 8.0}, net, twice);
  EXPECT_EQ(point.turn, Turn::to_siphoning);
  EXPECT_NEAR(point.at, 1.5, 1.5e-4);
}

TEST(FirstTurn, may_be_a_threshold_below_which_nothing_moves) {
  const auto late = [](double x) { return -std::max(0.0, x - 2.5); };
  const TurningPoint point = first_turn({1.0, 2.0, 4.0}, {0.0, 0.0, -1.5}, late);
  EXPECT_EQ(point.turn, Turn::to_siphoning);
  EXPECT_NEAR(point.at, 2.5, 2.5e-4);
}

TEST(FirstTurn, is_missing_when_the_sign_never_changes) {
  const auto never = [](double) -> double { throw std::logic_error("asked between"); };
  EXPECT_EQ(first_turn({1.0, 2.0}, {0.0, 1.0}, never).turn, Turn::spreads);
  EXPECT_EQ(first_turn({1.0, 2.0}, {-2.0, -1.0}, never).turn, Turn::siphons);
  EXPECT_EQ(first_turn({1.0, 2.0}, {0.0, 0.0}, never).turn, Turn::unmoved);
  EXPECT_TRUE(std::isnan(first_turn({1.0, 2.0}, {0.0, 1.0}, never).at));
}

TEST(FullYear, is_the_first_in_which_every_lever_is_fully_there) {
  EXPECT_EQ(full_year({radiation_of(avalon, 0.5, 2009, 3), radiation_of(dale, 0.5, 2010, 4)}),
            2013);
}

TEST(FullYear, of_levers_that_never_meet_is_that_of_the_largest_sum) {
  Lever early = radiation_of(avalon, 0.5, 2009), late = radiation_of(dale, 0.5, 2012, 4);
  early.last = 2013;  // sums 1, 1, 1, 1.25, 1.5, then 0.75 and 1
  EXPECT_EQ(full_year({early, late}), 2013);
}

TEST(LargestFactor, keeps_every_strength_within_its_range) {
  EXPECT_EQ(largest_factor({radiation_of(avalon, 0.5)}), 6.0);
  EXPECT_EQ(largest_factor({radiation_of(avalon, 0.5), radiation_of(dale, 1.5)}), 2.0);
  EXPECT_EQ(largest_factor({radiation_of(avalon, 0.5), radiation_of(dale, 0.0)}), 6.0);
  EXPECT_EQ(largest_factor({radiation_of(avalon, 0.0)}), 0.0);
}

// Avalon radiates to brook alone, with all its weight; places differ in nothing else but amenity:
//   V⁰_h − V⁰_c = Δ − β_S L(k),  L(k) = ln[(1 + A(1 + ks))/(1 + A)]
//   u_c(k) = β_S L(k) − β_B [(1 + ks) max(0, Δ − β_S L(k)) − max(0, Δ)]
struct LinkedPair {
  static constexpr double strength = 0.5;
  Study study = small_study();
  Start start{
      study,
      {.mechanisms = only({&Mechanisms::radiation, &Mechanisms::siphoning, &Mechanisms::amenity})}};
  std::vector<Lever> levers = {radiation_of(avalon, strength)};
  double sent = 0.0;  // A

  LinkedPair(double taste_spread, double taste_siphoning, double ahead) {
    Model& model = start.model;
    model.radiation.assign(study.cities.size(), {});
    model.radiation[avalon] = {{brook, 1.0}};
    model.member.parameters.taste_spread = taste_spread;
    model.member.parameters.taste_siphoning = taste_siphoning;
    const auto& firms = start.world.census.focal_firms;
    double in_cities = 0.0;
    for (std::size_t city = 0; city < 6; ++city) in_cities += static_cast<double>(firms[city]);
    sent = static_cast<double>(firms[avalon]) / (in_cities / 6.0);
    // `ahead` is Δ, beyond what brook receives as things stand.
    model.member.amenity[avalon] =
        model.member.amenity[brook] + ahead + taste_spread * std::log(1.0 + sent);
  }

  double spread(double k) const {
    return start.model.parameters().taste_spread *
           std::log((1.0 + sent * (1.0 + k * strength)) / (1.0 + sent));
  }
  double drawn(double k, double ahead) const {
    return -start.model.parameters().taste_siphoning *
           ((1.0 + k * strength) * std::max(0.0, ahead - spread(k)) - std::max(0.0, ahead));
  }
  MemberTurns turns() const {
    return member_turns(start.model, start.world, levers, 2009, pulled_places(study, levers));
  }
};

TEST(PolicyPull, is_split_as_in_the_closed_form) {
  const LinkedPair pair(0.3, 0.2, 1.5);
  const PolicyPull pull(pair.start.model, pair.start.world, pair.levers, 2009);
  for (const double k : {0.01, 0.4, 1.0, 3.0, 6.0}) {
    EXPECT_NEAR(pull(k).spread[brook], pair.spread(k), 1e-12);
    EXPECT_NEAR(pull(k).drawn[brook], pair.drawn(k, 1.5), 1e-12);
    EXPECT_LT(pull(k).drawn[brook], -1e-4);
    EXPECT_EQ(pull(k).spread[cove], 0.0);
    EXPECT_EQ(pull(k).drawn[cove], 0.0);
  }
  EXPECT_EQ(pull(0.0).spread[brook], 0.0);
  EXPECT_EQ(pull(0.0).drawn[brook], 0.0);
}

TEST(TurningPoint, is_found_where_the_closed_form_has_it) {
  for (const double turn : {1.5, 3.0, 5.0}) {
    const double ahead = 2.5;
    LinkedPair pair(0.3, 0.0, ahead);
    // The taste for siphoning at which u is zero at `turn`.
    pair.start.model.member.parameters.taste_siphoning =
        pair.spread(turn) /
        ((1.0 + turn * LinkedPair::strength) * (ahead - pair.spread(turn)) - ahead);
    const MemberTurns member = pair.turns();
    EXPECT_EQ(member.turns[0].turn, Turn::to_siphoning);  // brook: avalon is treated
    EXPECT_NEAR(member.turns[0].at / turn, 1.0, 1e-4);
    EXPECT_EQ(member.turns[1].turn, Turn::unmoved);  // cove
    EXPECT_TRUE(member.reached[0]);
    EXPECT_FALSE(member.reached[1]);
  }
}

TEST(TurningPoint, goes_back_to_spread_where_the_neighbour_catches_up) {
  const double ahead = 1.0;
  const LinkedPair pair(1.0, 3.0, ahead);
  const auto net = [&](double k) { return pair.spread(k) + pair.drawn(k, ahead); };
  ASSERT_LT(net(0.006), 0.0);
  ASSERT_GT(net(6.0), 0.0);
  const TurningPoint point = pair.turns().turns[0];
  EXPECT_EQ(point.turn, Turn::to_spread);
  EXPECT_LT(net(point.at * (1.0 - 1e-4)), 0.0);
  EXPECT_GT(net(point.at * (1.0 + 1e-4)), 0.0);
}

TEST(TurningPoint, does_not_exist_without_a_taste_for_siphoning) {
  EXPECT_EQ(LinkedPair(0.3, 0.0, 2.5).turns().turns[0].turn, Turn::spreads);
}

TEST(TurningPoint, is_siphoning_at_any_strength_without_a_taste_for_spread) {
  EXPECT_EQ(LinkedPair(0.0, 0.2, 2.5).turns().turns[0].turn, Turn::siphons);
  EXPECT_EQ(LinkedPair(0.0, 0.2, -0.5).turns().turns[0].turn, Turn::unmoved);  // a worse hub
}

TEST(TurningPoint, does_not_exist_at_a_strength_of_zero) {
  LinkedPair pair(0.3, 0.2, 1.5);
  pair.levers = {radiation_of(avalon, 0.0)};
  for (const TurningPoint& point : pair.turns().turns) EXPECT_EQ(point.turn, Turn::unmoved);
}

TEST(TurningPoint, is_refused_when_a_pull_is_no_number) {
  LinkedPair pair(0.3, 0.2, 1.5);
  pair.start.model.member.amenity[brook] = missing;
  try {
    pair.turns();
    ADD_FAILURE() << "went on";
  } catch (const std::runtime_error& problem) {
    EXPECT_STREQ(problem.what(), "the pull of brook is no number");
  }
}

TEST(PulledPlaces, are_untreated_cities_treated_clusters_and_all_untreated_together) {
  const Study study = small_study();
  const std::vector<PulledPlace> places = pulled_places(study, {radiation_of(avalon, 0.5)});
  std::vector<std::string> names;
  for (const PulledPlace& place : places) names.push_back(place.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"brook", "cove", "dale", "elm", "ford", "bay", "untreated"}));
  EXPECT_EQ(places[5].cities, (std::vector<std::size_t>{avalon, brook}));
  EXPECT_EQ(places[6].cities, (std::vector<std::size_t>{brook, cove, dale, elm, ford}));
  EXPECT_FALSE(places[4].together);
  EXPECT_TRUE(places[5].together);
}

TEST(PulledPlaces, are_weighted_by_their_base_shares_when_taken_as_one) {
  const LinkedPair pair(0.3, 0.2, 1.5);
  const MemberTurns member = pair.turns();
  const auto& base = pair.start.model.member.firm_share[0];
  const double in_bay = base[brook] / (base[avalon] + base[brook]);
  EXPECT_NEAR(member.spread[5], in_bay * pair.spread(1.0), 1e-12);
  EXPECT_NEAR(member.drawn[5], in_bay * pair.drawn(1.0, 1.5), 1e-12);
  const double untreated = base[brook] + base[cove] + base[dale] + base[elm] + base[ford];
  EXPECT_NEAR(member.drawn[6], base[brook] / untreated * pair.drawn(1.0, 1.5), 1e-12);
  EXPECT_EQ(member.turns[5].turn, member.turns[0].turn);
}

// What the observed world says, with a radiation lever on avalon from 2018 on.
Scenario policy_of(int members) {
  Scenario scenario = scenario_of(observed_world());
  scenario.last = 2020;
  scenario.members = members;
  scenario.levers = {radiation_of(avalon, 0.5, 2018, 2)};
  return scenario;
}

TEST(TurningRow, counts_members_by_outcome_and_leaves_out_failed_ones) {
  const Scenario policy = policy_of(5);
  const std::size_t places = pulled_places(*policy.study, policy.levers).size();
  const auto member = [&](TurningPoint point, double spread, double drawn) {
    return MemberTurns{{},
                       std::vector<TurningPoint>(places, point),
                       std::vector<double>(places, spread),
                       std::vector<double>(places, drawn),
                       std::vector<char>(places, drawn != 0.0)};
  };
  const TurningPoints points =
      turning_points(policy, {member({Turn::spreads, missing}, 0.5, 0.0),
                              member({Turn::to_siphoning, 2.0}, 0.5, -0.1),
                              {},
                              member({Turn::to_siphoning, 4.0}, 0.5, -0.3),
                              member({Turn::siphons, missing}, 0.1, -0.4)});
  EXPECT_EQ(points.failed, 1);
  EXPECT_EQ(points.year, 2019);
  EXPECT_EQ(points.strength, 0.5);
  EXPECT_EQ(points.largest_factor, 6.0);
  const TurningRow& brook_row = points.rows.front();
  EXPECT_EQ(brook_row.place.name, "brook");
  EXPECT_EQ(brook_row.reached, 0.75);
  EXPECT_EQ(brook_row.spreads, 0.25);
  EXPECT_EQ(brook_row.siphons, 0.25);
  EXPECT_EQ(brook_row.to_siphoning, 0.5);
  EXPECT_EQ(brook_row.to_spread + brook_row.unmoved, 0.0);
  EXPECT_EQ(brook_row.factor_q50, 3.0);
  EXPECT_DOUBLE_EQ(brook_row.factor_q05, 2.1);
  EXPECT_DOUBLE_EQ(brook_row.drawn.mean, -0.2);
  EXPECT_DOUBLE_EQ(brook_row.net.mean, 0.2);
}

TEST(TurningRow, stands_only_for_cities_that_a_treated_one_reaches) {
  const Scenario policy = policy_of(1);
  const std::size_t places = pulled_places(*policy.study, policy.levers).size();
  std::vector<char> reached(places, 0);
  reached[2] = 1;
  const TurningPoints points =
      turning_points(policy, {{{},
                               std::vector<TurningPoint>(places, {Turn::spreads, missing}),
                               std::vector<double>(places, 0.1),
                               std::vector<double>(places, 0.0),
                               reached}});
  ASSERT_EQ(points.rows.size(), 3u);
  EXPECT_EQ(points.rows[0].place.name, "dale");
  EXPECT_EQ(points.rows[1].place.name, "bay");
  EXPECT_EQ(points.rows[2].place.name, "untreated");
}

}  // namespace
}  // namespace agglomera::scenarios
