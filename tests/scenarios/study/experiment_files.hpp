// A calibration and a backtest of the three cities, beside their scenario without levers.
#pragma once

#include <string>
#include <vector>

#include "scenarios/study/backtest_file.hpp"
#include "scenarios/study/calibration_file.hpp"
#include "tests/scenarios/study/three_cities.hpp"

namespace agglomera::scenarios {

class ExperimentFiles : public ThreeCities {
 public:
  static constexpr const char* calibrate = "experiments/calibrate.toml";
  static constexpr const char* backtest = "experiments/backtest.toml";
  static constexpr const char* portfolio = "experiments/portfolio.toml";  // written by those who want it

  ExperimentFiles() {
    for (const auto& [name, text] : experiments()) write(name, text);
  }

  Calibration calibration(const Overrides& overrides = {}) const {
    Source source;
    return read_calibration(source, path(calibrate), overrides);
  }

  Backtest backtesting(const BacktestOverrides& overrides = {}) const {
    Source source;
    return read_backtest(source, path(backtest), overrides);
  }

  // Every complaint of a reading in words; empty when there is none.
  template <class Reading>
  std::vector<std::string> complaints_of(Reading reading) const {
    try {
      reading();
    } catch (const sim::InputError& error) {
      return in_words(error.complaints());
    }
    return {};
  }

  std::vector<std::string> calibration_complaints(const Overrides& overrides = {}) const {
    return complaints_of([&] { calibration(overrides); });
  }

  std::vector<std::string> backtest_complaints(const BacktestOverrides& overrides = {}) const {
    return complaints_of([&] { backtesting(overrides); });
  }

  // Warnings without the folder.
  std::vector<std::string> shortened(std::vector<std::string> warnings) const {
    const std::string folder = path("").generic_string();
    for (std::string& one : warnings)
      if (const std::size_t at = one.find(folder); at != std::string::npos)
        one.erase(at, folder.size());
    return warnings;
  }

  static std::string portfolio_text() {
    return
        "format     = 1\n"
        "experiment = \"optimize\"\n"
        "scenario   = \"../base.toml\"\n"
        "members    = 20\n"
        "seed       = 7\n"
        "budget     = 50.0\n"
        "[objective]\n"
        "measure  = \"firms\"\n"
        "clusters = [\"delta\"]\n"
        "[[lever]]\n"
        "kind = \"talent\"\n"
        "cities = [\"beta\", \"alpha\"]\n"
        "years = { first = 2010, last = 2012 }\n"
        "ramp = 2\n"
        "strength = { low = 0.1, high = 0.4 }\n"
        "unit_cost = 10.0\n"
        "[[lever]]\n"
        "kind = \"radiation\"\n"
        "cities = [\"alpha\"]\n"
        "years = { first = 2011, last = 2012 }\n"
        "strength = { low = 0.0, high = 1.0 }\n"
        "unit_cost = 5\n"
        "[search]\n"
        "population = 16\n"
        "generations = 3\n"
        "[fresh]\n"
        "members = 30\n"
        "seed = 8\n";
  }

  static std::map<std::string, std::string> experiments() {
    const std::string run = texts().at("run.toml");
    return {
        {"base.toml", run.substr(0, run.find("[[lever]]"))},
        {calibrate,
         "format     = 1\n"
         "experiment = \"calibrate\"\n"
         "scenario   = \"../base.toml\"\n"
         "members    = 100\n"
         "seed       = 11\n"
         "\n"
         "[targets]\n"
         "measures = [\"lq_revenue\", \"lq_count\"]\n"
         "years    = { first = 2008, last = 2009 }\n"
         "cities   = [\"gamma\", \"alpha\"]\n"
         "\n"
         "[free]\n"
         "parameters = [\"exit_rate\", \"taste_coupling\"]\n"
         "cities     = []\n"
         "\n"
         "[method]\n"
         "kind = \"es-mda\"\n"
         "steps = 4\n"},
        {backtest,
         "format     = 1\n"
         "experiment = \"backtest\"\n"
         "scenario   = \"../base.toml\"\n"
         "members    = 40\n"
         "seed       = 12\n"
         "origins    = { first = 2008, last = 2008 }\n"
         "horizons   = { first = 1, last = 3 }\n"
         "steps      = 2\n"
         "\n"
         "[free]\n"
         "parameters = [\"exit_rate\"]\n"
         "cities     = []\n"},
    };
  }
};

}  // namespace agglomera::scenarios
