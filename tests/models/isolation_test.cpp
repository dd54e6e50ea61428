// A change in one city moves only firms that this city wins or loses: of the choice alone, of naive
// ways to choose, and of a whole year under a lever.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

using Values = std::vector<double>;

const std::vector<std::string> ids = {"avalon", "brook", "cove",         "dale",
                                      "elm",    "ford",  "rest-of-world"};
const std::vector<std::string> clusters = {"bay",   "bay",   "independent", "plain",
                                           "plain", "plain", "independent"};
const Nests nests = nests_of(ids, clusters);
const Values base = {0.20, 0.05, 0.10, 0.15, 0.08, 0.04, 0.38};
const Values before = {0.5, -0.3, 0.2, 0.9, -0.4, 0.0, 0.1};

struct Changes {
  int all = 0;
  int elsewhere = 0;  // between two places, neither of them the changed one
};

// Chooses 10^5 times with V and with V of one city changed, under the same luck.
template <typename Choose>
Changes changes(PlaceIndex changed, double by, Choose choose) {
  Values after = before;
  after[changed] += by;
  Changes seen;
  for (std::uint32_t i = 0; i < 100000; ++i) {
    const PlaceIndex was = choose(before, FirmId{i, 2008}), is = choose(after, FirmId{i, 2008});
    if (was == is) continue;
    ++seen.all;
    if (was != changed && is != changed) ++seen.elsewhere;
  }
  return seen;
}

const Draws draws(17, 0);

std::vector<double> weights_for(const Values& v, double lambda) {
  return choice_weights(nests, base, v, lambda);
}

struct
    Joint {  // the model's way: one board, laid out for what cities are worth in some earlier year
  double lambda;
  std::map<Values, LocationChoice> of;
  PlaceIndex operator()(const Values& v, FirmId firm) {
    if (!of.contains(v)) {
      Values earlier = before;
      earlier[elm] += 0.4;
      earlier[avalon] -= 0.4;
      const std::vector<double> first = weights_for(earlier, lambda);
      const std::vector<double> plain_and_now[] = {weights_for(before, lambda),
                                                   weights_for(v, lambda)};
      const auto board = board_for(board_for(nullptr, nests, lambda, std::span(&first, 1)), nests,
                                   lambda, plain_and_now);
      of.emplace(v, LocationChoice(nests, lambda, plain_and_now[1], *board, sim::Purpose::choice));
    }
    return of.at(v)(firm, 2010, draws);
  }
};

PlaceIndex by_running_sum(const Values& shares, double u) {
  PlaceIndex place = 0;
  for (double sum = shares[0]; u >= sum && place + 1u < shares.size();) sum += shares[++place];
  return place;
}

struct InverseCdf {  // naive: one uniform against the running sum of the probabilities
  double lambda;
  std::map<Values, Values> of;
  PlaceIndex operator()(const Values& v, FirmId firm) {
    if (!of.contains(v)) of[v] = choice_probabilities(nests, weights_for(v, lambda), lambda);
    return by_running_sum(of[v], draws.firm(firm, 2010, sim::Purpose::choice).uniform());
  }
};

struct TwoStages {  // naive: first a nest, then a city in it, each with one noise per alternative
  double lambda;
  std::map<Values, Values> of;
  PlaceIndex operator()(const Values& v, FirmId firm) {
    if (!of.contains(v)) of[v] = choice_probabilities(nests, weights_for(v, lambda), lambda);
    const Values& p = of[v];
    Values of_nest(nests.nests.size(), 0.0);
    for (std::size_t k = 0; k < of_nest.size(); ++k)
      for (const PlaceIndex c : nests.nests[k]) of_nest[k] += p[c];
    const std::size_t nest = race(of_nest, firm, sim::Purpose::bootstrap);
    Values inside(p.size(), 0.0);
    for (const PlaceIndex c : nests.nests[nest]) inside[c] = p[c];
    return static_cast<PlaceIndex>(race(inside, firm, sim::Purpose::choice));
  }
  // argmin E/w, with one noise for each alternative.
  static std::size_t race(const Values& weights, FirmId firm, sim::Purpose purpose) {
    std::size_t first = 0;
    double earliest = 1e300;
    for (std::uint32_t i = 0; i < weights.size(); ++i) {
      const double arrival =
          -std::log(draws.firm(firm, 2010, purpose).uniform_of(sim::name_key(ids[i]))) / weights[i];
      if (arrival < earliest) earliest = arrival, first = i;
    }
    return first;
  }
};

TEST(Isolation, of_the_joint_draw_every_changed_choice_involves_the_changed_city) {
  for (const double lambda : {1.0, 0.8, 0.5})
    for (const PlaceIndex city : {brook, cove, dale, rest})
      for (const double by : {0.3, -0.3, 3.0}) {  // the last needs another page
        const Changes seen = changes(city, by, Joint{lambda, {}});
        EXPECT_GT(seen.all, 500);
        EXPECT_EQ(seen.elsewhere, 0) << lambda << " " << city << " " << by;
      }
}

TEST(Isolation, fails_the_same_check_with_naive_ways_to_choose) {
  const Changes inverse = changes(dale, 0.3, InverseCdf{0.8, {}});
  EXPECT_GT(inverse.elsewhere, inverse.all / 10);
  const Changes stages = changes(dale, 0.3, TwoStages{0.5, {}});
  EXPECT_GT(stages.elsewhere, 100);
}

// Cove is in no cluster; here it has no links either.
Study study_without_links_of_cove() {
  Study study = small_study(100000.0);
  std::erase_if(study.links,
                [](const sim::Link& link) { return link.a == cove || link.b == cove; });
  set_parameter(study, "demand_elasticity", 0.0);
  return study;
}

struct Pair {
  std::shared_ptr<Start> start_without, start_with;  // the markets look into their models
  std::map<FirmId, Whereabouts> before, without, with;
  Market market_without, market_with;
};

Pair year_with_and_without(const Study& study, const Lever& lever, const Mechanisms& mechanisms) {
  const auto start = std::make_shared<Start>(study, Setting{.mechanisms = mechanisms});
  start->run_until(2010);
  const auto under = std::make_shared<Start>(*start);
  auto before = focal_firms_of(start->world);
  Market without = pass_year(start->model, {}, start->draws, start->world);
  Market with = pass_year(under->model, {&lever, 1}, under->draws, under->world);
  return {start,
          under,
          std::move(before),
          focal_firms_of(start->world),
          focal_firms_of(under->world),
          std::move(without),
          std::move(with)};
}

// Firms whose place differs between the worlds, gone firms being nowhere. A mover that the city wins or
// loses in its choice, but that a border keeps at home, is no change elsewhere; nor is a firm of the
// city that is saved and moves away in the same year.
Changes moved(const Pair& worlds, PlaceIndex city) {
  Changes seen;
  const auto concerned = [&](FirmId firm) {
    const auto home = worlds.before.find(firm);
    if (home != worlds.before.end() && home->second.place == city) return true;
    return worlds.market_without.choice(firm, 2011, Draws(1, 0)) == city ||
           worlds.market_with.choice(firm, 2011, Draws(1, 0)) == city;
  };
  FirmId firm;
  const auto compare = [&](PlaceIndex one, PlaceIndex other) {
    if (one == other) return;
    ++seen.all;
    if (one != city && other != city && !concerned(firm)) ++seen.elsewhere;
  };
  for (const auto& [id, was] : worlds.without) {
    const auto found = worlds.with.find(firm = id);
    compare(was.place, found == worlds.with.end() ? sim::no_place : found->second.place);
  }
  for (const auto& [id, is] : worlds.with)
    if (!worlds.without.contains(firm = id)) compare(sim::no_place, is.place);
  return seen;
}

Lever lever_on_cove(std::string kind, std::vector<double> values) {
  return {std::move(kind), {cove}, 2011, 2017, 1, std::move(values)};
}

// Each kind that can act on one city alone, strong enough to be seen.
std::vector<Lever> every_lever_on_cove() {
  return {lever_on_cove("chain_integration", {1.0, 2.0}),
          lever_on_cove("copyright_platform", {1.0, 0.3, 2.0}),
          lever_on_cove("culture_plus", {1.0}),
          lever_on_cove("deregulation", {1.0}),
          lever_on_cove("ip_protection", {2.0}),
          lever_on_cove("national_strategy", {1.0}),
          lever_on_cove("research", {1.0}),
          lever_on_cove("talent", {0.5, 1.0})};
}

TEST(Isolation, of_a_year_a_lever_moves_only_firms_that_its_city_wins_or_loses) {
  const Study study = study_without_links_of_cove();
  Mechanisms mechanisms;
  mechanisms.acquisition = false;  // a buyer that stays or leaves decides over firms elsewhere
  for (const Lever& lever : every_lever_on_cove()) {
    const Changes seen = moved(year_with_and_without(study, lever, mechanisms), cove);
    EXPECT_GT(seen.all, 20) << lever.kind;
    EXPECT_EQ(seen.elsewhere, 0) << lever.kind << " of " << seen.all;
  }
}

TEST(Isolation, of_a_year_no_firm_elsewhere_grows_differently) {
  const Study study = study_without_links_of_cove();
  Mechanisms mechanisms;
  mechanisms.acquisition = false;
  for (const Lever& lever : every_lever_on_cove()) {
    const Pair worlds = year_with_and_without(study, lever, mechanisms);
    int changed = 0;
    for (const auto& [firm, was] : worlds.before) {
      const auto one = worlds.without.find(firm), other = worlds.with.find(firm);
      if (was.place == cove || one == worlds.without.end() || other == worlds.with.end()) continue;
      changed += one->second.size != other->second.size;
    }
    EXPECT_EQ(changed, 0) << lever.kind << " of " << worlds.without.size();
  }
}

TEST(Isolation, of_a_year_deregulation_moves_founders_alone_also_with_acquisitions) {
  const Pair worlds = year_with_and_without(study_without_links_of_cove(),
                                            lever_on_cove("deregulation", {1.0}), {});
  const Changes seen = moved(worlds, cove);
  EXPECT_GT(seen.all, 50);
  EXPECT_EQ(seen.elsewhere, 0);
  for (const auto& [firm, was] : worlds.without) {
    if (firm.founded == 2011) continue;
    ASSERT_EQ(was, worlds.with.at(firm));
  }
}

}  // namespace
}  // namespace agglomera::tests
