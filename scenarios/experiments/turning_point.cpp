#include "scenarios/experiments/turning_point.hpp"

#include <omp.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <stdexcept>

#include "models/conditioning.hpp"
#include "models/initial_state.hpp"
#include "models/year.hpp"
#include "output/scores/quantile.hpp"

namespace agglomera::scenarios {
namespace {

using models::Lever;
using models::Model;
using models::World;

constexpr double relative_tolerance = 1e-4;
constexpr double missing = std::numeric_limits<double>::quiet_NaN();

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

// The world of a member at the end of the last year before any lever.
World world_before(const Scenario& policy, Model& model, int member, bool conditioned) {
  const sim::Draws draws(policy.seed, static_cast<std::uint32_t>(member));
  sim::Year start = policy.last;
  for (const Lever& lever : policy.levers) start = std::min(start, lever.first);
  World world = models::initial_world(model, draws);
  const auto pass_until = [&](sim::Year year) {
    while (world.year < year) models::pass_year(model, {}, draws, world);
  };
  if (conditioned) {
    pass_until(policy.study->last);
    models::condition(model, draws, world);
  }
  pass_until(start - 1);
  return world;
}

double common_strength(const std::vector<Lever>& levers) {
  const Lever& first = levers.front();
  for (const Lever& lever : levers)
    if (lever.kind != first.kind || lever.values[0] != first.values[0]) return missing;
  return first.values[0];
}

TurningRow row_of(const PulledPlace& place, std::size_t at, const std::vector<MemberTurns>& members) {
  TurningRow row{place, 0, 0, 0, 0, 0, 0, 0, 0, 0, {}, {}, {}};
  std::vector<double> factors, spread, drawn, net;
  double all = 0.0;
  for (const MemberTurns& member : members) {
    if (member.turns.empty()) continue;
    all += 1.0;
    row.reached += member.reached[at] ? 1.0 : 0.0;
    const TurningPoint& point = member.turns[at];
    switch (point.turn) {
      case Turn::unmoved: row.unmoved += 1.0; break;
      case Turn::spreads: row.spreads += 1.0; break;
      case Turn::siphons: row.siphons += 1.0; break;
      case Turn::to_siphoning: row.to_siphoning += 1.0; break;
      case Turn::to_spread: row.to_spread += 1.0; break;
    }
    if (point.turn == Turn::to_siphoning) factors.push_back(point.at);
    spread.push_back(member.spread[at]);
    drawn.push_back(member.drawn[at]);
    net.push_back(member.spread[at] + member.drawn[at]);
  }
  for (double* share : {&row.reached, &row.unmoved, &row.spreads, &row.siphons, &row.to_siphoning,
                        &row.to_spread})
    *share /= all;  // NaN when every member failed
  row.factor_q05 = output::quantile(factors, 0.05);
  row.factor_q50 = output::quantile(factors, 0.5);
  row.factor_q95 = output::quantile(factors, 0.95);
  row.spread = effect_of(spread);
  row.drawn = effect_of(drawn);
  row.net = effect_of(net);
  return row;
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
    : model_(model), world_(world), levers_(levers), year_(year),
      plain_(models::offers_of(model, world, models::Terms(model.study->places()), world.year + 1)) {}

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

std::vector<PulledPlace> pulled_places(const models::Study& study, const std::vector<Lever>& levers) {
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
    if (std::any_of(cities.begin(), cities.end(), [&](auto city) { return treated.contains(city); }))
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
      if (!std::isfinite(u)) throw std::runtime_error("the pull of " + place.name + " is no number");
    member.turns.push_back(
        first_turn(grid, net, [&](double factor) { return net_of(pull(factor), place); }));
    member.spread.push_back(weighted(member.asked.spread, place.cities, base));
    member.drawn.push_back(weighted(member.asked.drawn, place.cities, base));
    member.reached.push_back(any_reached(model, treated, place.cities));
  }
  return member;
}

TurningPoints turning_points(const Scenario& policy, const std::vector<MemberTurns>& members) {
  TurningPoints points{policy.name, full_year(policy.levers), largest_factor(policy.levers),
                       common_strength(policy.levers), 0, {}};
  points.failed = static_cast<int>(std::count_if(
      members.begin(), members.end(), [](const auto& member) { return member.turns.empty(); }));
  const std::vector<PulledPlace> places = pulled_places(*policy.study, policy.levers);
  for (std::size_t at = 0; at < places.size(); ++at) {
    TurningRow row = row_of(places[at], at, members);
    if (row.place.together || row.reached > 0.0) points.rows.push_back(std::move(row));
  }
  return points;
}

std::vector<MemberTurns> turns_of_members(const Scenario& policy) {
  const bool conditioned = is_conditioned(policy, {{policy.name, policy.levers}});
  const sim::Distances distances = models::usual_distances(*policy.study);
  const std::vector<PulledPlace> places = pulled_places(*policy.study, policy.levers);
  const sim::Year year = full_year(policy.levers);
  std::vector<MemberTurns> members(static_cast<std::size_t>(policy.members));
#pragma omp parallel for schedule(dynamic) if (policy.members >= omp_get_max_threads())
  for (int member = 0; member < policy.members; ++member) {
    try {
      Model model = member_model(policy, distances, member);
      const World world = world_before(policy, model, member, conditioned);
      members[static_cast<std::size_t>(member)] =
          member_turns(model, world, policy.levers, year, places);
    } catch (const std::exception&) {
      // stays empty: counted as failed
    }
  }
  return members;
}

}  // namespace agglomera::scenarios
