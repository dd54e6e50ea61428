#include "scenarios/experiments/robustness.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "scenarios/experiments/policy_branches.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {
namespace {

std::vector<Scenario> deregulation(double strength, int members) {
  ThreeCities study;
  study.change("run.toml", "\"radiation\"", "\"deregulation\"");
  study.append("study.toml", "demand_elasticity = 0.5\n");
  Scenario policy = study.read({members, 7});
  policy.levers.front().values = {strength};
  return {policy};
}

const Effect& effect(const std::vector<RobustnessRow>& rows, Variant variant,
                     const std::string& quantity) {
  for (const RobustnessRow& row : rows)
    if (row.variant == variant && robust_quantities[row.quantity].name == quantity)
      return row.effect;
  throw std::logic_error(quantity);
}

TEST(Robustness, compares_branches_of_one_variant_by_hand) {
  const auto policies = deregulation(1.0, 6);
  const Ensemble ensemble = simulate(policies.front(), policy_branches(policies));
  const auto rows = robustness(policies, ensemble);
  ASSERT_EQ(rows.size(), variant_count * std::size(robust_quantities));
  const PolicyBranches at(1);
  for (const VariantDeclaration& declared : variant_table) {
    double firms = 0.0, quotients = 0.0;
    for (int member = 0; member < ensemble.members; ++member) {
      const std::size_t cell = ensemble.at(member, 0, ensemble.years - 1);
      const Series& with = ensemble.series[at.policy(0, declared.variant)];
      const Series& without = ensemble.series[at.baseline(declared.variant)];
      firms += with.firms[cell] - without.firms[cell];
      quotients += with.lq_count[cell] - without.lq_count[cell];
    }
    EXPECT_NEAR(effect(rows, declared.variant, "firms_treated").mean, firms / 6.0, 1e-12);
    EXPECT_NEAR(effect(rows, declared.variant, "mean_lq_count_treated").mean, quotients / 6.0, 1e-12);
  }
}

TEST(Robustness, holds_the_world_total_only_where_demand_is_fixed) {
  const auto policies = deregulation(1.0, 40);
  const auto rows = robustness(policies, simulate(policies.front(), policy_branches(policies)));
  EXPECT_GT(effect(rows, Variant::as_drawn, "firms_world").mean, 3.0);
  EXPECT_LT(std::abs(effect(rows, Variant::fixed_demand, "firms_world").mean), 1.0);
  EXPECT_GT(effect(rows, Variant::level_background, "firms_world").mean, 3.0);
}

TEST(Robustness, is_all_zero_under_a_strength_of_zero_in_every_variant) {
  const auto policies = deregulation(0.0, 6);
  const auto rows = robustness(policies, simulate(policies.front(), policy_branches(policies)));
  for (const RobustnessRow& row : rows) {
    EXPECT_EQ(row.effect.mean, 0.0);
    EXPECT_EQ(row.effect.q05, 0.0);
    EXPECT_EQ(row.effect.q95, 0.0);
  }
}

TEST(PolicyBranches, stand_each_in_a_place_of_its_own_under_its_name) {
  const auto one = deregulation(1.0, 1).front();
  Scenario other = one;
  other.name = "other";
  const auto branches = policy_branches({one, other});
  const PolicyBranches at(2);
  ASSERT_EQ(branches.size(), at.size());
  for (const Branch& branch : branches) {
    EXPECT_FALSE(branch.name.empty());
    EXPECT_EQ(std::count_if(branches.begin(), branches.end(),
                            [&](const Branch& same) { return same.name == branch.name; }),
              1);
  }
  EXPECT_EQ(branches[at.policy(1)].name, "other");
  EXPECT_EQ(branches[at.policy(1, Variant::undamped_background)].variant,
            Variant::undamped_background);
  EXPECT_EQ(branches[at.baseline(Variant::level_background)].variant, Variant::level_background);
  EXPECT_EQ(branches[at.other_luck(1)].luck_shift, branches[at.baseline_other_luck()].luck_shift);
  EXPECT_TRUE(branches[at.siphoning_held(1)].hold_siphoning);
  EXPECT_EQ(branches[at.tenth(0)].levers.front().values.front(),
            0.1 * one.levers.front().values.front());
}

}  // namespace
}  // namespace agglomera::scenarios
