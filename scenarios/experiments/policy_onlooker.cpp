#include "scenarios/experiments/policy_onlooker.hpp"

#include <algorithm>

#include "scenarios/experiments/reach.hpp"

namespace agglomera::scenarios {
namespace {

// Firms in the last year that `branch` has and the baseline hasn't, [member][city].
CitiesByMember firms_gained(const Ensemble& ensemble, std::size_t branch, std::size_t from) {
  CitiesByMember gained(static_cast<std::size_t>(ensemble.members));
  for (std::size_t city = 0; city + 1 < ensemble.places; ++city) {
    const auto of_city = differences(ensemble, branch, from, "firms", {city}, ensemble.years - 1);
    for (std::size_t m = 0; m < of_city.size(); ++m) gained[m].push_back(of_city[m]);
  }
  for (const Failure& failure : ensemble.failures)
    gained[static_cast<std::size_t>(failure.member)].clear();
  return gained;
}

CitiesByMember pulls(const std::vector<MemberTurns>& members, std::vector<double> Pull::*part) {
  CitiesByMember all;
  for (const MemberTurns& member : members) all.push_back(member.asked.*part);
  return all;
}

}  // namespace

PolicyOnlooker::PolicyOnlooker(const std::vector<Scenario>& policies)
    : scenarios_(policies),
      shown_(policies.size() + 1),
      years_(static_cast<std::size_t>(policies.front().last - policies.front().first + 1)) {
  const auto members = static_cast<std::size_t>(policies.front().members);
  for (const Scenario& policy : policies)
    policies_.push_back({pulled_places(*policy.study, policy.levers),
                         models::first_year(policy.levers), full_year(policy.levers),
                         std::vector<MemberTurns>(members)});
  observed_.resize(members);
  outside_.resize(members * shown_ * years_);
}

Onlooker PolicyOnlooker::onlooker() {
  return {[this](int member, std::size_t branch, const models::Model& model,
                 const models::World& world) {
            if (branch == 0) before_year(member, model, world);
          },
          [this](int member, std::size_t branch, const models::Market& market) {
            if (branch < shown_) after_year(member, branch, market);
          },
          [this](int member, sim::Packer& packer) { pass(packer, member); },
          [this](int member, sim::Unpacker& unpacker) { pass(unpacker, member); }};
}

template <typename Passage>
void PolicyOnlooker::pass(Passage& passage, int member) {
  for (Policy& policy : policies_) {
    auto& [asked, turns, spread, drawn, reached] = policy.turns[static_cast<std::size_t>(member)];
    passage(asked.spread, asked.drawn, turns, spread, drawn, reached);
  }
  for (std::size_t branch = 0; branch < shown_; ++branch)
    for (std::size_t year = 0; year < years_; ++year) passage(outside_[at(member, branch, year)]);
}

void PolicyOnlooker::before_year(int member, const models::Model& model,
                                 const models::World& world) {
  for (std::size_t p = 0; p < policies_.size(); ++p) {
    Policy& policy = policies_[p];
    if (world.year + 1 == policy.first)
      policy.turns[static_cast<std::size_t>(member)] =
          member_turns(model, world, scenarios_[p].levers, policy.full, policy.places);
  }
}

void PolicyOnlooker::after_year(int member, std::size_t branch, const models::Market& market) {
  const Scenario& scenario = scenarios_.front();
  OfferRange& range = observed_[static_cast<std::size_t>(member)];
  if (market.year <= scenario.study->last) {
    if (branch == 0) range.widen(market.offers);
    return;
  }
  outside_[at(member, branch, static_cast<std::size_t>(market.year - scenario.first))] =
      range.outside(market.offers);
}

PolicySights PolicyOnlooker::sights(const Ensemble& ensemble) const {
  PolicySights sights;
  const PolicyBranches branches(scenarios_.size());
  for (std::size_t p = 0; p < policies_.size(); ++p) {
    std::vector<MemberTurns> turns = policies_[p].turns;
    for (const Failure& failure : ensemble.failures)
      turns[static_cast<std::size_t>(failure.member)] = {};
    const std::vector<double> km = distances_to_treated(*scenarios_[p].study, scenarios_[p].levers);
    sights.policies.push_back(
        {turning_points(scenarios_[p], turns),
         distance_bands(km, firms_gained(ensemble, branches.siphoning_held(p), 0),
                        firms_gained(ensemble, branches.policy(p), branches.siphoning_held(p))),
         turning_distance(km, pulls(turns, &Pull::spread), pulls(turns, &Pull::drawn)),
         beyond_usual(scenarios_[p].levers)});
  }
  for (std::size_t branch = 0; branch < shown_; ++branch) {
    auto& of_branch = sights.extrapolation.emplace_back(ensemble.places,
                                                        std::vector<Extrapolation>(years_));
    for (std::size_t year = 0; year < years_; ++year)
      for (std::size_t place = 0; place < ensemble.places; ++place) {
        std::vector<OutsideInputs> flags;
        for (int member = 0; member < ensemble.members; ++member)
          if (const auto& seen = outside_[at(member, branch, year)]; !seen.empty())
            flags.push_back(seen[place]);
        if (!flags.empty()) of_branch[place][year] = extrapolation_of(flags);
      }
  }
  return sights;
}

}  // namespace agglomera::scenarios
