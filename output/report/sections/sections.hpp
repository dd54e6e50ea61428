// The parts of the page, one file each. A section reads one result file and says what is there; where
// the file lacks a group or has no member it says so in a warning and draws nothing.
#pragma once

#include "output/report/reading/sheet.hpp"
#include "output/report/section.hpp"

namespace agglomera::output::report {

// Ensembles
Section world_map(const Sheet& sheet);  // cities by size and LQ, year by year; links of radiation
Section trajectories(const Sheet& sheet);  // simulated against observed LQ, city by city
Section ranks(const Sheet& sheet);         // the order of the cities over the years
Section specialisations(const Sheet& sheet);  // the most specialised cities of each sector
Section stated_facts(const Sheet& sheet);  // what the source says in words, each held or not

// Policies
Section levers(const Sheet& sheet);              // what the policy does
Section policy_effects(const Sheet& sheet);      // by city: own, spilled, siphoned
Section effect_by_distance(const Sheet& sheet);  // from the nearest treated city
Section both_worlds(const Sheet& sheet);         // with and without the policy, year by year
Section policy_ranking(const Sheet& sheet);      // several policies side by side
Section robustness(const Sheet& sheet);          // under other assumptions; where the sign turns
Section best_mixes(const Sheet& sheet);          // the Pareto front under a budget

// Learning and forecasting
Section learned(const Sheet& sheet);  // prior and posterior: which numbers the data tell
Section predictive_check(
    const Sheet& sheet);                     // runs with what was learned against what was observed
Section forecast_skill(const Sheet& sheet);  // against each simple forecast, by horizon
Section forecasts(const Sheet& sheet);       // what was forecast and what came
Section attribution(const Sheet& sheet);     // to what changes are due, the unexplained first

// Sweeps and sensitivity
Section sweep_points(const Sheet& sheet);  // an output over the factors
Section sobol_indices(const Sheet& sheet);  // shares of the variance, by factor
Section elementary_effects(const Sheet& sheet);  // Morris: which factors matter at all
Section varied(const Sheet& sheet);  // factors, outputs, design

// Every kind
Section foundations(const Sheet& sheet);  // what it rests on

}  // namespace agglomera::output::report
