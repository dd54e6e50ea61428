// The points of a sweep in the order of its design. A grid combines the values of all factors, the last
// factor fastest; other designs are points of the unit cube, taken through each factor's distribution.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scenarios/inference/designs.hpp"
#include "scenarios/study/sweep_file.hpp"

namespace agglomera::scenarios {

class DesignPoints {
 public:
  explicit DesignPoints(const Sweep& sweep);

  std::int64_t size() const { return size_; }
  std::size_t factors() const { return factors_.size(); }
  // Of one point, by factor.
  void values(std::int64_t point, std::span<double> to) const;
  std::vector<double> values(std::int64_t point) const;

 private:
  std::span<const Factor> factors_;
  std::int64_t size_;
  UnitPoints unit_;  // none: a grid
};

}  // namespace agglomera::scenarios
