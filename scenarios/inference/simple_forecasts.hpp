// Forecasts without a model of cities: what any simulator has to beat. All give an ensemble.
//
// Points are made for z = ln(LQ + 0.05), from the years up to the origin only, n steps ahead:
//
//   persistence  the last z
//   drift        the last z + n × (last z − first z) / years between them
//   theta        half the straight line through z and half the smoothed 2 z − line, the line with
//                twice the curvature (Assimakopoulos and Nikolopoulos 2000)
//   damped       level + (φ + … + φⁿ) × trend, each smoothed, the trend 0 at first (Gardner and
//                McKenzie 1985)
//   ets          level l ← l + α (z − l), from the first z (Hyndman et al. 2008, model ANN)
//   ar1          a + b z, repeated n times; a and b by least squares over all pairs of years
//
// α, β and φ are those with the least squared one-step errors over all cities together, for a city
// alone has four to ten years; by steps of 0.01 (α of theta and ets), 0.05 (α of damped) and 0.1. A
// missing year is predicted, not corrected. Fewer than three years known (drift: two) give persistence.
//
// Members are point + e: e runs over the method's own errors, in z, of all cities at that horizon from
// all earlier origins, the second year of the panel first, with targets up to the origin. When fewer
// than two such origins give any, they are the one-step errors × √horizon. Their median is taken away
// from the errors: the point forecast stays the median, and persistence does not learn a drift.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace agglomera::scenarios {

// LQs [city][year from the first], NaN: missing; all cities end at the origin.
using Panel = std::vector<std::vector<double>>;

struct SimpleForecast {
  std::string_view name;
  std::string_view text;  // one line, for tables

  // [city][equally likely LQs, none below 0]; no members for a city nobody ever observed, the point
  // alone when there are no past errors. std::invalid_argument for a horizon below 1 year or cities
  // with different numbers of years.
  std::vector<std::vector<double>> (*ensemble)(const Panel& known, int horizon);
};

// persistence, drift, theta, damped, ets, ar1.
std::span<const SimpleForecast> simple_forecasts();

}  // namespace agglomera::scenarios
