#include "models/location_choice.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include "sim/cities.hpp"
#include "sim/elementary.hpp"

namespace agglomera::models {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

// The first of exponential arrivals E/w, with E = −ln u.
struct Arrival {
  double time = infinity;
  sim::PlaceIndex place = sim::no_place;

  void meet(sim::PlaceIndex candidate, double weight, double u) {
    if (1.0 - u >= time * weight) return;  // −ln u ≥ 1 − u: too late for sure
    if (!(weight > 0.0)) return;
    const double arrival = -sim::natural_log(u) / weight;
    if (arrival < time) {
      time = arrival;
      place = candidate;
    }
  }
};

template <typename Alternatives>
void meet_all(const Alternatives& alternatives, const sim::Draw& noise, Arrival& first) {
  for (const auto& city : alternatives)
    first.meet(city.place, city.weight, noise.uniform_of(city.key));
}
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

std::shared_ptr<const StableNoise> nest_noise(double dissimilarity) {
  return dissimilarity == 1.0 ? nullptr : std::make_shared<const StableNoise>(dissimilarity);
}

LocationChoice::LocationChoice(const Nests& nests, std::span<const double> base,
                               std::span<const double> utility, double dissimilarity)
    : LocationChoice(nests, base, utility, nest_noise(dissimilarity)) {}

LocationChoice::LocationChoice(const Nests& nests, std::span<const double> base,
                               std::span<const double> utility,
                               std::shared_ptr<const StableNoise> noise)
    : stable_(std::move(noise)), places_(base.size()) {
  for (const Nests::Nest& nest : nests.nests) {
    double mass = 0.0;
    for (const sim::PlaceIndex place : nest.places) mass += base[place];
    if (!(mass > 0.0)) continue;
    const bool lone = nest.places.size() == 1 || !stable_;
    const double dissimilarity = lone ? 1.0 : stable_->index();
    const double scale = lone ? 1.0 : sim::power(mass, 1.0 / dissimilarity - 1.0);
    const auto first = static_cast<std::uint32_t>(shared_.size());
    for (const sim::PlaceIndex place : nest.places) {
      if (!(base[place] > 0.0)) continue;
      (lone ? lone_ : shared_)
          .push_back({nests.place_keys[place], place,
                      scale * base[place] * sim::natural_exp(utility[place] / dissimilarity)});
    }
    if (!lone) nests_.push_back({nest.key, first, static_cast<std::uint32_t>(shared_.size())});
  }
  // The likeliest first: they rule out the others. Ties keep their order.
  std::stable_sort(lone_.begin(), lone_.end(),
                   [](const Alternative& a, const Alternative& b) { return a.weight > b.weight; });
  std::vector<double> totals;
  for (const Nest& nest : nests_) totals.push_back(total(nest));
  std::vector<std::size_t> order(nests_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return totals[a] > totals[b]; });
  std::vector<Nest> sorted;
  for (const std::size_t nest : order) sorted.push_back(nests_[nest]);
  nests_ = std::move(sorted);
}

sim::PlaceIndex LocationChoice::operator()(sim::FirmId firm, sim::Year year,
                                           const sim::Draws& draws) const {
  const sim::Draw noise = draws.firm(firm, year, sim::Purpose::choice);
  Arrival first;
  meet_all(lone_, noise, first);
  if (nests_.empty()) return first.place;
  // Lone cities and nests meet on the scale λ·ln(arrival); `latest` is the time in a nest with S = 1
  // after which it comes too late.
  const sim::Draw of_nests = draws.firm(firm, year, sim::Purpose::nest);
  const double index = stable_->index();
  const bool none = first.place == sim::no_place;
  double earliest = none ? infinity : sim::natural_log(first.time);
  double latest = none ? infinity : sim::natural_exp(earliest / index) * (1.0 + 1e-9);
  for (const Nest& nest : nests_) {
    const double u = of_nests.uniform_of(nest.key), v = of_nests.uniform_of(nest.key, 1);
    Arrival in_nest;
    in_nest.time = latest * stable_->bound(u, v);
    meet_all(std::span(shared_).subspan(nest.first, nest.end - nest.first), noise, in_nest);
    if (in_nest.place == sim::no_place) continue;
    const double arrival = index * (sim::natural_log(in_nest.time) - stable_->log_value(u, v));
    if (arrival < earliest) {
      earliest = arrival;
      latest = sim::natural_exp(earliest / index) * (1.0 + 1e-9);
      first.place = in_nest.place;
    }
  }
  return first.place;
}

double LocationChoice::total(const Nest& nest) const {
  double sum = 0.0;
  for (std::uint32_t i = nest.first; i < nest.end; ++i) sum += shared_[i].weight;
  return sim::power(sum, stable_->index());
}

double LocationChoice::inclusive_value() const {
  double all = 0.0;
  for (const Alternative& city : lone_) all += city.weight;
  for (const Nest& nest : nests_) all += total(nest);
  return all;
}

std::vector<double> LocationChoice::probabilities() const {
  std::vector<double> probability(places_, 0.0);
  const double all = inclusive_value();
  for (const Alternative& city : lone_) probability[city.place] = city.weight / all;
  for (const Nest& nest : nests_) {
    double sum = 0.0;
    for (std::uint32_t i = nest.first; i < nest.end; ++i) sum += shared_[i].weight;
    const double of_nest = total(nest) / all;
    for (std::uint32_t i = nest.first; i < nest.end; ++i)
      probability[shared_[i].place] = of_nest * shared_[i].weight / sum;
  }
  return probability;
}

sim::PlaceIndex race(std::span<const double> weights, std::span<const std::uint32_t> place_keys,
                     sim::FirmId firm, sim::Year year, sim::Purpose purpose,
                     const sim::Draws& draws) {
  const sim::Draw noise = draws.firm(firm, year, purpose);
  Arrival first;
  for (std::size_t place = 0; place < weights.size(); ++place)
    first.meet(static_cast<sim::PlaceIndex>(place), weights[place], noise.uniform_of(place_keys[place]));
  return first.place;
}

}  // namespace agglomera::models
