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

struct Against {
  double value = 0, reference = 0;
};

// Of places where both are known: the pairs, and their sums by group and in all. Empty where undefined.
struct Matched {
  std::vector<Against> pairs;
  std::vector<std::size_t> group;
  std::vector<Against> of_groups;
  Against all;
};

Matched matched(std::span<const double> values, std::span<const double> reference,
                std::span<const std::size_t> group) {
  assert(values.size() == reference.size() && (group.empty() || group.size() == values.size()));
  Matched sums;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (std::isnan(values[k]) || std::isnan(reference[k])) continue;
    if (values[k] < 0 || reference[k] < 0) return {};
    sums.pairs.push_back({values[k], reference[k]});
    sums.group.push_back(group.empty() ? 0 : group[k]);
    if (sums.of_groups.size() <= sums.group.back()) sums.of_groups.resize(sums.group.back() + 1);
    for (Against* sum : {&sums.all, &sums.of_groups[sums.group.back()]}) {
      sum->value += values[k];
      sum->reference += reference[k];
    }
  }
  return sums.all.value > 0 && sums.all.reference > 0 ? sums : Matched();
}

// s ln(s/r); infinite where r is none of something: the caller makes it missing.
double divergence_of(double s, double r) { return s > 0 ? s * std::log(s / r) : 0; }

// Divergence of one share from the other, over places and over groups. `turned`: of r from s, which is L.
TheilParts parts_of(const Matched& sums, bool turned) {
  if (sums.pairs.empty()) return {missing, missing, missing};
  const auto term = [&](const Against& part, const Against& whole) {
    const double s = part.value / whole.value, r = part.reference / whole.reference;
    return turned ? divergence_of(r, s) : divergence_of(s, r);
  };
  TheilParts parts{0, 0, 0};
  for (std::size_t k = 0; k < sums.pairs.size(); ++k) parts.whole += term(sums.pairs[k], sums.all);
  for (const Against& group : sums.of_groups) parts.between += term(group, sums.all);
  if (!std::isfinite(parts.whole)) return {missing, missing, missing};
  for (std::size_t k = 0; k < sums.pairs.size(); ++k) {
    const Against& group = sums.of_groups[sums.group[k]];
    const double share =
        turned ? group.reference / sums.all.reference : group.value / sums.all.value;
    if (share > 0) parts.within += share * term(sums.pairs[k], group);
  }
  return parts;
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

TheilParts relative_theil_t(std::span<const double> values, std::span<const double> reference,
                            std::span<const std::size_t> group) {
  return parts_of(matched(values, reference, group), false);
}

TheilParts relative_theil_l(std::span<const double> values, std::span<const double> reference,
                            std::span<const std::size_t> group) {
  return parts_of(matched(values, reference, group), true);
}

}  // namespace agglomera::output
