#include "scenarios/experiments/ranking.hpp"

#include <algorithm>
#include <cmath>

namespace agglomera::scenarios {

Ranking ranking(const std::vector<std::vector<double>>& gains) {
  Ranking ranks{std::vector<double>(gains.size(), 0.0), std::vector<double>(gains.size(), 0.0)};
  double members = 0.0;
  for (std::size_t m = 0; !gains.empty() && m < gains.front().size(); ++m) {
    std::vector<double> of_member;
    for (const auto& policy : gains) of_member.push_back(policy[m]);
    if (std::any_of(of_member.begin(), of_member.end(), [](double x) { return std::isnan(x); }))
      continue;
    members += 1.0;
    const double best = *std::max_element(of_member.begin(), of_member.end());
    const auto ties = static_cast<double>(std::count(of_member.begin(), of_member.end(), best));
    for (std::size_t p = 0; p < gains.size(); ++p) {
      if (of_member[p] == best) ranks.p_best[p] += 1.0 / ties;
      ranks.regret[p] += best - of_member[p];
    }
  }
  for (auto* sums : {&ranks.p_best, &ranks.regret})
    for (double& sum : *sums) sum /= members;  // 0/0 is NaN
  return ranks;
}

}  // namespace agglomera::scenarios
