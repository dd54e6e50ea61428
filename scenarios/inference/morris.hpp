// Screening by elementary effects (Morris 1991): which factors matter at all, at the cost of a few runs
// for each.
//
// Each factor has p levels, the middles of p equal slices of (0, 1), so that no prior is asked for its
// end. A winding trajectory starts on a random level of every factor and moves them one after the other,
// in random order, by half of all levels, Δ = ½, up or down, whichever stays inside. With d + 1 runs it gives one elementary effect of each
// factor, over its whole range if the output were linear in it:
//
//   e_i = [y(x + Δ) − y(x)] / Δ
//
//   mu_i = mean e_i    mu*_i = mean |e_i| (Campolongo, Cariboni and Saltelli 2007)    sigma_i = sd e_i
//
// over the trajectories; sigma is large where the output is curved in the factor, or depends on it together with
// others. Intervals are those of the percentile bootstrap over trajectories (Efron 1979).
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "scenarios/inference/interval.hpp"

namespace agglomera::scenarios {

struct MorrisMethod {
  int trajectories = 40;
  int levels = 8;
};

// At least two trajectories; an even number of levels, at least two.
bool fits_estimator(const MorrisMethod& method);

// The points at which the output is wanted: [trajectory][d + 1 runs in their order].
class MorrisDesign {
 public:
  // Throws InputError when the method does not fit.
  MorrisDesign(const MorrisMethod& method, std::size_t dimension, std::uint64_t seed);

  const MorrisMethod& method() const { return method_; }
  std::size_t dimension() const { return dimension_; }
  std::uint64_t seed() const { return seed_; }
  std::size_t count() const { return points_.size(); }
  const std::vector<double>& operator[](std::size_t point) const { return points_[point]; }
  // The factor that the run after this point moves, and whether up.
  struct Step {
    std::size_t factor;
    bool up;
  };
  Step step(std::size_t trajectory, std::size_t number) const {
    return steps_[trajectory * dimension_ + number];
  }

 private:
  MorrisMethod method_;
  std::size_t dimension_;
  std::uint64_t seed_;
  std::vector<std::vector<double>> points_;
  std::vector<Step> steps_;
};

struct ElementaryEffects {
  std::vector<Interval> mu;  // by factor
  std::vector<Interval> mu_star;
  std::vector<Interval> sigma;
  std::size_t left_out = 0;  // effects with a missing output
};

// Missing for a factor with less than two effects, or with less than half of the trajectories'. Throws
// InputError when there is not one output for each point of the design.
ElementaryEffects elementary_effects(const MorrisDesign& design, std::span<const double> outputs,
                                     double level = interval_level);

}  // namespace agglomera::scenarios
