// The program `agglomera`. Only here is anything caught for good, and only here does it end.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/bench.hpp"
#include "scenarios/experiments/ensemble.hpp"
#include "scenarios/experiments/provenance.hpp"
#include "sim/errors.hpp"
#include "sim/ranks.hpp"

namespace {

using namespace agglomera;

// What several ranks do together; anything else is the work of the first.
bool is_spread(const std::string& command) {
  constexpr std::array spread = {"run",   "policy",  "optimize",  "sweep",   "sensitivity",
                                 "explain", "calibrate", "backtest", "bench"};
  return std::find(spread.begin(), spread.end(), command) != spread.end();
}

// How a command ended, and what there is to say about it.
sim::RankFailed perform(const cli::Work& work) {
  try {
    const int code = work();
    if (std::fflush(stdout) != 0)
      throw std::runtime_error(fmt::format("can't write to stdout ({})", std::strerror(errno)));
    return {code, ""};
  } catch (const sim::InputError& error) {
    return {cli::wrong_input, fmt::format("{}\n", error.what())};
  } catch (const scenarios::Interrupted& stopped) {
    return {cli::interrupted,
            fmt::format("interrupted after {} of {} members; {}\n", stopped.done, stopped.asked,
                        stopped.years_kept ? "they are kept, and so are the years of members in progress, go on with --resume"
                        : stopped.kept     ? "they are kept, go on with --resume"
                                           : "nothing was written, the same command starts again")};
  } catch (const scenarios::BenchInterrupted& stopped) {
    return {cli::interrupted, fmt::format("{}\n", stopped.what())};
  } catch (const std::bad_alloc&) {
    return {cli::failed, "out of memory (fewer --members need less)\n"};
  } catch (const std::exception& error) {
    return {cli::failed, fmt::format("agglomera: {}\n", error.what())};
  } catch (const sim::RankFailed& other) {
    return other;
  }
}

std::vector<std::string> command_names(const CLI::App& program) {
  std::vector<std::string> names;
  for (const CLI::App* command : program.get_subcommands([](const CLI::App*) { return true; }))
    names.push_back(command->get_name());
  return names;
}

// The first word that looks like an option and is none of the command's; empty when all are known.
std::string unknown_option(const CLI::App& command, int argc, char** argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--") break;
    if (word.size() < 2 || word[0] != '-' || (word[1] >= '0' && word[1] <= '9')) continue;
    const std::string name = word[1] == '-' ? word.substr(0, word.find('=')) : word.substr(0, 2);
    if (!command.get_option_no_throw(name)) return name;
  }
  return "";
}

std::vector<std::string> option_names(const CLI::App& command) {
  std::vector<std::string> names;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  return names;
}

int explain_usage(const CLI::App& program, const CLI::ParseError& error, int argc, char** argv) {
  if (error.get_exit_code() == 0) return program.exit(error);
  const auto names = command_names(program);
  const std::string first = argc > 1 ? argv[1] : "";
  const bool is_command = std::find(names.begin(), names.end(), first) != names.end();
  const CLI::App& command = is_command ? *program.get_subcommand(first) : program;
  const std::string unknown = unknown_option(command, argc, argv);
  if (argc == 1) {
    cli::tell("{}", program.help());
  } else if (!is_command && !first.starts_with('-')) {
    cli::tell("agglomera: there is no command \"{}\" {}\n", first,
               sim::did_you_mean(first, names));
  } else if (!unknown.empty()) {
    cli::tell("agglomera: there is no option \"{}\" {}\n", unknown,
               sim::did_you_mean(unknown, option_names(command)));
  } else {
    cli::tell("agglomera: {} (agglomera {}--help says what is possible)\n", error.what(),
               is_command ? first + " " : "");
  }
  return cli::wrong_input;
}

}  // namespace

int main(int argc, char** argv) {
  sim::Ranks ranks(argc, argv);
  CLI::App program(
      "Agglomera: firms choose where to locate in a network of cities; location quotients emerge\n"
      "and are held against what was observed.",
      "agglomera");
  program.set_version_flag("--version", scenarios::program_version());
  program.require_subcommand(1);
  program.failure_message(CLI::FailureMessage::simple);
  cli::Work work;
  cli::add_validate(program, work);
  cli::add_run(program, work);
  cli::add_compare(program, work);
  cli::add_policy(program, work);
  cli::add_optimize(program, work);
  cli::add_sweep(program, work);
  cli::add_sensitivity(program, work);
  cli::add_explain(program, work);
  cli::add_calibrate(program, work);
  cli::add_backtest(program, work);
  cli::add_report(program, work);
  cli::add_export(program, work);
  cli::add_measure(program, work);
  cli::add_describe(program, work);
  cli::add_init(program, work);
  cli::add_update(program, work);
  cli::add_bench(program, work);
  cli::add_completion(program, work);
  cli::add_man(program, work);
  cli::add_examples(program);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return explain_usage(program, error, argc, argv);
  }
  sim::RankFailed mine{cli::done, ""};
  if (is_spread(program.get_subcommands().front()->get_name())) {
    mine = perform(work);
  } else if (sim::is_first_rank()) {
    const sim::Apart apart;
    mine = perform(work);
  }
  const sim::RankFailed all = ranks.end(mine.code, mine.message);
  cli::tell("{}", all.message);
  return all.code;
}
