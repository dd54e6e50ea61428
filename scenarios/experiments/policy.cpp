#include "scenarios/experiments/policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <set>

#include "scenarios/experiments/cost.hpp"
#include "scenarios/experiments/displacement.hpp"
#include "scenarios/experiments/pairing.hpp"
#include "sim/errors.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

// The texts of the study and its tables, without the scenario's own.
bool same_study(const Scenario& a, const Scenario& b) {
  std::multiset<std::string> texts_a, texts_b;
  for (std::size_t i = 1; i < a.inputs.size(); ++i) texts_a.insert(a.inputs[i].text);
  for (std::size_t i = 1; i < b.inputs.size(); ++i) texts_b.insert(b.inputs[i].text);
  return texts_a == texts_b && a.study->kernel == b.study->kernel &&
         a.study->parameters == b.study->parameters;
}

using Gains = std::vector<double>;  // firms, by member, in the last year

Gains gains(const Ensemble& ensemble, std::size_t branch, std::size_t from,
            const std::vector<std::size_t>& places) {
  return differences(ensemble, branch, from, "firms", places, ensemble.years - 1);
}

PolicySummary summary_of(const Scenario& policy, std::size_t p, const PolicyBranches& at,
                         const Ensemble& ensemble) {
  const Reach reach = reach_of(policy);
  std::vector<std::size_t> untreated = reach.untreated();
  PolicySummary summary;
  summary.policy = policy.name;
  summary.cost = cost_of(policy.levers);
  for (std::size_t region = 0; region < region_count; ++region) {
    const auto& places = reach.places[region];
    const Gains gained = gains(ensemble, at.policy(p), at.baseline(), places);
    summary.firms_gained[region] = effect_of(gained);
    summary.variance[region] = variance_split(
        gained, gains(ensemble, at.other_luck(p), at.baseline_other_luck(), places));
    summary.cost_per_firm[region] = cost_per_firm(summary.cost, summary.firms_gained[region]);
  }
  summary.displacement_ratio =
      displacement_ratio(gains(ensemble, at.policy(p), at.baseline(), reach.of(Region::treated)),
                         gains(ensemble, at.policy(p), at.baseline(), untreated));

  untreated.pop_back();  // the rest of the world is no city
  const auto gain = [&](std::size_t branch, const std::vector<std::size_t>& cities) {
    return variance_reduction(ensemble, branch, at.baseline(), at.baseline_other_luck(), cities);
  };
  const std::vector<std::size_t>& treated = reach.of(Region::treated);
  summary.variance_reduction_treated = gain(at.tenth(p), treated);
  summary.variance_reduction_untreated = gain(at.tenth(p), untreated);
  summary.variance_reduction_treated_asked = gain(at.policy(p), treated);
  summary.variance_reduction_untreated_asked = gain(at.policy(p), untreated);
  return summary;
}

std::array<Ranking, region_count> rankings_of(const std::vector<Scenario>& policies,
                                              const PolicyBranches& at, const Ensemble& ensemble) {
  std::array<Ranking, region_count> rankings;
  if (policies.size() < 2) return rankings;
  for (std::size_t region = 0; region < region_count; ++region) {
    std::vector<Gains> of_policies;
    for (std::size_t p = 0; p < policies.size(); ++p)
      of_policies.push_back(gains(ensemble, at.policy(p), at.baseline(),
                                  reach_of(policies[p]).places[region]));
    rankings[region] = ranking(of_policies);
  }
  return rankings;
}

// Rows of cities stand by policy, measure, year, place.
void flag_extrapolation(sim::Year first, std::size_t places, PolicyEffects& effects) {
  const std::size_t per_policy = effects.cities.size() / effects.summaries.size();
  for (std::size_t i = 0; i < effects.cities.size(); ++i) {
    EffectRow& row = effects.cities[i];
    const auto year = static_cast<std::size_t>(row.year - first);
    row.extrapolated = effects.sights.outside(1 + i / per_policy, i % places, year).any;
    row.extrapolated_without = effects.sights.outside(0, i % places, year).any;
  }
}

}  // namespace

void check_comparable(const std::vector<Scenario>& policies, const std::vector<std::string>& files) {
  std::vector<sim::Complaint> complaints;
  std::set<std::string> names;
  for (std::size_t i = 0; i < policies.size(); ++i) {
    const Scenario& policy = policies[i];
    const Scenario& first = policies.front();
    const auto differ = [&](const std::string& what) {
      complaints.push_back({files[i], 0, 0,
                            fmt::format("has another {} than {} (policies are compared on common draws)",
                                        what, files.front()),
                            "give both the same"});
    };
    if (policy.levers.empty())
      complaints.push_back({files[i], 0, 0,
                            "has no lever (a policy needs one to differ from the baseline)",
                            "add a [[lever]]"});
    else if (policy.name == baseline_name)
      complaints.push_back({files[i], 0, 0,
                            "is named as the run without it (results tell them apart by name)",
                            "rename the file"});
    if (!names.insert(policy.name).second)
      complaints.push_back({files[i], 0, 0,
                            fmt::format("another policy is named \"{}\" too", policy.name),
                            "rename one of the files"});
    if (policy.first != first.first || policy.last != first.last) differ("span of years");
    if (!same_study(policy, first)) differ("study or set of parameters");
    if (policy.seed != first.seed) differ("seed");
    if (policy.members != first.members) differ("number of members");
    if (policy.mechanisms != first.mechanisms) differ("set of mechanisms");
    if (policy.background != first.background) differ("background");
    if (policy.sample_priors != first.sample_priors) differ("choice of \"sample\"");
    if (policy.condition != first.condition) differ("choice of \"condition\"");
  }
  if (!complaints.empty()) throw sim::InputError(std::move(complaints));
}

std::vector<std::size_t> best_first(const PolicyEffects& effects) {
  std::vector<std::size_t> order(effects.summaries.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return effects.summaries[a].firms_gained[0].mean > effects.summaries[b].firms_gained[0].mean;
  });
  return order;
}

PolicyRun run_policies(const std::vector<Scenario>& policies, const Watch& watch) {
  PolicyOnlooker onlooker(policies);
  Ensemble ensemble =
      simulate(policies.front(), policy_branches(policies), watch, onlooker.onlooker());
  if (!sim::is_first_rank()) return {std::move(ensemble), {}};  // the others have their members only
  PolicySights sights = onlooker.sights(ensemble);
  return {std::move(ensemble), std::move(sights)};
}

PolicyEffects policy_effects(const std::vector<Scenario>& policies, const PolicyRun& run) {
  const Ensemble& ensemble = run.ensemble;
  const PolicyBranches at(policies.size());
  PolicyEffects effects;
  effects.last = policies.front().last;
  effects.first = effects.last;
  for (const Scenario& policy : policies)
    effects.first = std::min(effects.first, models::first_year(policy.levers));
  static_cast<EffectRows&>(effects) = effect_rows(policies, ensemble, effects.first, effects.last);
  for (std::size_t p = 0; p < policies.size(); ++p)
    effects.summaries.push_back(summary_of(policies[p], p, at, ensemble));
  effects.robustness = robustness(policies, ensemble);
  effects.rankings = rankings_of(policies, at, ensemble);
  effects.sights = run.sights;
  flag_extrapolation(policies.front().first, policies.front().study->places(), effects);
  return effects;
}

}  // namespace agglomera::scenarios
