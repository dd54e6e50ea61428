#include "output/scores/quantile.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <iterator>
#include <limits>

namespace agglomera::output {

std::vector<double> present_ascending(std::span<const double> values) {
  std::vector<double> kept;
  kept.reserve(values.size());
  std::ranges::copy_if(values, std::back_inserter(kept), [](double v) { return !std::isnan(v); });
  std::ranges::sort(kept);
  return kept;
}

double quantile_of_ascending(std::span<const double> ascending, double probability) {
  assert(probability >= 0 && probability <= 1);
  if (ascending.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double h = static_cast<double>(ascending.size() - 1) * probability;
  const auto below = static_cast<std::size_t>(h);
  const std::size_t above = std::min(below + 1, ascending.size() - 1);
  const double part = h - static_cast<double>(below);
  if (part == 0 || ascending[below] == ascending[above]) return ascending[below];
  return ascending[below] + part * (ascending[above] - ascending[below]);
}

double quantile(std::span<const double> values, double probability) {
  return quantile_of_ascending(present_ascending(values), probability);
}

double median(std::span<const double> values) { return quantile(values, 0.5); }

}  // namespace agglomera::output
