// `backtest`: forecasts from every origin, made from what was known then, held against what came after
// and against the simple forecasts.
//
// At each origin everything is learned anew from models::known_at: the free numbers by ES-MDA from
// one-year-ahead errors, the sizes of unexplained shocks by their likelihood. Members made to agree
// with the origin then run on. Skill = 1 − CRPS / CRPS of the best simple forecast at that horizon.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "output/store/result_file.hpp"
#include "scenarios/experiments/ensemble.hpp"
#include "scenarios/experiments/learning.hpp"
#include "scenarios/experiments/provenance.hpp"
#include "scenarios/study/experiment.hpp"

namespace agglomera::scenarios {

// One origin: ensembles of LQs by measure, horizon and city; empty where the city was never observed
// in the measure.
struct OriginForecast {
  sim::Year origin;
  // [measure][horizon from the first][city][member]
  std::vector<std::vector<std::vector<std::vector<double>>>> model;
  std::map<std::string, std::vector<std::vector<std::vector<std::vector<double>>>>> simple;
  int failed = 0;  // runs that failed while learning and forecasting
};

struct BacktestScore {
  int n = 0;
  double crps, log_crps, mae, energy;
  double coverage_50, coverage_90, coverage_90_low, coverage_90_high;  // block bootstrap over origins
  double pit_distance;  // of the PITs from uniform, sup norm
};

struct HorizonScores {
  BacktestScore model;
  std::map<std::string, BacktestScore> simple;
  std::string best;          // the simple forecast of the lowest CRPS
  double skill, skill_until_2014, skill_after_2014;  // the latter by the targets' years
  double sign_flip_p;        // of the difference of CRPS from the best, over origins
};

struct BacktestResult {
  std::vector<OriginForecast> forecasts;
  // [measure][horizon from the first]
  std::vector<std::vector<HorizonScores>> scores;
  // [measure][horizon][origin]: mean CRPS of the model and of the best simple forecast; NaN: no target
  std::vector<std::vector<std::vector<double>>> model_by_origin, best_by_origin;
};

inline const std::vector<std::string>& forecast_measures() {
  static const std::vector<std::string> names = {"lq_count", "lq_revenue"};
  return names;
}

BacktestResult backtest(const Backtest& experiment, const Watch& watch = {});

output::ResultFile backtest_result(const Backtest& experiment, const BacktestResult& result,
                                   const Provenance& provenance);

}  // namespace agglomera::scenarios
