// The command line of `measure`: what is measured and how.
#pragma once

#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/measure_options.hpp"

namespace agglomera::cli {

struct MeasureCommand : scenarios::MeasureOptions {
  CommonOptions common;
  std::string output;      // a folder; empty: printed
  std::int64_t rows = 20;  // most rows of a printed table; 0: all
};

void add_measuring(CLI::App& command, MeasureCommand& options);

}  // namespace agglomera::cli
