#include "scenarios/experiments/variance_split.hpp"

#include <cmath>
#include <limits>

namespace agglomera::scenarios {
namespace {

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

}  // namespace

VarianceSplit variance_split(const std::vector<double>& one, const std::vector<double>& other) {
  std::vector<double> first, second;
  for (std::size_t m = 0; m < one.size(); ++m)
    if (!std::isnan(one[m]) && !std::isnan(other[m])) {
      first.push_back(one[m]);
      second.push_back(other[m]);
    }
  const double missing = std::numeric_limits<double>::quiet_NaN();
  if (first.size() < 2) return {missing, missing, missing};
  const auto n = static_cast<double>(first.size());
  const double mean_first = mean_of(first), mean_second = mean_of(second);
  std::vector<double> products;
  double half_squares = 0.0;  // of differences about their mean
  for (std::size_t m = 0; m < first.size(); ++m) {
    const double a = first[m] - mean_first, b = second[m] - mean_second;
    products.push_back(a * b);
    half_squares += 0.5 * (a - b) * (a - b);
  }
  const double mean_product = mean_of(products);
  double spread = 0.0;
  for (const double product : products) spread += (product - mean_product) * (product - mean_product);
  return {mean_product * n / (n - 1.0), half_squares / (n - 1.0), std::sqrt(spread / (n - 1.0) / n)};
}

}  // namespace agglomera::scenarios
