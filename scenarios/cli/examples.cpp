// The examples below each command's options, and what the whole program has below its own.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "scenarios/cli/commands.hpp"

namespace agglomera::cli {
namespace {

const std::map<std::string, std::vector<std::string>>& examples() {
  static const std::map<std::string, std::vector<std::string>> table = {
      {"validate", {"agglomera validate study.toml baseline.toml policies/*.toml"}},
      {"run",
       {"agglomera run baseline.toml -o run.h5",
        "agglomera run baseline.toml -o quick.h5 --members 20 --seed 7",
        "agglomera run --from run.h5 -o again.h5"}},
      {"compare", {"agglomera compare run.h5", "agglomera compare run.h5 --format json"}},
      {"policy", {"agglomera policy policies/talent.toml policies/research.toml -o effect.h5"}},
      {"optimize", {"agglomera optimize experiments/portfolio.toml -o front.h5 --budget 3000"}},
      {"sweep", {"agglomera sweep experiments/sweep-radiation.toml -o sweep.h5"}},
      {"sensitivity", {"agglomera sensitivity experiments/morris.toml -o sens.h5"}},
      {"explain", {"agglomera explain baseline.toml -o explain.h5"}},
      {"calibrate",
       {"agglomera calibrate experiments/calibrate.toml -o posterior.h5",
        "agglomera calibrate experiments/calibrate.toml -o posterior.h5 --resume"}},
      {"backtest",
       {"agglomera backtest experiments/backtest.toml -o backtest.h5 --origins 2011:2014 "
        "--horizons 1:3"}},
      {"report", {"agglomera report effect.h5 run.h5 -o report.html --lang zh"}},
      {"export",
       {"agglomera export run.h5 tables --to csv", "agglomera export posterior.h5 draws --to arviz",
        "agglomera export backtest.h5 forecasts --to hub"}},
      {"measure",
       {"agglomera measure table.csv",
        "agglomera measure employment.csv --region county --industry naics --value jobs "
        "--flag disclosure_code -o measured",
        "agglomera measure table.csv --coordinates places.csv --convention pysal,krugman=rest "
        "--format json"}},
      {"describe",
       {"agglomera describe lever radiation", "agglomera describe --odd study.toml > odd.md",
        "agglomera describe --schema > agglomera.schema.json"}},
      {"init",
       {"agglomera init my-study",
        "agglomera init mine --from counts.csv --industry film --regions regions.csv",
        "agglomera init mine --firms firms.csv --sector film",
        "agglomera init big --synthetic --firms 1000000 --cities 1000 --sectors 20"}},
      {"update", {"agglomera update study.toml --with new.csv -o moved-on"}},
      {"bench", {"agglomera bench --firms 100000"}},
      {"completion",
       {"agglomera completion bash > ~/.local/share/bash-completion/completions/agglomera",
        "agglomera completion zsh > ~/.zsh/_agglomera"}},
      {"man", {"agglomera man run | man -l -", "agglomera man -o man1"}}};
  return table;
}

constexpr const char* of_the_program =
    "Exit codes:\n"
    "  0  done\n"
    "  1  anything else went wrong\n"
    "  2  the input or the command line is wrong\n"
    "  3  interrupted; long work goes on with --resume\n"
    "Files:\n"
    "  share/agglomera/scenarios/digital-media  the shipped study, in the folder that was "
    "installed to\n"
    "  OUT.parts  what interrupted work keeps beside OUT until it is done\n"
    "Examples:\n"
    "  agglomera init my-study\n"
    "  agglomera run my-study/baseline.toml -o run.h5\n"
    "  agglomera compare run.h5\n"
    "  agglomera report run.h5 -o report.html\n";

}  // namespace

void add_examples(CLI::App& program) {
  program.footer(of_the_program);
  for (CLI::App* command : program.get_subcommands([](CLI::App*) { return true; })) {
    const auto found = examples().find(command->get_name());
    if (found == examples().end()) continue;
    const std::string before = command->get_footer();
    command->footer(fmt::format("{}{}Examples:\n  {}\n", before,
                                before.empty() || before.ends_with('\n') ? "" : "\n",
                                fmt::join(found->second, "\n  ")));
  }
}

}  // namespace agglomera::cli
