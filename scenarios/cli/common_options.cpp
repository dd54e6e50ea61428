#include <fmt/format.h>
#include <fmt/ranges.h>
#include <omp.h>

#include "scenarios/cli/commands.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {

void add_common(CLI::App& command, CommonOptions& options) {
  command
      .add_option_function<std::string>(
          "--format",
          [&options](const std::string& format) { options.json = format == "json"; },
          "text (the default) or json: one JSON document on stdout and nothing else")
      ->check(CLI::IsMember({"text", "json"}))
      ->type_name("text|json");
  command.add_flag("-q,--quiet", options.quiet, "no progress and no remarks");
  command.add_flag("-v,--verbose", options.verbose, "say how long each step took");
}

std::string fault_of_seed(const std::string& text) {
  return text.starts_with('-') ? fmt::format("{} is outside 0 to 2^63 - 1", text) : "";
}

void add_simulation(CLI::App& command, SimulationOptions& options) {
  command.add_option("--members", options.members, "number of members instead of the file's");
  command.add_option("--seed", options.seed, "seed instead of the file's")
      ->check(fault_of_seed);
  command.add_option("--threads", options.threads,
                     "number of threads; the result is the same for any");
}

std::string SimulationOptions::text() const {
  std::string text;
  if (members) text += fmt::format(" --members {}", *members);
  if (seed) text += fmt::format(" --seed {}", *seed);
  return text;
}

void SimulationOptions::check_threads() const {
  if (threads && (*threads < 1 || *threads > 1024))
    throw sim::InputError(sim::Complaint{
        "--threads", 0, 0, fmt::format("{} is out of range (1 to 1024)", *threads), ""});
}

void SimulationOptions::set_threads() const {
  check_threads();
  if (threads) omp_set_num_threads(static_cast<int>(*threads));
}

scenarios::FinishedParts finished_members(const std::string& out, scenarios::Provenance& provenance,
                                          const std::vector<scenarios::InputFile>& inputs,
                                          bool resume) {
  scenarios::FinishedParts parts(out + ".parts", scenarios::origin_of(provenance, inputs),
                                 provenance.created, resume,
                                 scenarios::FinishedParts::Folder::when_needed);
  provenance.created = parts.created();
  return parts;
}

void tell_shares(const CommonOptions& options, const std::vector<int>& members_per_rank) {
  if (options.verbose) tell("members per rank: {}\n", fmt::join(members_per_rank, ", "));
}

}  // namespace agglomera::cli
