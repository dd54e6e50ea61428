#include "scenarios/experiments/policy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "scenarios/experiments/result_groups.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

// The branches of a policy follow the baseline in blocks of this many.
enum Role : std::size_t { full, siphoning_held, tenth, tenth_other_luck, full_other_luck, roles };

constexpr const char* baseline = "baseline";
constexpr std::uint64_t other_luck = 0x9E3779B97F4A7C15ull;

std::size_t branch_of(std::size_t policy, Role role) { return 1 + policy * roles + role; }

std::vector<models::Lever> scaled(std::vector<models::Lever> levers, double factor) {
  for (models::Lever& lever : levers) lever.values[0] *= factor;
  return levers;
}

std::set<std::size_t> treated_places(const Scenario& policy) {
  std::set<std::size_t> treated;
  for (const models::Lever& lever : policy.levers)
    treated.insert(lever.targets.begin(), lever.targets.end());
  return treated;
}

// The texts of the study and its tables, without the scenario's own.
bool same_study(const Scenario& a, const Scenario& b) {
  std::multiset<std::string> texts_a, texts_b;
  for (std::size_t i = 1; i < a.inputs.size(); ++i) texts_a.insert(a.inputs[i].text);
  for (std::size_t i = 1; i < b.inputs.size(); ++i) texts_b.insert(b.inputs[i].text);
  return texts_a == texts_b && a.study->kernel == b.study->kernel &&
         a.study->parameters == b.study->parameters;
}

double variance(const std::vector<double>& values) {
  double sum = 0.0, n = 0.0, squares = 0.0;
  for (const double x : values)
    if (!std::isnan(x)) sum += x, n += 1.0;
  for (const double x : values)
    if (!std::isnan(x)) squares += (x - sum / n) * (x - sum / n);
  return n > 1.0 ? squares / (n - 1.0) : 0.0;
}

// Σ_c Var(unpaired)/Σ_c Var(paired) over cities, lq_count, last year.
double variance_reduction(const Ensemble& ensemble, std::size_t paired, std::size_t unpaired,
                          const std::set<std::size_t>& treated, bool over_treated) {
  double with = 0.0, without = 0.0;
  for (std::size_t city = 0; city + 1 < ensemble.places; ++city) {
    if (treated.contains(city) != over_treated) continue;
    with += variance(differences(ensemble, paired, 0, "lq_count", {city}, ensemble.years - 1));
    without += variance(differences(ensemble, unpaired, 0, "lq_count", {city}, ensemble.years - 1));
  }
  return without / with;  // infinite when pairing leaves no variance
}

double displacement_ratio(const Ensemble& ensemble, std::size_t branch,
                          const std::set<std::size_t>& treated) {
  double gained = 0.0, elsewhere = 0.0;
  for (std::size_t place = 0; place < ensemble.places; ++place) {
    const double mean =
        effect_of(differences(ensemble, branch, 0, "firms", {place}, ensemble.years - 1)).mean;
    (treated.contains(place) ? gained : elsewhere) += mean;
  }
  return -elsewhere / gained;
}

std::map<std::string, std::vector<std::size_t>> clusters_of(const models::Study& study) {
  std::map<std::string, std::vector<std::size_t>> clusters;
  for (std::size_t city = 0; city < study.cities.size(); ++city)
    if (study.cities[city].cluster != sim::independent_cluster)
      clusters[study.cities[city].cluster].push_back(city);
  return clusters;
}

EffectRow row_of(const Ensemble& ensemble, std::size_t policy, const std::string& measure,
                 const std::vector<std::size_t>& places, std::size_t year) {
  EffectRow row;
  row.measure = measure;
  const std::vector<double> all =
      differences(ensemble, branch_of(policy, full), 0, measure, places, year);
  const std::vector<double> held =
      differences(ensemble, branch_of(policy, siphoning_held), 0, measure, places, year);
  std::vector<double> siphoned;
  for (std::size_t m = 0; m < all.size(); ++m) siphoned.push_back(all[m] - held[m]);
  row.effect = effect_of(all);
  row.without_siphoning = effect_of(held);
  row.siphoning = effect_of(siphoned);
  return row;
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
    else if (policy.name == baseline)
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

std::vector<Branch> policy_branches(const std::vector<Scenario>& policies) {
  std::vector<Branch> branches = {{baseline, {}}};
  for (const Scenario& policy : policies) {
    branches.push_back({policy.name, policy.levers});
    branches.push_back({policy.name + ", siphoning held", policy.levers, true});
    branches.push_back({policy.name + ", a tenth", scaled(policy.levers, 0.1)});
    branches.push_back({policy.name + ", a tenth, other luck", scaled(policy.levers, 0.1), false, other_luck});
    branches.push_back({policy.name + ", other luck", policy.levers, false, other_luck});
  }
  return branches;
}

PolicyEffects policy_effects(const std::vector<Scenario>& policies, const Ensemble& ensemble) {
  const Scenario& common = policies.front();
  const models::Study& study = *common.study;
  PolicyEffects effects;
  effects.last = common.last;
  effects.first = common.last;
  for (const Scenario& policy : policies)
    for (const models::Lever& lever : policy.levers)
      effects.first = std::min(effects.first, lever.first);
  std::vector<std::size_t> everywhere(study.places());
  std::iota(everywhere.begin(), everywhere.end(), std::size_t{0});

  for (std::size_t p = 0; p < policies.size(); ++p) {
    const std::set<std::size_t> treated = treated_places(policies[p]);
    for (const std::string& measure : effect_measures()) {
      for (sim::Year year = effects.first; year <= effects.last; ++year) {
        const auto at = static_cast<std::size_t>(year - common.first);
        const auto add = [&](std::vector<EffectRow>& rows, const std::vector<std::size_t>& places,
                             const std::string& place, const std::string& cluster, bool is_treated,
                             bool observed) {
          EffectRow row = row_of(ensemble, p, measure, places, at);
          row.policy = policies[p].name;
          row.place = place;
          row.cluster = cluster;
          row.treated = is_treated;
          row.observed = observed;
          row.year = year;
          rows.push_back(std::move(row));
        };
        for (std::size_t city = 0; city < study.cities.size(); ++city) {
          const std::string& cluster = study.cities[city].cluster;
          add(effects.cities, {city}, study.cities[city].id,
              cluster == sim::independent_cluster ? "" : cluster, treated.contains(city),
              is_observed(study, city));
        }
        add(effects.cities, {study.rest_of_world()}, sim::rest_of_world_id, "", false, false);
        for (const auto& [cluster, cities] : clusters_of(study)) {
          const bool any = std::any_of(cities.begin(), cities.end(),
                                       [&](std::size_t city) { return treated.contains(city); });
          add(effects.clusters, cities, cluster, cluster, any, true);
        }
        if (measure == "firms" || measure == "revenue")
          add(effects.world, everywhere, "world", "", false, true);
      }
    }
    const auto gain = [&](Role paired, Role unpaired, bool over_treated) {
      return variance_reduction(ensemble, branch_of(p, paired), branch_of(p, unpaired), treated,
                                over_treated);
    };
    effects.summaries.push_back({policies[p].name, gain(tenth, tenth_other_luck, true),
                                 gain(tenth, tenth_other_luck, false),
                                 gain(full, full_other_luck, true),
                                 gain(full, full_other_luck, false),
                                 displacement_ratio(ensemble, branch_of(p, full), treated)});
  }
  return effects;
}

}  // namespace agglomera::scenarios
