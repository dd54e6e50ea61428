#include "output/scores/energy_score.hpp"

#include <cmath>
#include <limits>

namespace agglomera::output {
namespace {

double distance(const std::vector<double>& a, const std::vector<double>& b,
                const std::vector<double>& observed) {
  double squares = 0.0;
  for (std::size_t k = 0; k < observed.size(); ++k)
    if (!std::isnan(observed[k])) squares += (a[k] - b[k]) * (a[k] - b[k]);
  return std::sqrt(squares);
}

}  // namespace

double energy_score(const std::vector<std::vector<double>>& members,
                    const std::vector<double>& observed) {
  bool any = false;
  for (const double value : observed) any = any || !std::isnan(value);
  if (members.empty() || !any) return std::numeric_limits<double>::quiet_NaN();
  double from_observed = 0.0, between = 0.0;
  for (std::size_t m = 0; m < members.size(); ++m) {
    from_observed += distance(members[m], observed, observed);
    for (std::size_t k = 0; k < m; ++k) between += distance(members[m], members[k], observed);
  }
  const auto count = static_cast<double>(members.size());
  return from_observed / count - (members.size() > 1 ? between / (count * (count - 1.0)) : 0.0);
}

}  // namespace agglomera::output
