#include "scenarios/experiments/mixes.hpp"

#include <algorithm>
#include <cmath>

#include "output/measures/concentration.hpp"
#include "sim/missing.hpp"
#include "sim/ranks.hpp"
#include "sim/together.hpp"

namespace agglomera::scenarios {
namespace {

// Levers at zero are left out: the same to the last bit, and faster.
std::vector<models::Lever> levers_of(const Portfolio& portfolio, const Strengths& strengths) {
  std::vector<models::Lever> levers;
  for (std::size_t i = 0; i < strengths.size(); ++i)
    if (strengths[i] != 0.0) {
      levers.push_back(portfolio.levers[i].lever);
      levers.back().values[0] = strengths[i];
    }
  return levers;
}

}  // namespace

double cost_of(const Portfolio& portfolio, const Strengths& strengths) {
  double cost = 0.0;
  for (std::size_t i = 0; i < strengths.size(); ++i)
    cost += portfolio.levers[i].cost_of_one() * strengths[i];
  return cost;
}

Strengths least_of(const Portfolio& portfolio) {
  Strengths least;
  for (const PricedLever& priced : portfolio.levers) least.push_back(priced.strength.low);
  return least;
}

Strengths within_budget(const Portfolio& portfolio, std::span<const double> x) {
  const Strengths least = least_of(portfolio);
  const auto scaled = [&](double share) {
    Strengths strengths = least;
    for (std::size_t i = 0; i < x.size(); ++i)
      strengths[i] += share * x[i] * (portfolio.levers[i].strength.high - least[i]);
    return strengths;
  };
  const Strengths asked = scaled(1.0);
  const double cost = cost_of(portfolio, asked), low = cost_of(portfolio, least);
  if (cost <= portfolio.budget) return asked;
  double share = (portfolio.budget - low) / (cost - low);
  while (share > 0.0 && cost_of(portfolio, scaled(share)) > portfolio.budget)
    share = std::nextafter(share, 0.0);  // rounding alone
  return scaled(share);
}

MixTrial::MixTrial(const Portfolio& portfolio, const PairedWorlds& worlds)
    : portfolio_(portfolio), worlds_(worlds) {
  for (const PricedLever& priced : portfolio.levers) worlds.check({&priced.lever, 1});
  const auto members = static_cast<std::size_t>(worlds.members());
  std::vector<double> values(3 * members);
  sim::fill_together(
      members, values,
      [&](std::size_t member, std::span<double> of) {
        const Values found = values_of({}, static_cast<int>(member));
        of[0] = found.value, of[1] = found.inequality, of[2] = found.firms;
      },
      [&](std::size_t member) { return worlds.rank_of(static_cast<int>(member)); });
  for (std::size_t member = 0; member < members; ++member) {
    value_.push_back(values[3 * member]);
    inequality_.push_back(values[3 * member + 1]);
    firms_.push_back(values[3 * member + 2]);
  }
}

MixTrial::Values MixTrial::values_of(const Strengths& strengths, int member) const {
  const auto outcome = worlds_.outcome(levers_of(portfolio_, strengths), member);
  if (!outcome) return {missing, missing, missing};
  const std::vector<sim::PlaceIndex>& cities = portfolio_.objective.cities;
  const std::string& measure = portfolio_.objective.measure;
  std::vector<double> by_city;
  for (const sim::PlaceIndex city : cities)
    by_city.push_back(value_of(*outcome, measure, {&city, 1}));
  return {value_of(*outcome, measure, cities), output::gini(by_city),
          value_of(*outcome, "firms", cities)};
}

std::vector<MixOutcome> MixTrial::operator()(const std::vector<Strengths>& mixes,
                                             const Watch& watch) const {
  const auto members = static_cast<std::size_t>(worlds_.members());
  const std::size_t pairs = mixes.size() * members;
  std::vector<double> values(3 * pairs, missing);
  const int ranks = sim::ranks();
  int done = 0;
  sim::fill_together(
      pairs, values,
      [&](std::size_t pair, std::span<double> of) {
        if (watch.stop && watch.stop->load(std::memory_order_relaxed)) return;
        const std::size_t member = pair % members;
        const Values found = values_of(mixes[pair / members], static_cast<int>(member));
        of[0] = found.value - value_[member];
        of[1] = found.inequality;
        of[2] = found.firms - firms_[member];
        if (!watch.progress) return;
#pragma omp critical
        watch.progress(std::min(++done * ranks, static_cast<int>(pairs)), static_cast<int>(pairs));
      },
      [&](std::size_t pair) { return worlds_.rank_of(static_cast<int>(pair % members)); });
  std::vector<MixOutcome> outcomes(mixes.size());
  for (std::size_t pair = 0; pair < pairs; ++pair) {
    MixOutcome& outcome = outcomes[pair / members];
    outcome.effects.push_back(values[3 * pair]);
    outcome.inequality.push_back(values[3 * pair + 1]);
    outcome.firms_gained.push_back(values[3 * pair + 2]);
  }
  return outcomes;
}

}  // namespace agglomera::scenarios
