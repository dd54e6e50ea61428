// A forecast of LQs from an origin, by what was known then: learned, conditioned and run on.
#pragma once

#include "scenarios/experiments/refit.hpp"
#include "scenarios/study/experiment.hpp"

namespace agglomera::scenarios {

struct ForecastSettings {
  FreeQuantities free;
  int members = 400;
  int steps = 4;
  std::uint64_t seed = 0;
  std::function<bool()> stop;                   // as refit's
  const std::atomic<bool>* stop_now = nullptr;
};

struct Forecast {
  sim::Year origin;
  std::vector<sim::PlaceIndex> cities;  // observed until the origin
  Refit learned;
  // [measure][year after the origin − 1][city of the study][member]; no members where the measure was
  // never observed in the city.
  std::vector<std::vector<std::vector<std::vector<double>>>> lq;
  int failed = 0;
};

// `years` after the origin. The study is cut to what was known inside. Throws sim::InputError when
// nothing was observed until the origin.
Forecast forecast(const Scenario& scenario, sim::Year origin, int years,
                  const ForecastSettings& settings);

}  // namespace agglomera::scenarios
