#include "scenarios/experiments/turning_point.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>

#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using models::Lever;
using models::Model;
using models::World;

constexpr double relative_tolerance = 1e-4;

std::vector<Lever> scaled(std::vector<Lever> levers, double factor) {
  for (Lever& lever : levers) lever.values[0] *= factor;
  return levers;
}

std::set<std::size_t> treated_by(const std::vector<Lever>& levers) {
  std::set<std::size_t> treated;
  for (const Lever& lever : levers) treated.insert(lever.targets.begin(), lever.targets.end());
  return treated;
}

// A thousandth of K stands for "however weak"; the strength asked for is one of those tried.
std::vector<double> factors_up_to(double largest) {
  std::set<double> factors = {1.0};
  if (largest > 0.0) factors.insert(1e-3 * largest);
  for (double factor = largest; factor > 0.0 && factor > 0.01 * largest; factor *= 0.5)
    factors.insert(factor);
  return {factors.begin(), factors.end()};
}

double weighted(const std::vector<double>& values, const std::vector<std::size_t>& cities,
                const std::vector<double>& base) {
  if (cities.size() == 1) return values[cities.front()];
  double sum = 0.0, mass = 0.0;
  for (const std::size_t city : cities) {
    sum += base[city] * values[city];
    mass += base[city];
  }
  return mass > 0.0 ? sum / mass : 0.0;
}

bool any_reached(const Model& model, const std::set<std::size_t>& treated,
                 const std::vector<std::size_t>& cities) {
  for (const std::size_t hub : treated) {
    if (hub >= model.radiation.size()) continue;
    for (const models::Share& share : model.radiation[hub])
      if (share.weight > 0.0 && std::find(cities.begin(), cities.end(), share.city) != cities.end())
        return true;
  }
  return false;
}

}  // namespace

TurningPoint first_turn(const std::vector<double>& grid, const std::vector<double>& net,
                        const std::function<double(double)>& net_at) {
  const bool negative = net.front() < 0.0;
  std::size_t after = 1;
  while (after < net.size() && (net[after] < 0.0) == negative) ++after;
  if (after == net.size()) {
    if (negative) return {Turn::siphons, missing};
    const bool any = std::any_of(net.begin(), net.end(), [](double u) { return u > 0.0; });
    return {any ? Turn::spreads : Turn::unmoved, missing};
  }
  double low = grid[after - 1], high = grid[after];
  while (high - low > relative_tolerance * high) {
    const double middle = 0.5 * (low + high);
    ((net_at(middle) < 0.0) == negative ? low : high) = middle;
  }
  return {negative ? Turn::to_spread : Turn::to_siphoning, 0.5 * (low + high)};
}

sim::Year full_year(const std::vector<Lever>& levers) {
  sim::Year first = levers.front().first, last = levers.front().last, best = first;
  for (const Lever& lever : levers) {
    first = std::min(first, lever.first);
    last = std::max(last, lever.last);
  }
  double most = -1.0;
  for (sim::Year year = first; year <= last; ++year) {
    double sum = 0.0;
    for (const Lever& lever : levers) sum += lever.share(year);
    if (sum > most) {
      most = sum;
      best = year;
    }
  }
  return best;
}

double largest_factor(const std::vector<Lever>& levers) {
  double largest = std::numeric_limits<double>::infinity();
  for (const Lever& lever : levers) {
    const models::Range& range = models::find_lever(lever.kind)->parameters.front().range;
    const double strength = lever.values[0];
    if (strength != 0.0)
      largest = std::min(largest, (strength > 0.0 ? range.high : range.low) / strength);
  }
  return std::isinf(largest) ? 0.0 : largest;
}

PolicyPull::PolicyPull(const Model& model, const World& world, const std::vector<Lever>& levers,
                       sim::Year year)
    : model_(model),
      world_(world),
      levers_(levers),
      year_(year),
      plain_(
          models::offers_of(model, world, models::Terms(model.study->places()), world.year + 1)) {}

Pull PolicyPull::operator()(double factor) const {
  const models::Terms terms =
      models::terms_of(scaled(levers_, factor), year_, model_.study->places());
  const auto next = world_.year + 1;
  const models::Offers held = models::offers_of(model_, world_, terms, next, &plain_.siphoned);
  Pull pull{held.utility, models::offers_of(model_, world_, terms, next).utility};
  for (std::size_t place = 0; place < pull.spread.size(); ++place) {
    pull.drawn[place] -= pull.spread[place];
    pull.spread[place] -= plain_.utility[place];
  }
  return pull;
}

std::vector<PulledPlace> pulled_places(const models::Study& study,
                                       const std::vector<Lever>& levers) {
  const std::set<std::size_t> treated = treated_by(levers);
  std::vector<PulledPlace> places;
  PulledPlace untreated{"untreated", {}, true};
  std::map<std::string, std::vector<std::size_t>> clusters;
  for (std::size_t city = 0; city < study.cities.size(); ++city) {
    clusters[study.cities[city].cluster].push_back(city);
    if (treated.contains(city)) continue;
    places.push_back({study.cities[city].id, {city}, false});
    untreated.cities.push_back(city);
  }
  clusters.erase(sim::independent_cluster);
  for (const auto& [name, cities] : clusters)
    if (std::any_of(cities.begin(), cities.end(),
                    [&](auto city) { return treated.contains(city); }))
      places.push_back({name, cities, true});
  places.push_back(std::move(untreated));
  return places;
}

MemberTurns member_turns(const Model& model, const World& world, const std::vector<Lever>& levers,
                         sim::Year year, const std::vector<PulledPlace>& places) {
  const PolicyPull pull(model, world, levers, year);
  const std::vector<double> base = models::firm_shares(model, world, world.year);
  const std::vector<double> grid = factors_up_to(largest_factor(levers));
  const auto net_of = [&](const Pull& at, const PulledPlace& place) {
    return weighted(at.spread, place.cities, base) + weighted(at.drawn, place.cities, base);
  };
  std::vector<Pull> pulls;
  for (const double factor : grid) pulls.push_back(pull(factor));
  const std::set<std::size_t> treated = treated_by(levers);
  MemberTurns member;
  member.asked = pull(1.0);
  for (const PulledPlace& place : places) {
    std::vector<double> net;
    for (const Pull& at : pulls) net.push_back(net_of(at, place));
    for (const double u : net)
      if (!std::isfinite(u))
        throw std::runtime_error("the pull of " + place.name + " is no number");
    member.turns.push_back(
        first_turn(grid, net, [&](double factor) { return net_of(pull(factor), place); }));
    member.spread.push_back(weighted(member.asked.spread, place.cities, base));
    member.drawn.push_back(weighted(member.asked.drawn, place.cities, base));
    member.reached.push_back(any_reached(model, treated, place.cities));
  }
  return member;
}

}  // namespace agglomera::scenarios
