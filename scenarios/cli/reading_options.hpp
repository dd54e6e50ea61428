// The options of `measure` and of `init --from` that say how a table of activity is to be read.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

#include "scenarios/study/reading_options.hpp"

namespace agglomera::cli {

// `industry_option` names the column of industries; the other options are alike for all commands.
// Returns all of them.
std::vector<CLI::Option*> add_reading(CLI::App& command, const std::string& industry_option,
                                      scenarios::ReadingOptions& options);

}  // namespace agglomera::cli
