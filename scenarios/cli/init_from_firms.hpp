// init --firms: a study out of the user's own list of firms.
#pragma once

#include <CLI/CLI.hpp>
#include <string>

#include "scenarios/cli/reading_options.hpp"

namespace agglomera::cli {

struct FromFirmsOptions {
  std::string list;
  std::string sector;  // empty: the largest
  std::string totals;  // of all sectors; empty: the list has them
};

// What it shares with a study out of a table.
struct SharedOptions {
  const scenarios::ReadingOptions& reading;  // separator and encoding
  const std::string& regions;
  const std::string& country;
  double usd_per_unit;
};

// Makes the folder and prints how to go on. Throws sim::InputError with everything that is wrong; nothing
// is left then.
int init_from_firms(const std::string& folder, const FromFirmsOptions& options,
                    const SharedOptions& shared);

}  // namespace agglomera::cli
