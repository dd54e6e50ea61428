// The study of three cities: observed in 2008 and 2009, run to 2012, a lever on alpha from 2010.
#include "scenarios/experiments/ensemble.hpp"

#include <gtest/gtest.h>
#include <omp.h>

#include <bit>

#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

constexpr sim::Year last_observed = 2009;

Scenario three_cities(int members) { return ThreeCities().read({members, 7}); }

std::vector<Branch> baseline_and_policy(const Scenario& scenario) {
  return {{"baseline", {}}, {"policy", scenario.levers}};
}

std::vector<std::uint64_t> bits(const Series& series) {
  std::vector<std::uint64_t> all;
  for (const auto* reals : {&series.lq_count, &series.lq_revenue, &series.revenue_usd})
    for (const double value : *reals) all.push_back(std::bit_cast<std::uint64_t>(value));
  all.insert(all.end(), series.firms.begin(), series.firms.end());
  return all;
}

// The numbers of a branch in some years, counted from 0.
std::vector<double> part(const Ensemble& ensemble, std::size_t branch, std::size_t first_year,
                         std::size_t years) {
  std::vector<double> all;
  for (int member = 0; member < ensemble.members; ++member)
    for (std::size_t place = 0; place < ensemble.places; ++place)
      for (std::size_t year = first_year; year < first_year + years; ++year) {
        const std::size_t at = ensemble.at(member, place, year);
        all.push_back(ensemble.series[branch].lq_count[at]);
        all.push_back(ensemble.series[branch].lq_revenue[at]);
        all.push_back(ensemble.series[branch].firms[at]);
        all.push_back(ensemble.series[branch].revenue_usd[at]);
      }
  return all;
}

TEST(Ensemble, is_the_same_on_one_two_and_seven_threads) {
  const Scenario scenario = three_cities(9);
  const int threads_before = omp_get_max_threads();
  std::vector<Ensemble> ensembles;
  for (const int threads : {1, 2, 7}) {
    omp_set_num_threads(threads);
    ensembles.push_back(simulate(scenario, baseline_and_policy(scenario)));
  }
  omp_set_num_threads(threads_before);
  for (const Ensemble& other : ensembles)
    for (const std::size_t branch : {0u, 1u}) {
      EXPECT_EQ(bits(other.series[branch]), bits(ensembles[0].series[branch]));
      EXPECT_EQ(other.drawn[8].amenity, ensembles[0].drawn[8].amenity);
    }
}

TEST(Ensemble, has_members_that_do_not_depend_on_how_many_there_are) {
  const Scenario few = three_cities(3), many = three_cities(8);
  const Ensemble a = simulate(few, baseline_and_policy(few));
  const Ensemble b = simulate(many, baseline_and_policy(many));
  const auto size = static_cast<std::ptrdiff_t>(a.series[1].lq_count.size());
  EXPECT_EQ(a.series[1].lq_count, std::vector<double>(b.series[1].lq_count.begin(),
                                                      b.series[1].lq_count.begin() + size));
}

TEST(Ensemble, differs_by_member_and_by_seed) {
  ThreeCities study;
  const Ensemble a = simulate(study.read({2, 7}), {{"baseline", {}}});
  const Ensemble b = simulate(study.read({2, 8}), {{"baseline", {}}});
  EXPECT_NE(bits(a.series[0]), bits(b.series[0]));
  const auto half = static_cast<std::ptrdiff_t>(a.series[0].lq_count.size() / 2);
  const auto& lq = a.series[0].lq_count;
  EXPECT_FALSE(std::equal(lq.begin(), lq.begin() + half, lq.begin() + half));
}

TEST(Ensemble, has_branches_that_share_their_past_and_part_after_it) {
  const Scenario scenario = three_cities(6);
  std::vector<Branch> branches = baseline_and_policy(scenario);
  branches.push_back({"policy, other luck", scenario.levers, false, 12345});
  const Ensemble ensemble = simulate(scenario, branches);
  EXPECT_TRUE(ensemble.conditioned);
  for (const std::size_t branch : {1u, 2u}) {
    EXPECT_EQ(part(ensemble, branch, 0, 2), part(ensemble, 0, 0, 2));
    EXPECT_NE(part(ensemble, branch, 2, 3), part(ensemble, 0, 2, 3));
  }
  EXPECT_NE(part(ensemble, 2, 2, 3), part(ensemble, 1, 2, 3));
}

// In the templates, where the rest of the world is large enough to take what the cities leave.
TEST(Ensemble, agrees_with_the_last_observations_when_conditioned) {
  Source source;
  const auto templates = std::filesystem::path(AGGLOMERA_SOURCE) / "scenarios" / "templates";
  Scenario scenario = read_scenario(source, templates / "policies" / "radiation.toml", {12, 7});
  const Ensemble conditioned = simulate(scenario, {{"baseline", {}}});
  scenario.condition = false;
  const Ensemble free = simulate(scenario, {{"baseline", {}}});
  EXPECT_TRUE(conditioned.conditioned);
  EXPECT_FALSE(free.conditioned);
  const std::size_t last = scenario.study->years() - 1;
  double off = 0.0;
  for (int member = 0; member < 12; ++member)
    for (std::size_t city = 0; city < 3; ++city) {
      const std::size_t at = conditioned.at(member, city, last);
      const double counted = scenario.study->observed.lq_count[city][last];
      EXPECT_NEAR(conditioned.series[0].lq_count[at], counted, 1e-9);
      EXPECT_NEAR(conditioned.series[0].lq_revenue[at],
                  scenario.study->observed.lq_revenue[city][last], 1e-4);
      off = std::max(off, std::abs(free.series[0].lq_count[at] - counted));
    }
  EXPECT_GT(off, 0.05);
}

TEST(Ensemble, does_not_change_under_any_lever_of_strength_zero) {
  const Scenario scenario = three_cities(6);
  std::vector<Branch> branches = {{"baseline", {}}};
  for (const models::LeverKind& kind : models::lever_kinds()) {
    models::Lever lever = scenario.levers.front();
    lever.kind = kind.name;
    lever.values.clear();
    for (const models::LeverParameter& parameter : kind.parameters)
      lever.values.push_back(parameter.usual);
    if (kind.links_clusters) lever.targets = {0, 2};  // alpha of delta, gamma of its own
    branches.push_back({lever.kind + " at its usual strength", {lever}});
    lever.values.front() = 0.0;
    branches.push_back({lever.kind + " at zero", {lever}});
  }
  const Ensemble ensemble = simulate(scenario, branches);
  for (std::size_t branch = 1; branch < branches.size(); branch += 2) {
    EXPECT_NE(bits(ensemble.series[branch]), bits(ensemble.series[0])) << branches[branch].name;
    EXPECT_EQ(bits(ensemble.series[branch + 1]), bits(ensemble.series[0])) << branches[branch + 1].name;
  }
}

TEST(Ensemble, does_not_change_when_siphoning_is_held_as_it_was) {
  const Scenario scenario = three_cities(6);
  const Ensemble ensemble = simulate(scenario, {{"baseline", {}}, {"held", {}, true}});
  EXPECT_EQ(bits(ensemble.series[1]), bits(ensemble.series[0]));
}

constexpr Variant variants[] = {Variant::fixed_demand, Variant::level_background,
                                Variant::undamped_background};

Branch under(Variant variant, std::vector<models::Lever> levers = {}) {
  return {"variant", std::move(levers), false, 0, variant};
}

TEST(Ensemble, has_variants_of_one_history_that_differ_after_the_last_observed_year) {
  ThreeCities study;
  study.append("study.toml", "demand_elasticity = 0.3\n");
  const Scenario scenario = study.read({12, 7});
  std::vector<Branch> branches = {{"baseline", {}}};
  for (const Variant variant : variants) branches.push_back(under(variant));
  const Ensemble ensemble = simulate(scenario, branches);
  for (std::size_t branch = 1; branch < branches.size(); ++branch) {
    EXPECT_EQ(part(ensemble, branch, 0, 2), part(ensemble, 0, 0, 2));
    for (std::size_t other = 0; other < branch; ++other)
      EXPECT_NE(part(ensemble, branch, 2, 3), part(ensemble, other, 2, 3)) << branch << other;
  }
}

TEST(Ensemble, does_not_change_under_a_lever_of_strength_zero_in_any_variant) {
  const Scenario scenario = three_cities(6);
  std::vector<models::Lever> none = scenario.levers;
  none.front().values.front() = 0.0;
  std::vector<Branch> branches = {{"baseline", {}}};
  for (const Variant variant : variants) {
    branches.push_back(under(variant));
    branches.push_back(under(variant, none));
  }
  const Ensemble ensemble = simulate(scenario, branches);
  for (std::size_t branch = 1; branch < branches.size(); branch += 2)
    EXPECT_EQ(bits(ensemble.series[branch + 1]), bits(ensemble.series[branch])) << branch;
}

// Each variant has the model of the member as drawn, whatever ran before it.
TEST(Ensemble, has_branches_that_do_not_depend_on_variants_beside_them) {
  const Scenario scenario = three_cities(4);
  const Ensemble alone = simulate(scenario, {{"baseline", {}}, {"policy", scenario.levers}});
  const Ensemble beside = simulate(
      scenario, {{"baseline", {}}, under(Variant::undamped_background), under(Variant::fixed_demand),
                 {"policy", scenario.levers}, under(Variant::level_background)});
  EXPECT_EQ(bits(beside.series[3]), bits(alone.series[1]));
  EXPECT_EQ(beside.drawn[2].firm_share, alone.drawn[2].firm_share);
  EXPECT_EQ(beside.drawn[2].parameters, alone.drawn[2].parameters);
}

TEST(Ensemble, has_a_world_total_that_no_lever_moves_where_demand_is_fixed) {
  ThreeCities study;
  study.append("study.toml", "demand_elasticity = 0.5\n");
  const Scenario scenario = study.read({40, 7});
  models::Lever lever = scenario.levers.front();
  lever.kind = "deregulation";
  lever.values = {1.0};
  const Ensemble ensemble =
      simulate(scenario, {{"baseline", {}}, {"policy", {lever}}, under(Variant::fixed_demand),
                          under(Variant::fixed_demand, {lever})});
  const auto world_gain = [&](std::size_t policy, std::size_t from) {
    double gained = 0.0;
    for (int member = 0; member < ensemble.members; ++member)
      for (std::size_t place = 0; place < ensemble.places; ++place) {
        const std::size_t at = ensemble.at(member, place, 4);
        gained += ensemble.series[policy].firms[at] - ensemble.series[from].firms[at];
      }
    return gained / ensemble.members;
  };
  EXPECT_GT(world_gain(1, 0), 3.0);
  EXPECT_LT(std::abs(world_gain(3, 2)), 1.0);
}

TEST(Ensemble, has_members_of_one_belief_when_priors_are_not_sampled) {
  Scenario scenario = three_cities(3);
  const Ensemble sampled = simulate(scenario, {{"baseline", {}}});
  scenario.sample_priors = false;
  const Ensemble usual = simulate(scenario, {{"baseline", {}}});
  EXPECT_NE(sampled.drawn[0].firm_share, sampled.drawn[1].firm_share);
  EXPECT_EQ(usual.drawn[0].technology, usual.drawn[1].technology);
  EXPECT_NE(part(usual, 0, 0, 5), part(sampled, 0, 0, 5));
}

TEST(Ensemble, is_conditioned_only_beyond_the_observed_years) {
  Scenario scenario = three_cities(1);
  ASSERT_EQ(scenario.study->last, last_observed);
  EXPECT_TRUE(is_conditioned(scenario, baseline_and_policy(scenario)));
  scenario.last = last_observed;
  EXPECT_FALSE(is_conditioned(scenario, {{"baseline", {}}}));
  scenario.last = last_observed + 1;
  EXPECT_TRUE(is_conditioned(scenario, {{"baseline", {}}}));
  scenario.condition = false;
  EXPECT_FALSE(is_conditioned(scenario, {{"baseline", {}}}));
}

TEST(Ensemble, is_free_as_soon_as_any_lever_acts_within_the_observed_years) {
  const Scenario scenario = three_cities(4);
  models::Lever early = scenario.levers.front();
  early.first = last_observed;
  const std::vector<Branch> branches = {
      {"baseline", {}}, {"late", scenario.levers}, {"early", {early}}};
  EXPECT_FALSE(is_conditioned(scenario, branches));
  const Ensemble ensemble = simulate(scenario, branches);
  EXPECT_FALSE(ensemble.conditioned);
  EXPECT_EQ(part(ensemble, 2, 0, 1), part(ensemble, 0, 0, 1));
  EXPECT_NE(part(ensemble, 2, 1, 4), part(ensemble, 0, 1, 4));
  EXPECT_EQ(part(ensemble, 1, 0, 2), part(ensemble, 0, 0, 2));
}

TEST(Ensemble, tells_how_far_it_is) {
  const Scenario scenario = three_cities(5);
  std::vector<int> seen;
  simulate(scenario, {{"baseline", {}}}, {[&](int done, int of) {
             EXPECT_EQ(of, 5);
             seen.push_back(done);
           }});
  EXPECT_EQ(seen, (std::vector<int>{1, 2, 3, 4, 5}));
}

TEST(Ensemble, stops_when_asked_and_says_after_how_many_members) {
  const Scenario scenario = three_cities(50);
  const int threads_before = omp_get_max_threads();
  omp_set_num_threads(1);
  std::atomic<bool> stop{false};
  try {
    simulate(scenario, {{"baseline", {}}}, {[&](int done, int) { stop = done == 3; }, &stop});
    ADD_FAILURE() << "went on";
  } catch (const Interrupted& stopped) {
    EXPECT_EQ(stopped.done, 3);
    EXPECT_EQ(stopped.asked, 50);
  }
  omp_set_num_threads(threads_before);
}

}  // namespace
}  // namespace agglomera::scenarios
