#include "models/lever.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/models/small_world.hpp"

namespace agglomera::tests {
namespace {

Lever lever(std::string kind, std::vector<PlaceIndex> targets, std::vector<double> values,
            sim::Year first = 2012, sim::Year last = 2017, int ramp = 1) {
  return {std::move(kind), std::move(targets), first, last, ramp, std::move(values)};
}

// One of each kind at its usual values, on dale, with a ramp.
std::vector<Lever> one_of_each(double scale) {
  std::vector<Lever> levers;
  for (const LeverKind& kind : lever_kinds()) {
    std::vector<double> values;
    for (const LeverParameter& parameter : kind.parameters) values.push_back(parameter.usual);
    values[0] *= scale;
    levers.push_back(lever(std::string(kind.name), {dale}, values, 2012, 2017, 3));
  }
  return levers;
}

std::uint64_t hash_after(const Study& study, std::span<const Lever> levers, sim::Year year) {
  Start start(study);
  start.run_until(year, levers);
  return sim::state_hash(start.world.firms);
}

TEST(LeverKinds, are_listed_by_name_each_with_all_that_is_shown) {
  const auto kinds = lever_kinds();
  EXPECT_TRUE(std::is_sorted(kinds.begin(), kinds.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));
  std::set<std::string_view> names;
  for (const LeverKind& kind : kinds) {
    names.insert(kind.name);
    EXPECT_EQ(find_lever(kind.name), &kind);
    EXPECT_TRUE(kind.text.ends_with('.')) << kind.name;
    ASSERT_FALSE(kind.parameters.empty());
    EXPECT_EQ(kind.parameters[0].name, "strength");
    for (const LeverParameter& parameter : kind.parameters) {
      EXPECT_TRUE(parameter.range.holds(parameter.usual)) << kind.name << " " << parameter.name;
      EXPECT_FALSE(parameter.text.empty() || parameter.unit.empty() || parameter.source.empty());
    }
    EXPECT_TRUE(kind.parameters[0].range.holds(0.0)) << kind.name;
  }
  for (const char* name : {"radiation", "coordination", "talent", "research", "chain_integration",
                           "copyright_platform", "smart_media", "culture_plus", "east_west",
                           "deregulation", "ip_protection", "national_strategy"})
    EXPECT_TRUE(names.contains(name)) << name;
  EXPECT_EQ(names.size(), 12u);
  EXPECT_EQ(find_lever("tallent"), nullptr);
}

TEST(Lever, rises_over_its_ramp_by_hand) {
  const Lever ramped = lever("talent", {dale}, {0.1, 0.0}, 2012, 2016, 4);
  const double shares[] = {0.0, 0.25, 0.5, 0.75, 1.0, 1.0, 0.0};
  for (int i = 0; i < 7; ++i) EXPECT_EQ(ramped.share(2011 + i), shares[i]) << 2011 + i;
  EXPECT_EQ(lever("talent", {dale}, {0.1, 0.0}).share(2012), 1.0);
  EXPECT_EQ(lever("talent", {dale}, {0.1, 0.0}, 2012, 2016, 0).share(2012), 1.0);
}

TEST(TermsOf, scale_the_strength_alone_by_the_share_of_the_year) {
  const std::vector<Lever> levers = {lever("talent", {dale}, {0.1, 0.6}, 2012, 2016, 4)};
  const Terms second = terms_of(levers, 2013, 7);
  EXPECT_DOUBLE_EQ(second.resource_inflow[dale], 0.05);
  EXPECT_NEAR(second.barrier_removed[dale], 0.05 * 0.6, 1e-15);
  EXPECT_EQ(second.resource_inflow[elm], 0.0);
  const Terms before = terms_of(levers, 2011, 7);
  EXPECT_EQ(before.resource_inflow[dale], 0.0);
  EXPECT_EQ(before.barrier_removed[dale], 0.0);
}

TEST(InOneOrder, is_the_same_for_every_permutation) {
  std::vector<Lever> levers = {
      lever("talent", {dale}, {0.1, 0.2}), lever("talent", {dale}, {0.2, 0.2}),
      lever("radiation", {avalon}, {0.3, 0.7}), lever("talent", {cove}, {0.1, 0.2})};
  const auto strengths = [](const std::vector<Lever>& ordered) {
    std::vector<double> values;
    for (const Lever& one : ordered) values.push_back(one.values[0] + one.targets[0]);
    return values;
  };
  const auto first = strengths(in_one_order(levers));
  std::reverse(levers.begin(), levers.end());
  EXPECT_EQ(strengths(in_one_order(levers)), first);
  std::swap(levers[0], levers[2]);
  EXPECT_EQ(strengths(in_one_order(levers)), first);
}

TEST(Levers, of_strength_zero_leave_the_same_bits_as_none) {
  const Study study = small_study(3000.0);
  EXPECT_EQ(hash_after(study, one_of_each(0.0), 2017), hash_after(study, {}, 2017));
  EXPECT_NE(hash_after(study, one_of_each(1.0), 2017), hash_after(study, {}, 2017));
}

TEST(Levers, change_nothing_before_their_first_year) {
  const Study study = small_study(30000.0);
  const auto levers = one_of_each(3.0);
  EXPECT_EQ(hash_after(study, levers, 2011), hash_after(study, {}, 2011));
  EXPECT_NE(hash_after(study, levers, 2012), hash_after(study, {}, 2012));
}

TEST(Levers, leave_the_same_bits_in_any_order) {
  const Study study = small_study(3000.0);
  std::vector<Lever> levers = one_of_each(1.0);
  // Shares that do not multiply alike in every order: 0.1, 0.7 and 0.3 of the same gap.
  for (const double strength : {0.1, 0.7, 0.3})
    levers.push_back(lever("research", {avalon, dale}, {strength}));
  for (const double strength : {0.1, 0.7, 0.3})
    levers.push_back(lever("radiation", {avalon}, {strength, 0.3}));
  const auto terms = [&] {
    const Terms all = terms_of(in_one_order(levers), 2014, 7);
    return std::tuple(all.spread_outreach, all.siphon_outreach, all.technology_gap_closed);
  };
  const auto first_terms = terms();
  const auto first_hash = hash_after(study, in_one_order(levers), 2017);
  for (int turn = 0; turn < 5; ++turn) {
    std::rotate(levers.begin(), levers.begin() + 3, levers.end());
    std::swap(levers[0], levers[5]);
    EXPECT_EQ(terms(), first_terms);
    EXPECT_EQ(hash_after(study, in_one_order(levers), 2017), first_hash);
  }
}

}  // namespace
}  // namespace agglomera::tests
