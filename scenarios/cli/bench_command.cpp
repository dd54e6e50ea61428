#include <fmt/format.h>
#include <omp.h>

#include <nlohmann/json.hpp>

#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/bench.hpp"
#include "sim/errors.hpp"
#include "sim/ranks.hpp"

namespace agglomera::cli {
namespace {

using scenarios::Bench;
using scenarios::Rate;

struct Options {
  CommonOptions common;
  scenarios::BenchWorld world;
  std::string workload = scenarios::name_of(scenarios::Workload::full);
  SimulationOptions simulation;
};

nlohmann::json json_of(const Rate& rate) {
  return {{"chances", rate.chances}, {"asked", rate.asked}, {"seen", rate.seen},
          {"standard_error", rate.standard_error}};
}

nlohmann::json json_of(const Bench& bench) {
  const scenarios::Passage& passage = bench.passage;
  const scenarios::Events& events = passage.events;
  return {
      {"firms", bench.world.firms},
      {"cities", bench.world.cities},
      {"years", bench.world.years},
      {"threads", bench.world.threads},
      {"seed", bench.world.seed},
      {"ranks", bench.firms_per_rank.size()},
      {"firms_per_rank", bench.firms_per_rank},
      {"workload", scenarios::name_of(bench.world.workload)},
      {"firm_steps", passage.firm_steps},
      {"firm_steps_per_second", passage.firm_steps_per_second()},
      {"seconds", passage.seconds},
      {"market_seconds", passage.market_seconds},
      {"setup_seconds", passage.setup_seconds},
      {"bytes_per_firm", bench.bytes_per_firm},
      {"peak_bytes", bench.peak_bytes},
      {"copy_bandwidth_bytes_per_second", bench.copy_bandwidth_bytes_per_second},
      {"least_bytes_per_firm_step", scenarios::least_bytes_per_firm_step},
      {"share_of_copy_bandwidth", bench.share_of_bandwidth()},
      {"events",
       {{"exits", events.exits},
        {"entries", events.entries},
        {"moves", events.moves},
        {"acquisitions", events.acquisitions},
        {"choices", events.choices}}},
      {"rates",
       {{"exit", json_of(passage.exit)},
        {"relocation_considered", json_of(passage.consideration)},
        {"acquisition_offer", json_of(passage.offer)}}},
      {"firms_at_start", passage.firms_at_start},
      {"firms_at_end", passage.firms_at_end},
      {"state_hash", fmt::format("{:016x}", passage.state_hash)},
      {"compiler", bench.compiler},
      {"processor", bench.processor},
      {"vectors", bench.lanes}};
}

// "12.3 million"
std::string in_words(double number) {
  if (number >= 1e9) return fmt::format("{:.3g} thousand million", number / 1e9);
  if (number >= 1e6) return fmt::format("{:.3g} million", number / 1e6);
  return fmt::format("{:.0f}", number);
}

std::string per_firm_year(std::int64_t events, std::int64_t firm_steps) {
  return fmt::format("{:.2f} %",
                     100.0 * static_cast<double>(events) / static_cast<double>(firm_steps));
}

std::vector<std::string> row_of(const std::string& what, const Rate& rate) {
  return {what, fmt::format("{:.3f} %", 100.0 * rate.asked), fmt::format("{:.3f} %", 100.0 * rate.seen),
          fmt::format("{:.3f} %", 100.0 * rate.standard_error)};
}

void print_text(const Bench& bench) {
  const scenarios::Passage& passage = bench.passage;
  const scenarios::BenchWorld& world = bench.world;
  const scenarios::Events& events = passage.events;
  fmt::print(
      "{} firms in {} cit{} passed through {} year{} in {:.2f} s on {} thread{}{}:\n"
      "{} firm-steps a second (one firm through one year of the {}).\n"
      "Opening the market of each year took {:.2f} s more, making the world {:.2f} s.\n\n",
      in_words(static_cast<double>(world.firms)), world.cities, world.cities == 1 ? "y" : "ies",
      world.years, world.years == 1 ? "" : "s", passage.seconds,
      world.threads, world.threads == 1 ? "" : "s",
      bench.firms_per_rank.size() > 1 ? fmt::format(" of each of {} ranks", bench.firms_per_rank.size()) : "",
      in_words(passage.firm_steps_per_second()),
      world.workload == scenarios::Workload::full ? "whole model" : "common workload",
      passage.market_seconds, passage.setup_seconds);
  fmt::print("{}\n", table({"what firms did", "times", "per firm and year"},
                           {{"closed", fmt::format("{}", events.exits), per_firm_year(events.exits, passage.firm_steps)},
                            {"were founded", fmt::format("{}", events.entries), per_firm_year(events.entries, passage.firm_steps)},
                            {"chose among all cities", fmt::format("{}", events.choices), per_firm_year(events.choices, passage.firm_steps)},
                            {"moved", fmt::format("{}", events.moves), per_firm_year(events.moves, passage.firm_steps)},
                            {"were bought", fmt::format("{}", events.acquisitions), per_firm_year(events.acquisitions, passage.firm_steps)}}));
  fmt::print("{}\n", table({"in the last year", "asked", "seen", "standard error"},
                           {row_of("closing", passage.exit),
                            row_of("considering another city", passage.consideration),
                            row_of("an offer to be bought", passage.offer)}));
  fmt::print(
      "Memory: {}, {:.2f} GiB at the most.\n"
      "This machine copies {:.1f} GB a second (read and written). A firm-step can't do with less than {:.0f}\n"
      "bytes (id and revenue read, revenue written): {:.0f} % of what the memory allows is reached.\n"
      "{}, {} vectors, {}. State {:016x}.\n",
      bench.bytes_per_firm < 1.0 ? "too few firms to tell what one takes"
                                 : fmt::format("{:.1f} bytes for each firm more", bench.bytes_per_firm),
      static_cast<double>(bench.peak_bytes) / 0x1p30,
      bench.copy_bandwidth_bytes_per_second / 1e9, scenarios::least_bytes_per_firm_step,
      100.0 * bench.share_of_bandwidth(), bench.processor, bench.lanes, bench.compiler,
      passage.state_hash);
}

int measure(Options options) {
  const auto workload = scenarios::workload_named(options.workload);
  if (!workload)
    throw sim::InputError(sim::Complaint{
        "--workload", 0, 0, fmt::format("unknown workload \"{}\" (full or common)", options.workload),
        sim::did_you_mean(options.workload, scenarios::workload_names())});
  scenarios::BenchWorld& world = options.world;
  world.workload = *workload;
  options.simulation.check_threads();
  // Asking OpenMP starts no thread: the measuring is done in processes of their own.
  world.threads = static_cast<int>(options.simulation.threads.value_or(omp_get_max_threads()));
  world.seed = options.simulation.seed.value_or(world.seed);
  scenarios::check(world);
  const Bench bench = [&] {
    Progress progress(options.common, "measuring");  // gone before the results are printed
    return scenarios::bench(world,
                            {[&](int part, int of) {
                              if (sim::is_first_rank()) progress(part, of);
                            }, &stop_on_interrupt()});
  }();
  if (!sim::is_first_rank()) return done;
  if (options.common.json)
    fmt::print("{}\n", json_of(bench).dump(2));
  else
    print_text(bench);
  return done;
}

}  // namespace

void add_bench(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand("bench", "how fast the engine is on this machine");
  command->add_option("--firms", options->world.firms, "number of firms (10000000)");
  command->add_option("--cities", options->world.cities, "number of cities (64)");
  command->add_option("--years", options->world.years, "number of years (10)");
  command->add_option("--workload", options->workload,
                      "full (the default): the whole model; common: what other engines were measured on");
  command->add_option("--seed", options->simulation.seed, "seed of the world and of its luck (1)")
      ->check(fault_of_seed);
  command->add_option("--threads", options->simulation.threads,
                      "number of threads; the world is the same for any");
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return measure(*options); }; });
}

}  // namespace agglomera::cli
