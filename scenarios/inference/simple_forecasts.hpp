// The simple forecasts that a model must beat, each with a spread: a point forecast of ln(LQ + 0.05), and
// about it the method's own past errors.
//
//   persistence  the last value
//   drift        the last value and the mean change so far
//   theta        exponential smoothing and half the trend (Assimakopoulos and Nikolopoulos 2000)
//   damped       a linear trend that fades by 0.8 a year (Gardner and McKenzie 1985)
//   ets          exponential smoothing: a local level (Hyndman et al. 2008)
//   ar1          back to the city's mean, at a rate pooled over cities
//
// Past errors at a horizon come from the earlier origins (the fourth year of the panel is the first)
// whose target is not after the origin, pooled over cities. While fewer than two such origins exist,
// one-year errors of all years so far times √horizon stand in.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace agglomera::scenarios {

using Panel = std::vector<std::vector<double>>;  // [city][year from the first], NaN: missing

struct SimpleForecast {
  std::string_view name;
  std::string_view text;
  // [city][equally likely LQs] `horizon` years after the panel's last; empty where the city was never
  // observed. A city seen in fewer than three years, or not in the last, keeps its last value.
  std::vector<std::vector<double>> (*ensemble)(const Panel& known, int horizon);
};

std::span<const SimpleForecast> simple_forecasts();

}  // namespace agglomera::scenarios
