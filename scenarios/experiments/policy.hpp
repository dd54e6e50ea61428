// `policy`: what a policy changes, by running each member with and without it on the same luck.
//
// Every policy has three more branches of its own: one in which siphoning stays as it is without the
// policy, so that own gain and spillover can be told from siphoning, and two that measure what pairing
// is worth at a tenth of the strength, one on the same and one on other luck.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/effects.hpp"
#include "scenarios/experiments/provenance.hpp"

namespace agglomera::scenarios {

struct EffectRow {
  std::string policy;
  std::string place;    // city, cluster, or "world"
  std::string cluster;  // of a city; empty for an independent one
  bool treated = false;
  bool observed = false;  // whether anything was ever observed there
  std::string measure;
  sim::Year year = 0;
  Effect effect{};
  // Of a city: the effect with siphoning held, own gain where treated, else spillover; and the rest.
  Effect without_siphoning{};
  Effect siphoning{};
};

struct PolicySummary {
  std::string policy;
  double variance_reduction_treated;    // at a tenth of the strength
  double variance_reduction_untreated;
  double variance_reduction_treated_asked;    // at the strength asked for
  double variance_reduction_untreated_asked;
  double displacement_ratio;            // firms lost elsewhere per firm gained, last year
};

struct PolicyEffects {
  std::vector<EffectRow> cities;
  std::vector<EffectRow> clusters;
  std::vector<EffectRow> world;
  std::vector<PolicySummary> summaries;
  sim::Year first = 0;  // of any lever
  sim::Year last = 0;
};

// Scenarios must share study, years, members, seed and choices; complaints name the file that differs
// as the user named it.
void check_comparable(const std::vector<Scenario>& policies, const std::vector<std::string>& files);

std::vector<Branch> policy_branches(const std::vector<Scenario>& policies);
PolicyEffects policy_effects(const std::vector<Scenario>& policies, const Ensemble& ensemble);
output::ResultFile policy_result(const std::vector<Scenario>& policies, const Ensemble& ensemble,
                                 const PolicyEffects& effects, const Provenance& provenance);

}  // namespace agglomera::scenarios
