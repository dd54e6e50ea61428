// `policy`: what a policy changes, by running each member with and without it on the same luck.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/effect_rows.hpp"
#include "scenarios/experiments/policy_branches.hpp"
#include "scenarios/experiments/policy_onlooker.hpp"
#include "scenarios/experiments/provenance.hpp"
#include "scenarios/experiments/ranking.hpp"
#include "scenarios/experiments/reach.hpp"
#include "scenarios/experiments/robustness.hpp"

namespace agglomera::scenarios {

// Of a policy as a whole, in the last year.
struct PolicySummary {
  std::string policy;
  double variance_reduction_treated;    // at a tenth of the strength
  double variance_reduction_untreated;
  double variance_reduction_treated_asked;    // at the strength asked for
  double variance_reduction_untreated_asked;
  double displacement_ratio;  // firms lost elsewhere per firm gained; NaN: no gain told from zero
  // By region; costs in 10⁶ USD, NaN where a lever has none.
  std::array<Effect, region_count> firms_gained;
  std::array<VarianceSplit, region_count> variance;
  double cost;
  std::array<double, region_count> cost_per_firm;
};

struct PolicyEffects : EffectRows {
  std::vector<PolicySummary> summaries;
  std::vector<RobustnessRow> robustness;
  // By firms gained in each region; empty when there is one policy only.
  std::array<Ranking, region_count> rankings;
  PolicySights sights;
  sim::Year first = 0;  // of any lever
  sim::Year last = 0;
};

// The policies in the order of what their treated cities gain on average.
std::vector<std::size_t> best_first(const PolicyEffects& effects);

// Scenarios must share study, years, members, seed and choices; complaints name the file that differs
// as the user named it.
void check_comparable(const std::vector<Scenario>& policies, const std::vector<std::string>& files);

struct PolicyRun {
  Ensemble ensemble;
  PolicySights sights;
};

// All members in all branches. Throws as simulate does.
PolicyRun run_policies(const std::vector<Scenario>& policies, const Watch& watch = {});

PolicyEffects policy_effects(const std::vector<Scenario>& policies, const PolicyRun& run);
output::ResultFile policy_result(const std::vector<Scenario>& policies, const Ensemble& ensemble,
                                 const PolicyEffects& effects, const Provenance& provenance);

}  // namespace agglomera::scenarios
