#include <fmt/format.h>

#include <algorithm>

#include "output/store/whole_file.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/policy_json.hpp"
#include "scenarios/cli/policy_text.hpp"
#include "scenarios/experiments/policy.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "scenarios/experiments/one_sector.hpp"

namespace agglomera::cli {
namespace {

using scenarios::PolicyEffects;
using scenarios::Scenario;

// Names of files, and so of policies, need not be UTF-8; JSON must.
constexpr auto in_utf8 = nlohmann::json::error_handler_t::replace;

struct Options {
  CommonOptions common;
  SimulationOptions simulation;
  std::vector<std::string> scenarios;
  std::string out;
  bool resume = false;
};

int policy(const Options& options) {
  Stopwatch watch(options.common);
  options.simulation.set_threads();
  std::vector<Scenario> policies;
  std::vector<sim::Complaint> complaints;
  std::string named;
  for (const std::string& file : options.scenarios) {
    named += " " + file;
    try {
      scenarios::Source disk;
      policies.push_back(scenarios::read_scenario(disk, file, options.simulation.overrides()));
      scenarios::require_one_sector(*policies.back().study, "policy", file);
      const auto use = scenarios::attach_posterior(policies.back(), disk);
      if (use.asked && policies.size() == 1) remark(options.common, use.remark);
    } catch (const sim::InputError& error) {
      for (const sim::Complaint& complaint : error.complaints()) {
        const auto known = [&](const sim::Complaint& other) { return other.text() == complaint.text(); };
        if (std::none_of(complaints.begin(), complaints.end(), known)) complaints.push_back(complaint);
      }
    }
  }
  if (!complaints.empty()) throw sim::InputError(std::move(complaints));
  scenarios::check_comparable(policies, options.scenarios);
  check_output(options.out, options.scenarios, policies.front().inputs,
               policies.front().posterior_file);
  auto provenance = scenarios::provenance_of(
      fmt::format("agglomera policy{} -o {}{}", named, options.out, options.simulation.text()));
  std::vector<scenarios::InputFile> inputs;
  for (const Scenario& of : policies) inputs.insert(inputs.end(), of.inputs.begin(), of.inputs.end());
  const auto parts = finished_members(options.out, provenance, inputs, options.resume);
  watch.lap("read and checked");

  Progress progress(options.common, "running members in all worlds");
  const scenarios::PolicyRun run = scenarios::run_policies(
      policies, {[&](int done, int of) { progress(done, of); }, &stop_on_interrupt(), &parts});
  if (!sim::is_first_rank()) return done;
  const scenarios::Ensemble& ensemble = run.ensemble;
  watch.lap("simulated");
  tell_shares(options.common, ensemble.members_per_rank);
  const PolicyEffects effects = scenarios::policy_effects(policies, run);
  watch.lap("effects");
  output::write_result(scenarios::policy_result(policies, ensemble, effects, provenance),
                       options.out);
  parts.remove();
  watch.lap("written");
  for (const scenarios::Failure& failure : ensemble.failures)
    tell("member {} of seed {} failed and is missing: {}\n", failure.member,
               policies.front().seed, failure.reason);
  if (options.common.json)
    fmt::print("{}\n", json_of(effects).dump(2, ' ', false, in_utf8));
  else
    print_policies(policies, effects, ensemble.conditioned);
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_policy(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "policy", "what policies change: each member with and without them, on the same luck");
  command->add_option("SCENARIO", options->scenarios, "one or several scenarios with levers")
      ->required();
  command->add_option("-o,--output", options->out, "where the result goes (HDF5, netCDF-4)")
      ->required();
  command->add_flag("--resume", options->resume, "go on with the members that an interrupted run left");
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return policy(*options); }; });
}

}  // namespace agglomera::cli
