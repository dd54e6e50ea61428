// How far the model is off beyond its own luck: variances from one-step-ahead errors (innovation
// likelihood, Schweppe 1965).
//
// An observed value less the mean of an ensemble that starts from what was known one step before is
// the innovation e; the ensemble's own variance is s². What s² does not explain is discrepancy, by
// group g (a measure) and city c:
//
//   e ~ N(0, s² + τ_gc²)     τ_gc = τ_g e^u_gc,  u_gc ~ N(0, ω²),  ω given
//
// or, against outliers, a Student t of ν degrees of freedom with the same variance. τ_g maximises the
// likelihood in which each u is integrated out, by the trapezoid rule on ± 6 ω: maximising over u as
// well would be off however many cities there are, when each has few values (Neyman and Scott 1948).
// Then u_gc maximises the likelihood of its city less u²/(2 ω²): with few values a city stays near its
// group. τ_g may be 0. Errors are those of the profile likelihood: where it has fallen by ½.
#pragma once

#include <cstddef>
#include <limits>
#include <span>
#include <vector>

namespace agglomera::scenarios {

struct Innovation {
  std::size_t group;
  std::size_t city;
  double error;               // observed − mean of the ensemble, in the unit of the measure
  double simulator_variance;  // s², in that unit squared
};

struct NoiseSettings {
  std::vector<double> prior_scales;  // τ_g of a group without innovations; one for each group
  std::size_t cities = 0;
  double omega = 0.5;  // sd of ln τ between cities; 0: all alike
  double degrees_of_freedom = std::numeric_limits<double>::infinity();  // above 2; infinite: normal
  // No s² + τ² is below it: an ensemble without spread that met the observation is no proof of a
  // perfect model. An LQ written with two decimals has 0.01²/12.
  double least_variance = 1e-8;
};

struct GroupNoise {
  double scale;           // τ_g
  double ln_scale_error;  // standard error of ln τ_g; NaN when τ_g is 0 or nothing was observed
  double low, high;       // of τ_g, where the likelihood has fallen by ½; low may be 0
  double log_likelihood;  // at τ_g, the u integrated out; 0 when nothing was observed
  int innovations;
  std::vector<double> city_scales;  // τ_gc; τ_g for a city without innovations
};

struct NoiseScales {
  std::vector<GroupNoise> groups;
  int left_out = 0;  // innovations with a missing error or variance
};

NoiseScales estimate_noise_scales(std::span<const Innovation> innovations,
                                  const NoiseSettings& settings);

}  // namespace agglomera::scenarios
