#include "models/utility.hpp"

#include <numeric>

#include "models/governance.hpp"
#include "models/innovation_resources.hpp"
#include "models/tech_culture_coupling.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

std::vector<double> activity_of(const Model& model, const World& world, sim::Year year) {
  const double floor = model.parameters().lq_floor;
  const std::vector<double> shares = firm_shares(model, world, year - 1);
  const std::vector<double> quotients = location_quotients(world.census.focal_firms, shares);
  std::vector<double> activity(quotients.size(), 0.0);
  for (std::size_t place = 0; place < quotients.size(); ++place)
    if (quotients[place] >= 0.0)
      activity[place] = sim::natural_log((quotients[place] + floor) / (1.0 + floor));
  return activity;
}

std::vector<double> received_of(const Model& model, const World& world, const Terms& terms,
                                const RadiationWeights& weights) {
  const std::size_t cities = model.study->cities.size();
  std::vector<double> received(cities + 1, 0.0);
  const auto& firms = world.census.focal_firms;
  const auto in_cities = std::accumulate(firms.begin(), firms.begin() + static_cast<std::ptrdiff_t>(cities), std::int64_t{0});
  if (in_cities == 0) return received;
  const double mean = static_cast<double>(in_cities) / static_cast<double>(cities);
  std::vector<double> radiated(cities);
  for (std::size_t city = 0; city < cities; ++city)
    radiated[city] = terms.spread_outreach[city] * static_cast<double>(firms[city]) / mean;
  const std::vector<double> sum = spread(weights, radiated);
  for (std::size_t city = 0; city < cities; ++city)
    received[city] = sim::natural_log(0.5 * (1.0 + sum[city]));
  return received;
}

std::vector<double> coordination_of(const Model& model, const Terms& terms) {
  const std::size_t cities = model.study->cities.size();
  std::vector<double> coordination(cities + 1, 0.0);
  double sum = 0.0;
  for (std::size_t city = 0; city < cities; ++city) {
    const auto with = [](double technology, double culture) {
      return coupling_coordination(coupling_degree(technology, culture), technology, culture);
    };
    const double technology = model.member.technology[city], culture = model.member.culture[city];
    coordination[city] =
        with(1.0 - (1.0 - technology) * (1.0 - terms.technology_gap_closed[city]),
             culture + (1.0 - culture) * terms.culture_gap_closed[city]);
    sum += with(technology, culture);
  }
  if (cities > 0) coordination[cities] = sum / static_cast<double>(cities);
  return coordination;
}

}  // namespace

std::vector<double> about_mean(std::span<const double> values, std::span<const double> plain,
                               std::span<const double> base) {
  double sum = 0.0, mass = 0.0;
  for (std::size_t place = 0; place < values.size(); ++place) {
    sum += base[place] * plain[place];
    mass += base[place];
  }
  std::vector<double> deviations(values.begin(), values.end());
  for (double& deviation : deviations) deviation -= sum / mass;
  return deviations;
}

Offers offers_of(const Model& model, const World& world, const Terms& terms, sim::Year year,
                 const std::vector<double>* held_siphoning) {
  const Parameters& p = model.parameters();
  const Mechanisms& on = model.mechanisms;
  const std::size_t places = model.study->places();
  RadiationWeights directed;
  if (!terms.partnerships.empty())
    directed = with_partners(model.radiation, terms.partnerships, model.study->cities);
  const RadiationWeights& weights = terms.partnerships.empty() ? model.radiation : directed;
  Offers offers;
  offers.activity = activity_of(model, world, year);
  offers.received = on.radiation ? received_of(model, world, terms, weights)
                                 : std::vector<double>(places, 0.0);
  offers.coordination = coordination_of(model, terms);
  const InnovationResources accumulate{p.resource_return, p.resource_activity, p.resource_spread};
  for (std::size_t place = 0; place < places; ++place)
    offers.ln_resources.push_back(accumulate(world.ln_resources[place],
                                             model.member.ln_endowment[place],
                                             offers.activity[place], offers.received[place],
                                             terms.resource_inflow[place]));
  const std::vector<double> appeal = governance_appeal(*model.study, p, year);
  offers.utility.assign(places, 0.0);
  for (std::size_t place = 0; place < places; ++place) {
    double& v = offers.utility[place];
    if (on.innovation) v += p.taste_resources * offers.ln_resources[place];
    if (on.coupling) v += p.taste_coupling * offers.coordination[place];
    if (on.localisation) v += p.taste_localisation * offers.activity[place];
    if (on.radiation) v += p.taste_spread * offers.received[place];
    if (on.governance) v += appeal[place] + p.strategy_scale * terms.strategy[place];
    if (on.amenity) v += model.member.amenity[place];
  }
  offers.siphoned.assign(places, 0.0);
  if (on.siphoning) {
    if (held_siphoning)
      offers.siphoned = *held_siphoning;
    else
      offers.siphoned = siphoning(weights, terms.siphon_outreach, offers.utility);
    offers.siphoned.resize(places, 0.0);
    for (std::size_t place = 0; place < places; ++place)
      offers.utility[place] -= p.taste_siphoning * offers.siphoned[place];
  }
  return offers;
}

}  // namespace agglomera::models
