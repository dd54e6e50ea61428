#include "scenarios/experiments/policy_branches.hpp"

namespace agglomera::scenarios {
namespace {

constexpr std::uint64_t other_luck = 0x9E3779B97F4A7C15ull;

constexpr struct {
  Variant variant;
  const char* name;
} other_variants[] = {{Variant::fixed_demand, ", demand fixed"},
                      {Variant::level_background, ", background level"},
                      {Variant::undamped_background, ", background undamped"}};

std::vector<models::Lever> scaled(std::vector<models::Lever> levers, double factor) {
  for (models::Lever& lever : levers) lever.values[0] *= factor;
  return levers;
}

}  // namespace

std::vector<Branch> policy_branches(const std::vector<Scenario>& policies) {
  const PolicyBranches at(policies.size());
  std::vector<Branch> branches(at.size());
  branches[at.baseline()] = {baseline_name, {}};
  branches[at.baseline_other_luck()] = {"baseline, other luck", {}, false, other_luck};
  for (const auto& [variant, name] : other_variants)
    branches[at.baseline(variant)] = {std::string(baseline_name) + name, {}, false, 0, variant};
  for (std::size_t p = 0; p < policies.size(); ++p) {
    const Scenario& policy = policies[p];
    const std::vector<models::Lever>& full = policy.levers;
    branches[at.policy(p)] = {policy.name, full};
    for (const auto& [variant, name] : other_variants)
      branches[at.policy(p, variant)] = {policy.name + name, full, false, 0, variant};
    branches[at.other_luck(p)] = {policy.name + ", other luck", full, false, other_luck};
    branches[at.siphoning_held(p)] = {policy.name + ", siphoning held", full, true};
    branches[at.tenth(p)] = {policy.name + ", a tenth", scaled(full, 0.1)};
  }
  return branches;
}

}  // namespace agglomera::scenarios
