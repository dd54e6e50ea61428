// experiments/backtest.toml: at every origin the world is fitted to what was known then, and its
// forecasts are tried on the years after it (rolling origins: Tashman 2000).
//   what every experiment says (experiment_file.hpp), with experiment = "backtest"
//   origins  = { first = 2011, last = 2016 }   years of the study, before the last observed one
//   horizons = { first = 1, last = 3 }         years ahead, 1 to 10
//   steps    = 4                               of ES-MDA at each origin, 1 to 50; 4
//   [free]   required: free_section.hpp; the cities are those with an observed LQ
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "scenarios/study/experiment.hpp"
#include "scenarios/study/scenario_file.hpp"
#include "scenarios/study/source.hpp"
#include "scenarios/study/years.hpp"

namespace agglomera::scenarios {

// What the command line says instead of the file; what is wrong in either is an error.
struct BacktestOverrides {
  Overrides ensemble;
  std::optional<std::string> origins;   // "2011:2016", or "2014" for one
  std::optional<std::string> horizons;  // "1:3", or "1"
};

// The span that an option such as --origins says; nothing, and a complaint, when it says none.
//   noun  what is counted: "origin"
//   like  an example for the complaint: "2011:2016"
std::optional<Years> read_span_option(std::string_view option, std::string_view words,
                                      std::string_view noun, std::string_view like,
                                      Complaints& complaints);

// Throws sim::InputError with everything that is wrong in the experiment, its scenario, study and
// tables. Warns of more free numbers than observations at the first origin.
Backtest read_backtest(Source& source, const std::filesystem::path& path,
                       const BacktestOverrides& overrides = {});

}  // namespace agglomera::scenarios
