#include "output/scores/simultaneous_band.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <functional>
#include <limits>

namespace agglomera::output {
namespace {

using Values = std::vector<double>;

bool is_empty(const Values& values) {
  return std::all_of(values.begin(), values.end(), [](double x) { return std::isnan(x); });
}

// Members that have a value in every coordinate but the empty ones.
std::vector<std::size_t> whole_members(const std::vector<Values>& coordinates) {
  std::vector<bool> whole(coordinates.empty() ? 0 : coordinates.front().size(), true);
  for (const Values& values : coordinates) {
    if (is_empty(values)) continue;
    for (std::size_t m = 0; m < values.size(); ++m)
      if (std::isnan(values[m])) whole[m] = false;
  }
  std::vector<std::size_t> members;
  for (std::size_t m = 0; m < whole.size(); ++m)
    if (whole[m]) members.push_back(m);
  return members;
}

// How many of the ascending values may be left out at either end until x is, ties taken together:
// x lies in [q_{z/2}, q_{1−z/2}] as long as (n − 1) z/2 does not exceed that.
std::size_t depth(const Values& ascending, double x) {
  const auto [first, beyond] = std::equal_range(ascending.begin(), ascending.end(), x);
  return static_cast<std::size_t>(
      std::min(beyond - ascending.begin() - 1, ascending.end() - 1 - first));
}

}  // namespace

SimultaneousBand simultaneous_band(const std::vector<Values>& coordinates, double level) {
  assert(level > 0 && level < 1);
  const std::vector<std::size_t> members = whole_members(coordinates);
  std::vector<Values> ascending;
  std::vector<std::size_t> depths(members.size(), members.size());
  for (const Values& values : coordinates) {
    Values& sorted = ascending.emplace_back();
    if (is_empty(values)) continue;
    for (const std::size_t m : members) sorted.push_back(values[m]);
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0; i < members.size(); ++i)
      depths[i] = std::min(depths[i], depth(sorted, values[members[i]]));
  }
  const double missing = std::numeric_limits<double>::quiet_NaN();
  SimultaneousBand band{missing, std::vector<Interval>(coordinates.size(), {missing, missing})};
  if (members.empty()) return band;

  const double wanted = std::ceil(level * static_cast<double>(members.size()) - 1e-9);
  const auto last_inside = depths.begin() + static_cast<std::ptrdiff_t>(wanted) - 1;
  std::nth_element(depths.begin(), last_inside, depths.end(), std::greater<>());
  const std::size_t left_out = *last_inside, steps = members.size() - 1;
  const bool pointwise =
      2.0 * static_cast<double>(left_out) >= (1.0 - level) * static_cast<double>(steps);
  band.z = pointwise ? 1.0 - level
                     : 2.0 * static_cast<double>(left_out) / static_cast<double>(steps);
  for (std::size_t k = 0; k < coordinates.size(); ++k)
    if (!ascending[k].empty())
      band.intervals[k] = pointwise
                              ? central_interval(ascending[k], level)
                              : Interval{ascending[k][left_out], ascending[k][steps - left_out]};
  return band;
}

}  // namespace agglomera::output
