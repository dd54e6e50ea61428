#include "models/world.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

#include "models/background.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

std::vector<double> shares_of(std::span<const std::int64_t> values) {
  const auto total = std::accumulate(values.begin(), values.end(), std::int64_t{0});
  std::vector<double> shares;
  for (const std::int64_t value : values)
    shares.push_back(total > 0 ? static_cast<double>(value) / static_cast<double>(total) : 0.0);
  return shares;
}

}  // namespace

void add_up_sums(std::size_t places, World& world) {
  const std::vector<std::int64_t> none(places, 0);
  Census& census = world.census;
  census.focal_firms = census.focal_revenue_usd = none;
  census.exit_effect = census.exit_effect_revenue_usd = none;
  for (std::size_t i = 0; i < world.sums.size(); ++i) {
    const std::size_t place = i % places;
    census.focal_firms[place] += world.sums[i].firms;
    census.focal_revenue_usd[place] += world.sums[i].revenue_usd;
    census.exit_effect[place] += world.sums[i].exit_effect;
    census.exit_effect_revenue_usd[place] += world.sums[i].exit_effect_revenue_usd;
  }
}

void take_census(const Model& model, World& world) {
  const std::size_t places = model.study->places();
  world.sums = sums_by_block(world.firms, places, model.exit.size);
  share_sums(world.firms, places, world.sums);
  add_up_sums(places, world);
  count_background(model, world);
}

sim::Distances usual_distances(const Study& study) {
  const double discount = usual_parameters(study.parameters).cluster_discount;
  return sim::least_distances(study.cities, study.links, discount, reach_of(study));
}

sim::Distances usual_distances_from(std::span<const sim::PlaceIndex> hubs, const Study& study) {
  const double discount = usual_parameters(study.parameters).cluster_discount;
  return sim::least_distances_from(hubs, study.cities, study.links, discount, reach_of(study));
}

RadiationWeights radiation_of(const Study& study, const Member& member,
                              const sim::Distances& distances) {
  const Parameters& p = member.parameters;
  const std::span mass(member.firm_share.front().data(), study.cities.size());
  const KernelShape shape{study.kernel, p.half_life_km, p.gravity_exponent};
  if (p.cluster_discount == usual_parameters(study.parameters).cluster_discount)
    return radiation_weights(distances, mass, shape);
  return radiation_weights(
      sim::least_distances(study.cities, study.links, p.cluster_discount, reach_of(study)), mass,
      shape);
}

Model make_model(const Study& study, Member member, const Mechanisms& mechanisms,
                 Background background, const sim::Distances& distances) {
  Model model;
  model.study = &study;
  model.mechanisms = mechanisms;
  model.background = background;
  std::vector<std::string> ids, clusters;
  for (const sim::City& city : study.cities) {
    ids.push_back(city.id);
    clusters.push_back(city.cluster);
  }
  ids.push_back(sim::rest_of_world_id);
  clusters.push_back(sim::independent_cluster);
  model.nests = nests_of(ids, clusters);
  const Parameters& p = member.parameters;
  model.radiation = radiation_of(study, member, distances);
  model.alone = all_alone(model.nests);
  const double log_reference =
      sim::natural_log(member.focal_revenue_usd.front() / member.focal_firms.front());
  const double bound = p.exit_rate > 0.0 ? 0.5 / p.exit_rate : SizeEffect::highest;
  model.exit = {p.exit_rate, SizeEffect(p.exit_size_elasticity, log_reference, bound)};
  model.growth = {p.growth_shock, SizeEffect(p.growth_size_elasticity, log_reference)};
  model.member = std::move(member);
  return model;
}

std::vector<double> firm_shares(const Model& model, const World& world, sim::Year year) {
  return model.background == Background::agents ? shares_of(world.census.background_firms)
                                                : model.member.firm_share[model.year_index(year)];
}

std::vector<double> revenue_shares(const Model& model, const World& world, sim::Year year) {
  return model.background == Background::agents
             ? shares_of(world.census.background_revenue_usd)
             : model.member.revenue_share[model.year_index(year)];
}

std::vector<double> location_quotients(std::span<const std::int64_t> values,
                                       std::span<const double> shares) {
  const auto total = std::accumulate(values.begin(), values.end(), std::int64_t{0});
  std::vector<double> quotients;
  for (std::size_t place = 0; place < values.size(); ++place)
    quotients.push_back(total > 0 && shares[place] > 0.0
                            ? static_cast<double>(values[place]) / static_cast<double>(total) /
                                  shares[place]
                            : std::numeric_limits<double>::quiet_NaN());
  return quotients;
}

}  // namespace agglomera::models
