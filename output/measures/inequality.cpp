#include "output/measures/inequality.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

struct Sums {
  double n = 0, amount = 0;
  bool usable = true;  // no value below zero
  double mean() const { return amount / n; }
};

Sums sums_of(std::span<const double> values) {
  Sums sums;
  for (const double value : values) {
    if (std::isnan(value)) continue;
    sums.n += 1;
    sums.amount += value;
    sums.usable = sums.usable && value >= 0;
  }
  sums.usable = sums.usable && sums.amount > 0;
  return sums;
}

double x_ln_x(double x) { return x > 0 ? x * std::log(x) : 0; }

std::vector<std::vector<double>> by_group(std::span<const double> values,
                                          std::span<const std::size_t> group) {
  assert(values.size() == group.size());
  std::vector<std::vector<double>> members;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (std::isnan(values[k])) continue;
    if (members.size() <= group[k]) members.resize(group[k] + 1);
    members[group[k]].push_back(values[k]);
  }
  std::erase_if(members, [](const std::vector<double>& one) { return one.empty(); });
  return members;
}

}  // namespace

double theil_t(std::span<const double> values) {
  const Sums sums = sums_of(values);
  if (!sums.usable) return missing;
  double sum = 0;
  for (const double value : values)
    if (!std::isnan(value)) sum += x_ln_x(value / sums.mean());
  return sum / sums.n;
}

double theil_l(std::span<const double> values) {
  const Sums sums = sums_of(values);
  if (!sums.usable) return missing;
  double sum = 0;
  for (const double value : values) {
    if (value == 0) return missing;
    if (!std::isnan(value)) sum += std::log(sums.mean() / value);
  }
  return sum / sums.n;
}

TheilParts theil_t_parts(std::span<const double> values, std::span<const std::size_t> group) {
  const double whole = theil_t(values);
  if (std::isnan(whole)) return {missing, missing, missing};
  const Sums all = sums_of(values);
  double between = 0, within = 0;
  for (const std::vector<double>& members : by_group(values, group)) {
    const Sums sums = sums_of(members);
    if (!(sums.amount > 0)) continue;  // 0 ln 0
    const double share = sums.amount / all.amount;
    between += share * std::log(sums.mean() / all.mean());
    within += share * theil_t(members);
  }
  return {whole, between, within};
}

TheilParts theil_l_parts(std::span<const double> values, std::span<const std::size_t> group) {
  const double whole = theil_l(values);
  if (std::isnan(whole)) return {missing, missing, missing};
  const Sums all = sums_of(values);
  double between = 0, within = 0;
  for (const std::vector<double>& members : by_group(values, group)) {
    const Sums sums = sums_of(members);
    between += sums.n / all.n * std::log(all.mean() / sums.mean());
    within += sums.n / all.n * theil_l(members);
  }
  return {whole, between, within};
}

}  // namespace agglomera::output
