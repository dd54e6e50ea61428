// The commands of the program, one file each. A command puts its options on the command line and, when
// it was called, does its work and returns the exit code.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/cli/terminal.hpp"
#include "scenarios/experiments/finished_parts.hpp"
#include "scenarios/experiments/output_place.hpp"
#include "scenarios/experiments/provenance.hpp"
#include "scenarios/study/scenario_file.hpp"

namespace agglomera::cli {

enum ExitCode { done = 0, failed = 1, wrong_input = 2, interrupted = 3 };

using Work = std::function<int()>;

// Each adds its subcommand to the program; `work` is called when the subcommand was given.
void add_validate(CLI::App& program, Work& work);
void add_run(CLI::App& program, Work& work);
void add_compare(CLI::App& program, Work& work);
void add_policy(CLI::App& program, Work& work);
void add_optimize(CLI::App& program, Work& work);
void add_sweep(CLI::App& program, Work& work);
void add_sensitivity(CLI::App& program, Work& work);
void add_explain(CLI::App& program, Work& work);
void add_calibrate(CLI::App& program, Work& work);
void add_backtest(CLI::App& program, Work& work);
void add_report(CLI::App& program, Work& work);
void add_export(CLI::App& program, Work& work);
void add_measure(CLI::App& program, Work& work);
void add_describe(CLI::App& program, Work& work);
void add_init(CLI::App& program, Work& work);
void add_update(CLI::App& program, Work& work);
void add_bench(CLI::App& program, Work& work);
void add_completion(CLI::App& program, Work& work);
void add_man(CLI::App& program, Work& work);

// Puts examples below the options of every command that is there, and exit codes below the program's.
void add_examples(CLI::App& program);

// --members, --seed, --threads of commands that simulate.
struct SimulationOptions {
  std::optional<std::int64_t> members;
  std::optional<std::uint64_t> seed;
  std::optional<std::int64_t> threads;

  scenarios::Overrides overrides() const { return {members, seed}; }
  // The part of the command line that belongs to the result: without threads.
  std::string text() const;
  // Throw sim::InputError when --threads is out of range.
  void check_threads() const;
  void set_threads() const;
};

using scenarios::check_output;

// Where long work keeps finished members: OUT.parts, made when there is something to keep. With `resume`
// the provenance takes the time of the first start. Throws sim::InputError as FinishedParts does.
scenarios::FinishedParts finished_members(const std::string& out, scenarios::Provenance& provenance,
                                          const std::vector<scenarios::InputFile>& inputs,
                                          bool resume);

// How many members each rank ran, when verbose.
void tell_shares(const CommonOptions& options, const std::vector<int>& members_per_rank);

// What is wrong with a seed on the command line, or nothing: a negative number would wrap around.
std::string fault_of_seed(const std::string& text);

void add_common(CLI::App& command, CommonOptions& options);
void add_simulation(CLI::App& command, SimulationOptions& options);

}  // namespace agglomera::cli
