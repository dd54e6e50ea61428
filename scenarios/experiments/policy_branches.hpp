// The branches of `policy`: the baseline and the policies, which are shown, then those that only
// measure.
//
// Variants of the baseline and of every policy say what the effect rests on; branches on other luck tell
// parameters from seed. A branch in which siphoning stays as it is without the policy tells own gain and
// spillover from siphoning, and one at a tenth of the strength what pairing is worth.
#pragma once

#include <vector>

#include "scenarios/experiments/ensemble.hpp"

namespace agglomera::scenarios {

inline constexpr const char* baseline_name = "baseline";

std::vector<Branch> policy_branches(const std::vector<Scenario>& policies);

// Where they stand among those branches.
class PolicyBranches {
 public:
  explicit PolicyBranches(std::size_t policies) : policies_(policies) {}

  std::size_t baseline(Variant variant = Variant::as_drawn) const {
    return variant == Variant::as_drawn ? 0 : policies_ + static_cast<std::size_t>(variant);
  }
  std::size_t baseline_other_luck() const { return policies_ + variant_count; }

  std::size_t policy(std::size_t policy, Variant variant = Variant::as_drawn) const {
    return variant == Variant::as_drawn ? 1 + policy
                                        : measuring(policy, static_cast<std::size_t>(variant) - 1);
  }
  std::size_t other_luck(std::size_t policy) const { return measuring(policy, variant_count - 1); }
  std::size_t siphoning_held(std::size_t policy) const { return measuring(policy, variant_count); }
  std::size_t tenth(std::size_t policy) const { return measuring(policy, variant_count + 1); }
  std::size_t shown() const { return 1 + policies_; }  // the first so many
  std::size_t size() const { return measuring(policies_, 0); }

 private:
  static constexpr std::size_t per_policy = variant_count + 2;  // that only measure

  std::size_t measuring(std::size_t policy, std::size_t which) const {
    return baseline_other_luck() + 1 + policy * per_policy + which;
  }

  std::size_t policies_;
};

}  // namespace agglomera::scenarios
