#include "scenarios/experiments/mixes.hpp"

#include <cmath>

#include "output/measures/concentration.hpp"
#include "sim/missing.hpp"

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
  value_.resize(members), inequality_.resize(members), firms_.resize(members);
#pragma omp parallel for schedule(dynamic)
  for (int member = 0; member < worlds.members(); ++member) {
    const Values values = values_of({}, member);
    const auto at = static_cast<std::size_t>(member);
    value_[at] = values.value, inequality_[at] = values.inequality, firms_[at] = values.firms;
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
  const std::vector<double> nothing(members, missing);
  std::vector<MixOutcome> outcomes(mixes.size(), {nothing, nothing, nothing});
  const int pairs = static_cast<int>(mixes.size() * members);
  int done = 0;
#pragma omp parallel for schedule(dynamic)
  for (int pair = 0; pair < pairs; ++pair) {
    if (watch.stop && watch.stop->load(std::memory_order_relaxed)) continue;
    const std::size_t mix = static_cast<std::size_t>(pair) / members;
    const std::size_t member = static_cast<std::size_t>(pair) % members;
    const Values values = values_of(mixes[mix], static_cast<int>(member));
    outcomes[mix].effects[member] = values.value - value_[member];
    outcomes[mix].inequality[member] = values.inequality;
    outcomes[mix].firms_gained[member] = values.firms - firms_[member];
    if (!watch.progress) continue;
#pragma omp critical
    watch.progress(++done, pairs);
  }
  return outcomes;
}

}  // namespace agglomera::scenarios
