// Mixes of levers: what they cost, and what each of them changes in every member.
//
// A mix is a point of the unit box, one coordinate per lever: 0 is its lowest strength, 1 its highest.
// A mix that is too dear is scaled back: every strength moves by the same share of the way towards its
// lowest until the mix costs the budget. So every mix can be paid and the budget needs no penalty;
// where ranges begin at zero, the proportions of the mix stay.
//
//   cost = Σ_levers unit_cost · strength · Σ_years share(year) · number of targets     10^6 USD
//
// The effect of a mix on a member is the goal's measure in the last year, with the mix minus without
// it, on the same luck; its inequality is the Gini of the measure over the wanted cities with the mix.
#pragma once

#include <span>
#include <vector>

#include "scenarios/experiments/paired_worlds.hpp"
#include "scenarios/study/experiment.hpp"

namespace agglomera::scenarios {

using Strengths = std::vector<double>;  // in the order of the portfolio's levers

double cost_of(const Portfolio& portfolio, const Strengths& strengths);
Strengths least_of(const Portfolio& portfolio);
Strengths within_budget(const Portfolio& portfolio, std::span<const double> x);

// Of one mix, by member; NaN where the member failed.
struct MixOutcome {
  std::vector<double> effects;
  std::vector<double> inequality;
  std::vector<double> firms_gained;  // by the wanted cities
};

class MixTrial {
 public:
  // Runs the members without any lever.
  MixTrial(const Portfolio& portfolio, const PairedWorlds& worlds);

  // Every pair of a mix and a member is one piece of work for the threads of the member's rank; every
  // rank learns all. Stops early when the watch says so: what is missing then is NaN.
  std::vector<MixOutcome> operator()(const std::vector<Strengths>& mixes,
                                     const Watch& watch = {}) const;

  // Without levers, by member.
  const std::vector<double>& baseline() const { return value_; }
  const std::vector<double>& baseline_inequality() const { return inequality_; }

 private:
  struct Values {
    double value, inequality, firms;
  };
  Values values_of(const Strengths& strengths, int member) const;

  const Portfolio& portfolio_;
  const PairedWorlds& worlds_;
  std::vector<double> value_, inequality_, firms_;
};

}  // namespace agglomera::scenarios
