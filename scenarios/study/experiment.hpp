// Experiments as the user wrote them, read and checked: what is fitted to which observations and how,
// which forecasts are tried on what came after, and which levers share a budget.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/scenario.hpp"

namespace agglomera::scenarios {

// The observations that are fitted: every value of these measures, cities and years that is there.
struct Targets {
  std::vector<std::string> measures;  // of target_measures(), in its order
  sim::Year first = 0;
  sim::Year last = 0;
  std::vector<sim::PlaceIndex> cities;  // ascending; each has at least one observation
};

// What is uncertain. A number whose prior has zero width is not among those that are fitted.
struct FreeQuantities {
  std::vector<std::string> parameters;       // in the order of models::parameter_table()
  std::vector<std::string> city_quantities;  // in the order of city_quantities()
};

enum class MethodKind { es_mda, abc_smc, cma_es };
// Whether a city's observations may move only its own quantities and the parameters; with summaries the
// parameters learn from the mean and the trend of every city's observations alone, and luck is known to be
// correlated over a city's years: for tables of many cities and years.
enum class Localisation { own_city, none, summaries };
// Variances of the observations: estimated from the innovations, or those the study states.
enum class NoiseRule { innovation_likelihood, stated };

struct Method {
  MethodKind kind = MethodKind::es_mda;
  int steps = 8;  // of ES-MDA
  Localisation localisation = Localisation::own_city;
  bool noise_correction = true;  // of ES-MDA for the simulator's own noise
  NoiseRule noise = NoiseRule::innovation_likelihood;
  int modes = 0;             // restarts of CMA-ES before the method; 0: none
  bool cross_check = false;  // of the parameters, by ABC-SMC
  int rounds = 6;            // of ABC-SMC
  int generations = 40;      // of CMA-ES
};

struct Calibration {
  std::string name;   // of its file, without the ending
  Scenario scenario;  // with the members, seed and headline of the experiment; no levers, no inputs
  Targets targets;
  FreeQuantities free;
  Method method;
  std::vector<InputFile> inputs;      // every text that went in, the experiment's file first
  std::vector<std::string> warnings;  // "where: problem (why) suggestion"; no reason to stop
};

struct Backtest {
  std::string name;
  Scenario scenario;  // as that of a calibration
  sim::Year first_origin = 0;
  sim::Year last_origin = 0;
  int first_horizon = 1;  // years after the origin
  int last_horizon = 1;
  int steps = 4;  // of ES-MDA at each origin
  FreeQuantities free;
  std::vector<InputFile> inputs;
  std::vector<std::string> warnings;
};

// A lever of which the strength is sought.
struct PricedLever {
  models::Lever lever;     // at its low end, with its unit cost
  models::Range strength;  // inside the range of its kind

  // Of one unit of strength over all its years and targets.
  double cost_of_one() const { return lever.unit_cost * models::city_years(lever); }
};

// What mixes of levers are judged by, in the last year of the run.
struct Goal {
  std::string measure;                  // of objective_measures()
  std::vector<sim::PlaceIndex> cities;  // whose gain is wanted; ascending, two at least
};

struct Portfolio {
  std::string name;
  Scenario scenario;      // as that of a calibration; beyond the last observed year
  double budget = 0.0;    // 10^6 USD over the years, all levers together
  std::string costs;      // where they come from
  Goal objective;
  std::vector<PricedLever> levers;  // in the order of the file
  int population = 64;
  int generations = 50;
  int fresh_members = 0;
  std::uint64_t fresh_seed = 0;
  std::vector<InputFile> inputs;
};

}  // namespace agglomera::scenarios
