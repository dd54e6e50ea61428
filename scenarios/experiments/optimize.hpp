// `optimize`: the best mixes of levers under a budget.
//
// Three objectives, none weighed against another (Pareto): the mean effect of a mix on the wanted cities
// in the last year, the 5 % quantile of that effect over members (both to be large), and the mean
// inequality between the wanted cities (to be small). NSGA-II searches on common draws: the members of
// the experiment, the same luck for every mix. Of mixes that do the same the cheaper counts as better,
// by a billionth; a lever without which a mix of the front does exactly the same is left out of it.
//
// What is best of many on the same draws looks better than it is (the winner's curse: Smith and Winkler
// 2006). So every mix of the front is looked at again on another seed, with the next draws of the
// posterior in turn; those numbers are the result, and both are kept.
//
// Expected regret (Savage 1951): the mean over fresh members of
//   (best effect of any mix of the front on that member) − (effect of this mix).
//
// Extrapolated is a lever beyond the usual strength of its kind. No strength was ever held against data;
// beyond the usual one a number does not even rest on a value that anyone stated.
#pragma once

#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/effects.hpp"
#include "scenarios/experiments/mixes.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "scenarios/experiments/provenance.hpp"

namespace agglomera::scenarios {

struct Judged {
  double mean;        // effect
  double q05;         // of the effect
  double inequality;  // mean
};

struct FrontMix {
  Strengths strengths;
  std::vector<bool> extrapolated;  // by lever
  double cost = 0.0;               // 10^6 USD
  Judged searched{};               // on the draws of the search
  // On fresh draws:
  Effect effect{};
  double inequality = 0.0;
  double expected_regret = 0.0;
  double firms_gained = 0.0;   // mean, by the wanted cities
  double cost_per_firm = 0.0;  // 10^6 USD per firm gained; missing where none is
  bool dominated = false;      // by another mix of the front
  std::vector<double> effects; // by member; NaN where it failed

  double winners_curse() const { return searched.mean - effect.mean; }
};

// Without levers: means over members.
struct WithoutLevers {
  double value;  // of the measure, over the wanted cities
  double inequality;
};

struct Front {
  std::vector<FrontMix> mixes;  // by mean effect on fresh draws, largest first
  WithoutLevers searched{};
  WithoutLevers fresh{};
  std::int64_t evaluations = 0;      // mixes that were judged by the search, repetitions included
  std::int64_t different_mixes = 0;  // that were simulated for it
  std::int64_t missing_runs = 0;     // continuations of a mix and a member that failed
  // Members that never came to the last observed year.
  std::vector<Failure> failures;
  std::vector<Failure> fresh_failures;
};

// Exit code 3.
struct SearchInterrupted {
  int done;
  int generations;
};

// `search` says when to stop, and hears of generations; `fresh` hears of pairs of a mix and a member of
// the second look. Throws SearchInterrupted, Interrupted, and std::runtime_error when fewer than half of the members
// survive.
Front optimize(const Portfolio& portfolio, const Watch& search = {}, const Watch& fresh = {});

// The posterior that the scenario names, if it is there; its text goes into the inputs.
PosteriorUse attach_posterior(Portfolio& portfolio, Source& source);

// A lever by its kind; numbered where the kind is there more than once: "talent 2".
std::vector<std::string> lever_names(const Portfolio& portfolio);
std::string unit_of(const std::string& measure);

output::ResultFile front_result(const Portfolio& portfolio, const Front& front,
                                const Provenance& provenance);

}  // namespace agglomera::scenarios
