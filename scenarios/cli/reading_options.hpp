// How a user's own table of activity is to be read: the options of `measure` and of `init --from`.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "scenarios/study/activity_table.hpp"

namespace agglomera::cli {

struct ReadingOptions {
  scenarios::ActivityManner manner;
  std::string wide, separator = ",", encoding = "utf-8";
  std::string absent;  // "missing", "zero"
  std::vector<std::string> missing, suppressed;

  // Throws sim::InputError for a separator that is none.
  scenarios::ActivityManner read() const;
};

// `industry_option` names the column of industries; the other options are alike for all commands.
// Returns all of them.
std::vector<CLI::Option*> add_reading(CLI::App& command, const std::string& industry_option,
                                      ReadingOptions& options);

}  // namespace agglomera::cli
