#include "scenarios/experiments/effect_rows.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>

#include "output/scores/simultaneous_band.hpp"
#include "scenarios/experiments/policy_branches.hpp"
#include "scenarios/experiments/reach.hpp"
#include "scenarios/experiments/result_groups.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double band_level = 0.9;

using Clusters = std::map<std::string, std::vector<std::size_t>>;

Clusters clusters_of(const models::Study& study) {
  Clusters clusters;
  for (std::size_t city = 0; city < study.cities.size(); ++city)
    if (study.cities[city].cluster != sim::independent_cluster)
      clusters[study.cities[city].cluster].push_back(city);
  return clusters;
}

// One policy, measure and year: what is worked out together, apart from all others.
struct Slice {
  std::size_t policy;
  std::string measure;
  sim::Year year;
  EffectRows rows = {};
};

class SliceRows {
 public:
  SliceRows(const std::vector<Scenario>& policies, const Ensemble& ensemble, const Clusters& clusters,
            const std::vector<Reach>& reaches, Slice& slice)
      : policy_(policies[slice.policy]), study_(*policy_.study), ensemble_(ensemble),
        clusters_(clusters), reach_(reaches[slice.policy]), slice_(slice), at_(policies.size()),
        year_(static_cast<std::size_t>(slice.year - policy_.first)) {}

  void work_out() {
    std::vector<std::vector<double>> of_cities;
    for (std::size_t city = 0; city < study_.cities.size(); ++city) {
      const std::string& cluster = study_.cities[city].cluster;
      of_cities.push_back(effect_in({city}));
      EffectRow row = row_of({city}, study_.cities[city].id, of_cities.back());
      row.cluster = cluster == sim::independent_cluster ? "" : cluster;
      row.treated = reach_.treats(city);
      row.observed = is_observed(study_, city);
      slice_.rows.cities.push_back(std::move(row));
    }
    const auto band = output::simultaneous_band(of_cities, band_level);
    const double missing = std::numeric_limits<double>::quiet_NaN();
    for (std::size_t city = 0; city < of_cities.size(); ++city)
      slice_.rows.cities[city].band =
          band.z > 0.0 ? band.intervals[city] : output::Interval{missing, missing};
    slice_.rows.cities.push_back(row_of({study_.rest_of_world()}, sim::rest_of_world_id));

    for (const auto& [cluster, cities] : clusters_) {
      EffectRow row = row_of(cities, cluster);
      row.cluster = cluster;
      row.treated = std::any_of(cities.begin(), cities.end(),
                                [&](std::size_t city) { return reach_.treats(city); });
      row.observed = true;
      slice_.rows.clusters.push_back(std::move(row));
    }
    if (slice_.measure != "firms" && slice_.measure != "revenue") return;
    EffectRow row = row_of(reach_.of(Region::world), "world");
    row.observed = true;
    slice_.rows.world.push_back(std::move(row));
  }

 private:
  using Places = std::vector<std::size_t>;

  std::vector<double> effect_in(const Places& places) const {
    return differences(ensemble_, at_.policy(slice_.policy), at_.baseline(), slice_.measure, places,
                       year_);
  }

  EffectRow row_of(const Places& places, const std::string& name) const {
    return row_of(places, name, effect_in(places));
  }

  EffectRow row_of(const Places& places, const std::string& name,
                   const std::vector<double>& all) const {
    const std::size_t p = slice_.policy;
    const std::vector<double> held = differences(ensemble_, at_.siphoning_held(p), at_.baseline(),
                                                 slice_.measure, places, year_);
    const std::vector<double> other_luck =
        differences(ensemble_, at_.other_luck(p), at_.baseline_other_luck(), slice_.measure, places,
                    year_);
    std::vector<double> siphoned;
    for (std::size_t m = 0; m < all.size(); ++m) siphoned.push_back(all[m] - held[m]);
    constexpr double missing = std::numeric_limits<double>::quiet_NaN();
    EffectRow row;
    row.policy = policy_.name;
    row.place = name;
    row.measure = slice_.measure;
    row.year = slice_.year;
    row.effect = effect_of(all);
    row.without_siphoning = effect_of(held);
    row.siphoning = effect_of(siphoned);
    row.band = {missing, missing};
    row.variance = variance_split(all, other_luck);
    return row;
  }

  const Scenario& policy_;
  const models::Study& study_;
  const Ensemble& ensemble_;
  const Clusters& clusters_;
  const Reach& reach_;
  Slice& slice_;
  PolicyBranches at_;
  std::size_t year_;
};

void append(std::vector<EffectRow>& all, std::vector<EffectRow>& part) {
  std::move(part.begin(), part.end(), std::back_inserter(all));
}

}  // namespace

EffectRows effect_rows(const std::vector<Scenario>& policies, const Ensemble& ensemble,
                       sim::Year first, sim::Year last) {
  const Clusters clusters = clusters_of(*policies.front().study);
  std::vector<Reach> reaches;
  std::vector<Slice> slices;
  for (std::size_t p = 0; p < policies.size(); ++p) {
    reaches.push_back(reach_of(policies[p]));
    for (const std::string& measure : effect_measures())
      for (sim::Year year = first; year <= last; ++year) slices.push_back({p, measure, year});
  }
#pragma omp parallel for schedule(dynamic)
  for (std::size_t i = 0; i < slices.size(); ++i)
    SliceRows(policies, ensemble, clusters, reaches, slices[i]).work_out();
  EffectRows rows;
  for (Slice& slice : slices) {
    append(rows.cities, slice.rows.cities);
    append(rows.clusters, slice.rows.clusters);
    append(rows.world, slice.rows.world);
  }
  return rows;
}

}  // namespace agglomera::scenarios
