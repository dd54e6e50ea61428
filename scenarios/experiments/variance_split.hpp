// How much of the spread of an effect over members is disagreement of their parameters, and how much is
// luck: each member has the effect twice, e₁ and e₂, with the same parameters on two seeds.
//
//   by parameters: cov(e₁, e₂)      by seed: ½(Var e₁ + Var e₂) − cov(e₁, e₂) = ½ Var(e₁ − e₂)
//
// the components of a one-way random-effects model with two replications (Searle, Casella and McCulloch
// 1992). Parameters stand for all that the two runs share: also the past, the background and the world
// totals drawn with the member. The first part may come out negative: then it is not told apart from 0.
#pragma once

#include <vector>

namespace agglomera::scenarios {

struct VarianceSplit {
  double by_parameters;   // in the unit of the effect, squared
  double by_seed;
  double standard_error;  // of by_parameters: sd of (e₁ − mean)(e₂ − mean) over √members

  // Whether the part of the parameters is above zero at the 5 % level, one-sided.
  bool told_apart() const { return by_parameters > 1.645 * standard_error; }
};

// By member; one that misses either effect is left out. All NaN with fewer than two members.
VarianceSplit variance_split(const std::vector<double>& one, const std::vector<double>& other);

}  // namespace agglomera::scenarios
