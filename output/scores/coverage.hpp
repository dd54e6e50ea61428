// Coverage: the share of observations inside the ensemble's central interval of a level, bounds
// included. An honest 90 % interval covers 90 %. The interval runs from the (1 − level)/2 to the
// (1 + level)/2 quantile (type 7, as in quantile.hpp).
#pragma once

#include <span>

namespace agglomera::output {

struct Interval {
  double low;
  double high;

  // False when the value or a bound is missing.
  bool holds(double value) const { return low <= value && value <= high; }
  double width() const { return high - low; }
};

// Missing members (NaN) are left out; bounds are NaN when none is left. `level` in (0, 1).
Interval central_interval(std::span<const double> ensemble, double level);

// Counts observations as they come.
class Coverage {
 public:
  explicit Coverage(double level) : level_(level) {}

  // Pairs without an observation or without a member don't count.
  void add(std::span<const double> ensemble, double observed);
  int covered() const { return covered_; }
  int counted() const { return counted_; }
  double share() const;  // NaN when nothing was counted

 private:
  double level_;
  int covered_ = 0;
  int counted_ = 0;
};

}  // namespace agglomera::output
