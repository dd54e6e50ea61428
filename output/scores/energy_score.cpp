#include "output/scores/energy_score.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>

namespace agglomera::output {
namespace {

using Vector = std::vector<double>;

Vector at_observed(const Vector& values, const Vector& observed) {
  assert(values.size() == observed.size());
  Vector kept;
  for (std::size_t k = 0; k < observed.size(); ++k)
    if (!std::isnan(observed[k])) kept.push_back(values[k]);
  return kept;
}

double distance(const Vector& a, const Vector& b) {
  double squares = 0;
  for (std::size_t k = 0; k < a.size(); ++k) squares += (a[k] - b[k]) * (a[k] - b[k]);
  return std::sqrt(squares);
}

}  // namespace

double energy_score(const std::vector<Vector>& members, const Vector& observed) {
  const Vector y = at_observed(observed, observed);
  std::vector<Vector> present;
  for (const Vector& member : members) {
    Vector x = at_observed(member, observed);
    if (std::ranges::none_of(x, [](double v) { return std::isnan(v); }))
      present.push_back(std::move(x));
  }
  if (y.empty() || present.empty()) return std::numeric_limits<double>::quiet_NaN();

  double from_observed = 0;
  double between = 0;  // each pair once, so that 1/2 falls away
  for (std::size_t i = 0; i < present.size(); ++i) {
    from_observed += distance(present[i], y);
    for (std::size_t j = 0; j < i; ++j) between += distance(present[i], present[j]);
  }
  if (present.size() == 1) return from_observed;
  const auto m = static_cast<double>(present.size());
  return from_observed / m - between / (m * (m - 1));
}

}  // namespace agglomera::output
