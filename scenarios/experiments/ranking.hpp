// Policies side by side on common draws: how often each is the best of those given, and how much is
// lost on average by choosing it where another would have been better (regret).
#pragma once

#include <vector>

namespace agglomera::scenarios {

struct Ranking {
  std::vector<double> p_best;  // by policy; adds up to 1, a tie is shared among those that tie
  std::vector<double> regret;  // mean over members of the best gain minus its own
};

// `gains[policy][member]`: a member that misses a gain is left out; all NaN when none is left.
Ranking ranking(const std::vector<std::vector<double>>& gains);

}  // namespace agglomera::scenarios
