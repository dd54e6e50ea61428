#include "models/location_choice.hpp"

#include <limits>
#include <map>

#include "sim/cities.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

}  // namespace

Nests nests_of(std::span<const std::string> place_ids, std::span<const std::string> clusters) {
  Nests nests;
  std::map<std::string, std::size_t> of_cluster;
  for (std::size_t place = 0; place < place_ids.size(); ++place) {
    nests.place_keys.push_back(sim::name_key(place_ids[place]));
    const bool alone = clusters[place] == sim::independent_cluster;
    const std::string name = alone ? place_ids[place] : clusters[place];
    const std::string unique = (alone ? "place " : "cluster ") + name;
    const auto [found, fresh] = of_cluster.try_emplace(unique, nests.nests.size());
    if (fresh) nests.nests.push_back({sim::name_key(unique), {}});
    nests.nests[found->second].places.push_back(static_cast<sim::PlaceIndex>(place));
  }
  return nests;
}

LocationChoice::LocationChoice(const Nests& nests, std::span<const double> base,
                               std::span<const double> utility, double dissimilarity)
    : dissimilarity_(dissimilarity), places_(base.size()) {
  alternatives_.reserve(base.size());
  for (const Nests::Nest& nest : nests.nests) {
    const auto first = static_cast<std::uint32_t>(alternatives_.size());
    double mass = 0.0;
    for (const sim::PlaceIndex place : nest.places) mass += base[place];
    if (!(mass > 0.0)) continue;
    const bool lone = nest.places.size() == 1 || dissimilarity == 1.0;
    const double scale = lone ? 1.0 : sim::power(mass, 1.0 / dissimilarity - 1.0);
    for (const sim::PlaceIndex place : nest.places) {
      if (!(base[place] > 0.0)) continue;
      const double exponent = lone ? utility[place] : utility[place] / dissimilarity;
      const double weight = scale * base[place] * sim::natural_exp(exponent);
      alternatives_.push_back(
          {nests.place_keys[place], place, weight, lone ? sim::natural_log(weight) : 0.0});
      if (lone)  // without nests every city runs for itself
        nests_.push_back({nest.key, static_cast<std::uint32_t>(alternatives_.size() - 1),
                          static_cast<std::uint32_t>(alternatives_.size()), true});
    }
    if (!lone)
      nests_.push_back({nest.key, first, static_cast<std::uint32_t>(alternatives_.size()), false});
  }
}

// ln S of a positive stable S with E e^(−sS) = e^(−s^λ) (Kanter 1975):
//   S = [sin((1−λ)πU)/E]^((1−λ)/λ) · sin(λπU) / sin(πU)^(1/λ)
double LocationChoice::log_stable(const sim::Draw& draw) const {
  const double u = draw.uniform(0);
  const double exponential = draw.exponential(1);
  const double lambda = dissimilarity_;
  return (1.0 - lambda) / lambda *
             sim::natural_log(sim::sin_pi((1.0 - lambda) * u) / exponential) +
         sim::natural_log(sim::sin_pi(lambda * u)) - sim::natural_log(sim::sin_pi(u)) / lambda;
}

sim::PlaceIndex LocationChoice::operator()(sim::FirmId firm, sim::Year year,
                                           const sim::Draws& draws) const {
  double earliest = infinity;  // λ·ln of the arrival time, the same scale for all nests
  sim::PlaceIndex chosen = sim::no_place;
  for (const Nest& nest : nests_) {
    if (nest.lone) {
      const Alternative& city = alternatives_[nest.first];
      const double e = draws.firm(firm, year, sim::Purpose::choice, city.key).exponential();
      const double arrival = sim::natural_log(e) - city.log_weight;
      if (arrival < earliest) {
        earliest = arrival;
        chosen = city.place;
      }
      continue;
    }
    double first_time = infinity;
    sim::PlaceIndex first_place = sim::no_place;
    for (std::uint32_t i = nest.first; i < nest.end; ++i) {
      const Alternative& city = alternatives_[i];
      const double u = draws.firm(firm, year, sim::Purpose::choice, city.key).uniform();
      if (1.0 - u >= first_time * city.weight) continue;  // −ln u ≥ 1 − u: too late for sure
      const double time = -sim::natural_log(u) / city.weight;
      if (time < first_time) {
        first_time = time;
        first_place = city.place;
      }
    }
    const double arrival =
        dissimilarity_ * (sim::natural_log(first_time) -
                          log_stable(draws.firm(firm, year, sim::Purpose::nest, nest.key)));
    if (arrival < earliest) {
      earliest = arrival;
      chosen = first_place;
    }
  }
  return chosen;
}

double LocationChoice::total(const Nest& nest) const {
  double sum = 0.0;
  for (std::uint32_t i = nest.first; i < nest.end; ++i) sum += alternatives_[i].weight;
  return nest.lone ? sum : sim::power(sum, dissimilarity_);
}

double LocationChoice::inclusive_value() const {
  double all = 0.0;
  for (const Nest& nest : nests_) all += total(nest);
  return all;
}

std::vector<double> LocationChoice::probabilities() const {
  std::vector<double> probability(places_, 0.0);
  const double all = inclusive_value();
  for (const Nest& nest : nests_) {
    double sum = 0.0;
    for (std::uint32_t i = nest.first; i < nest.end; ++i) sum += alternatives_[i].weight;
    for (std::uint32_t i = nest.first; i < nest.end; ++i)
      probability[alternatives_[i].place] = total(nest) / all * alternatives_[i].weight / sum;
  }
  return probability;
}

sim::PlaceIndex race(std::span<const double> weights, std::span<const std::uint32_t> place_keys,
                     sim::FirmId firm, sim::Year year, sim::Purpose purpose,
                     const sim::Draws& draws) {
  double earliest = infinity;
  sim::PlaceIndex winner = sim::no_place;
  for (std::size_t place = 0; place < weights.size(); ++place) {
    if (!(weights[place] > 0.0)) continue;
    const double u = draws.firm(firm, year, purpose, place_keys[place]).uniform();
    if (1.0 - u >= earliest * weights[place]) continue;
    const double time = -sim::natural_log(u) / weights[place];
    if (time < earliest) {
      earliest = time;
      winner = static_cast<sim::PlaceIndex>(place);
    }
  }
  return winner;
}

}  // namespace agglomera::models
