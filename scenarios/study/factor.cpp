#include "scenarios/study/factor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/normal.hpp>

namespace agglomera::scenarios {
namespace {

// Keeps a quantile finite at the ends of the unit interval: 8.2 standard deviations.
constexpr double least_probability = 0x1p-53;

double normal_quantile(double unit) {
  const double inside = std::clamp(unit, least_probability, 1.0 - least_probability);
  return boost::math::quantile(boost::math::normal(), inside);
}

}  // namespace

std::string_view factor_kind_name(FactorKind kind) {
  constexpr std::string_view names[factor_kind_count] = {
      "parameter", "strength of a lever", "places of a lever", "mechanism", "assumed background", "clusters that are fitted"};
  return names[static_cast<std::size_t>(kind)];
}

double Factor::value_at(double unit) const {
  if (is_discrete()) {
    const auto count = static_cast<double>(values.size());
    const double at = std::clamp(std::floor(unit * count), 0.0, count - 1.0);
    return values[static_cast<std::size_t>(at)];
  }
  switch (spread) {
    case Spread::linear:
      return std::clamp(range.low + unit * (range.high - range.low), range.low, range.high);
    case Spread::log:
      return std::clamp(range.low * std::pow(range.high / range.low, unit), range.low, range.high);
    case Spread::prior:
      return models::shifted(usual, prior, bounds, normal_quantile(unit));
  }
  return range.low;
}

std::string Factor::word_of(double value) const {
  if (words.empty()) return fmt::format("{:.6g}", value);
  return words.at(static_cast<std::size_t>(value));
}

}  // namespace agglomera::scenarios
