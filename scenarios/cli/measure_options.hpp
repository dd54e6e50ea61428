// The command line of `measure`: how the table is written, what is measured and how.
#pragma once

#include <cstdint>
#include <string>

#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/measure_options.hpp"

namespace agglomera::cli {

struct MeasureOptions : scenarios::MeasureOptions {
  CommonOptions common;
  std::string output;
  std::int64_t rows = 20;
};

void add_reading(CLI::App& command, MeasureOptions& options);
void add_measuring(CLI::App& command, MeasureOptions& options);

}  // namespace agglomera::cli
