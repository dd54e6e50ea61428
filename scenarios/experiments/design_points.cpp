#include "scenarios/experiments/design_points.hpp"

#include <cassert>

namespace agglomera::scenarios {
namespace {

UnitPoints unit_points(const Sweep& sweep) {
  const auto count = static_cast<std::size_t>(sweep.points);
  const std::size_t dimension = sweep.variation.factors.size();
  switch (sweep.design) {
    case DesignKind::grid:
      return {};
    case DesignKind::latin_hypercube:
      return latin_hypercube(count, dimension, sweep.variation.scenario.seed);
    case DesignKind::sobol:
      return sobol_points(count, dimension);
    case DesignKind::halton:
      return halton_points(count, dimension);
  }
  return {};
}

}  // namespace

DesignPoints::DesignPoints(const Sweep& sweep)
    : factors_(sweep.variation.factors), size_(sweep.points), unit_(unit_points(sweep)) {}

void DesignPoints::values(std::int64_t point, std::span<double> to) const {
  assert(to.size() == factors_.size());
  if (unit_.count > 0) {
    const std::span<const double> unit = unit_[static_cast<std::size_t>(point)];
    for (std::size_t i = 0; i < to.size(); ++i) to[i] = factors_[i].value_at(unit[i]);
    return;
  }
  for (std::size_t i = to.size(); i-- > 0;) {
    const auto count = static_cast<std::int64_t>(factors_[i].values.size());
    to[i] = factors_[i].values[static_cast<std::size_t>(point % count)];
    point /= count;
  }
}

std::vector<double> DesignPoints::values(std::int64_t point) const {
  std::vector<double> values(factors_.size());
  this->values(point, values);
  return values;
}

}  // namespace agglomera::scenarios
