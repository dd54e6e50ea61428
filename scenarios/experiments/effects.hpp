// Effects of a policy: the differences of paired worlds, over members.
//
// P(effect > 0) counts ties half; the Monte Carlo error is sd/√members. Of a cluster or the world,
// firms and revenue are added up, and an LQ is that of the cluster as one place.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "scenarios/experiments/ensemble.hpp"

namespace agglomera::scenarios {

struct Effect {
  double mean, q05, q25, q50, q75, q95, p_positive, monte_carlo_se;
};

struct EffectStatistic {
  const char* name;
  double Effect::*value;
};

// As files and JSON name them.
inline constexpr EffectStatistic effect_statistics[] = {
    {"mean", &Effect::mean}, {"q05", &Effect::q05}, {"q25", &Effect::q25},
    {"q50", &Effect::q50},   {"q75", &Effect::q75}, {"q95", &Effect::q95},
    {"p_positive", &Effect::p_positive}, {"monte_carlo_se", &Effect::monte_carlo_se}};

// Whether the mean is more than two Monte Carlo errors from zero; false where that is not known.
inline bool beyond_monte_carlo_error(const Effect& effect) {
  return effect.mean > 2.0 * effect.monte_carlo_se || effect.mean < -2.0 * effect.monte_carlo_se;
}

// NaN differences (failed members) are left out; all NaN when none is left.
Effect effect_of(const std::vector<double>& differences);

inline const std::vector<std::string>& effect_measures() {
  static const std::vector<std::string> measures = {"lq_count", "lq_revenue", "firms", "revenue"};
  return measures;
}

// The value of a measure in one member and year, of one place or of several as one. The LQ of several
// takes their shares as drawn: branches with another background have only LQs of one place.
double measure_of(const Ensemble& ensemble, std::size_t branch, const std::string& measure,
                  int member, const std::vector<std::size_t>& places, std::size_t year);

// Differences of a branch and another, by member.
std::vector<double> differences(const Ensemble& ensemble, std::size_t branch, std::size_t from,
                                const std::string& measure, const std::vector<std::size_t>& places,
                                std::size_t year);

}  // namespace agglomera::scenarios
