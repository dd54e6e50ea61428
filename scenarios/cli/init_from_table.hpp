// init --from TABLE: a study out of a table that the user already has.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "scenarios/cli/reading_options.hpp"

namespace agglomera::cli {

struct FromTableOptions {
  scenarios::ReadingOptions reading;
  std::string table, regions;
  std::string industry;          // empty: the largest; "all": each
  std::string value_is = "firms", revenue;
  std::string rest, country;
  double usd_per_unit = 1.0;
  double mean_firm = 0.0;        // 0: not told

  bool asked() const { return !table.empty(); }
};

// Adds --from, which it returns, and what goes with it.
CLI::Option* add_from_table(CLI::App& command, FromTableOptions& options);

// Makes the folder and prints how to go on. Throws sim::InputError with everything that is wrong; nothing
// is left then.
int init_from_table(const std::string& folder, const FromTableOptions& options);

}  // namespace agglomera::cli
