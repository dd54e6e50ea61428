#include "scenarios/experiments/robustness.hpp"

#include "scenarios/experiments/policy_branches.hpp"
#include "scenarios/experiments/reach.hpp"

namespace agglomera::scenarios {
namespace {

// Mean over cities of their own quotients, by member.
std::vector<double> mean_difference(const Ensemble& ensemble, std::size_t branch, std::size_t from,
                                    const std::vector<std::size_t>& cities) {
  std::vector<double> mean(static_cast<std::size_t>(ensemble.members), 0.0);
  for (const std::size_t city : cities) {
    const auto of_city =
        differences(ensemble, branch, from, "lq_count", {city}, ensemble.years - 1);
    for (std::size_t m = 0; m < mean.size(); ++m)
      mean[m] += of_city[m] / static_cast<double>(cities.size());
  }
  return mean;
}

}  // namespace

std::vector<RobustnessRow> robustness(const std::vector<Scenario>& policies,
                                      const Ensemble& ensemble) {
  const PolicyBranches at(policies.size());
  std::vector<RobustnessRow> rows;
  for (std::size_t p = 0; p < policies.size(); ++p) {
    const Reach reach = reach_of(policies[p]);
    for (const auto& [variant, name, text] : variant_table) {
      const std::size_t with = at.policy(p, variant), without = at.baseline(variant);
      for (std::size_t region = 0; region < region_count; ++region)
        rows.push_back({policies[p].name, variant, region,
                        effect_of(differences(ensemble, with, without, "firms",
                                              reach.places[region], ensemble.years - 1))});
      rows.push_back({policies[p].name, variant, region_count,
                      effect_of(mean_difference(ensemble, with, without, reach.of(Region::treated)))});
    }
  }
  return rows;
}

}  // namespace agglomera::scenarios
