#include "output/measures/concentration.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <vector>

#include "output/measures/location_quotient.hpp"
#include "output/measures/specialisation.hpp"
#include "sim/missing.hpp"

namespace agglomera::output {
namespace {

std::vector<double> present(std::span<const double> values) {
  std::vector<double> kept;
  std::ranges::copy_if(values, std::back_inserter(kept), [](double v) { return !std::isnan(v); });
  return kept;
}

// Zero where no share or mean can be formed.
double usable_total(const std::vector<double>& values) {
  if (std::ranges::any_of(values, [](double v) { return v < 0; })) return 0;
  return std::accumulate(values.begin(), values.end(), 0.0);
}

}  // namespace

double hhi(std::span<const double> amounts) {
  const std::vector<double> kept = present(amounts);
  const double total = usable_total(kept);
  if (!(total > 0)) return missing;
  double sum = 0;
  for (const double amount : kept) sum += (amount / total) * (amount / total);
  return sum;
}

double hhi_normalised(std::span<const double> amounts) {
  const auto n = static_cast<double>(present(amounts).size());
  return n > 1 ? (hhi(amounts) - 1 / n) / (1 - 1 / n) : missing;
}

double equivalent_number(std::span<const double> amounts) { return 1 / hhi(amounts); }

double gini(std::span<const double> values) {
  std::vector<double> ascending = present(values);
  const double total = usable_total(ascending);
  if (!(total > 0)) return missing;
  std::ranges::sort(ascending);
  const auto n = static_cast<double>(ascending.size());
  const double mean = total / n;
  double sum = 0;
  for (std::size_t k = 0; k < ascending.size(); ++k)
    sum += static_cast<double>(k + 1) * (ascending[k] - mean);
  return 2 * sum / (n * n * mean);
}

double gini_small_sample(std::span<const double> values) {
  const auto n = static_cast<double>(present(values).size());
  return n > 1 ? gini(values) * n / (n - 1) : missing;
}

double gini_weighted(std::span<const double> values, std::span<const double> weights) {
  assert(values.size() == weights.size());
  std::vector<std::size_t> order;
  for (std::size_t k = 0; k < values.size(); ++k) {
    if (std::isnan(values[k]) || std::isnan(weights[k])) continue;
    if (values[k] < 0 || weights[k] < 0) return missing;
    order.push_back(k);
  }
  std::ranges::sort(order, {}, [&](std::size_t k) { return values[k]; });
  double weight = 0, amount = 0, differences = 0;  // Σ_{i<j} w_i w_j (x_j − x_i)
  for (const std::size_t k : order) {
    differences += weights[k] * (values[k] * weight - amount);
    weight += weights[k];
    amount += weights[k] * values[k];
  }
  return amount > 0 ? differences / (weight * amount) : missing;
}

double hoover(std::span<const double> amounts, std::span<const double> reference) {
  return krugman(amounts, reference) / 2;
}

double entropy(std::span<const double> amounts) {
  const std::vector<double> kept = present(amounts);
  const double total = usable_total(kept);
  if (!(total > 0)) return missing;
  double sum = 0;
  for (const double amount : kept)
    if (amount > 0) sum += amount / total * std::log(total / amount);
  return sum;
}

double gini_of_location_quotients(std::span<const double> focal, std::span<const double> all) {
  return gini(location_quotients(focal, all));
}

}  // namespace agglomera::output
