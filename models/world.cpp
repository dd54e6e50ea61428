#include "models/world.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace agglomera::models {
namespace {

constexpr std::size_t block = 4096;

std::vector<double> shares_of(std::span<const std::int64_t> values) {
  const auto total = std::accumulate(values.begin(), values.end(), std::int64_t{0});
  std::vector<double> shares;
  for (const std::int64_t value : values)
    shares.push_back(total > 0 ? static_cast<double>(value) / static_cast<double>(total) : 0.0);
  return shares;
}

void add(std::vector<std::int64_t>& sum, const std::vector<std::int64_t>& part) {
  for (std::size_t place = 0; place < sum.size(); ++place) sum[place] += part[place];
}

Census empty_census(std::size_t places) {
  const std::vector<std::int64_t> none(places, 0);
  return {none, none, none, none};
}

void count(const sim::Firms& firms, std::size_t first, std::size_t end, Census& census) {
  for (std::size_t slot = first; slot < end; ++slot) {
    const sim::PlaceIndex place = firms.place[slot];
    if (place == sim::no_place) continue;
    const bool focal = firms.sector[slot] == sim::Sector::focal;
    (focal ? census.focal_firms : census.background_firms)[place] += 1;
    (focal ? census.focal_revenue_usd : census.background_revenue_usd)[place] +=
        firms.log_revenue[slot].usd();
  }
}

}  // namespace

std::int64_t Census::total_focal_firms() const {
  return std::accumulate(focal_firms.begin(), focal_firms.end(), std::int64_t{0});
}

std::int64_t Census::total_focal_revenue_usd() const {
  return std::accumulate(focal_revenue_usd.begin(), focal_revenue_usd.end(), std::int64_t{0});
}

Census take_census(const sim::Firms& firms, std::size_t places) {
  Census all = empty_census(places);
  if (firms.slots() <= block) {
    count(firms, 0, firms.slots(), all);
    return all;
  }
#pragma omp parallel
  {
    Census part = empty_census(places);
#pragma omp for schedule(static)
    for (std::size_t first = 0; first < firms.slots(); first += block)
      count(firms, first, std::min(firms.slots(), first + block), part);
#pragma omp critical
    {  // integers: any order gives the same sums
      add(all.focal_firms, part.focal_firms);
      add(all.focal_revenue_usd, part.focal_revenue_usd);
      add(all.background_firms, part.background_firms);
      add(all.background_revenue_usd, part.background_revenue_usd);
    }
  }
  return all;
}

sim::Distances usual_distances(const Study& study) {
  const double discount = usual_parameters(study.parameters).cluster_discount;
  return sim::least_distances(study.cities, study.links, discount, reach_of(study));
}

RadiationWeights radiation_of(const Study& study, const Member& member,
                              const sim::Distances& distances) {
  const Parameters& p = member.parameters;
  const std::span mass(member.firm_share.front().data(), study.cities.size());
  const KernelShape shape{study.kernel, p.half_life_km, p.gravity_exponent};
  if (p.cluster_discount == usual_parameters(study.parameters).cluster_discount)
    return radiation_weights(distances, mass, shape);
  return radiation_weights(
      sim::least_distances(study.cities, study.links, p.cluster_discount, reach_of(study)), mass, shape);
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
  model.nest_noise = nest_noise(p.nest_dissimilarity);
  model.exit = FirmExit(p.exit_rate, p.exit_size_elasticity);
  model.growth = Growth(p.growth_shock, p.growth_size_elasticity);
  model.member = std::move(member);
  return model;
}

std::vector<double> firm_shares(const Model& model, const World& world, sim::Year year) {
  return model.background == Background::agents
             ? shares_of(world.census.background_firms)
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
