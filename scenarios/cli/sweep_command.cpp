#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "output/store/whole_file.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/sweep_text.hpp"
#include "scenarios/experiments/optimize.hpp"
#include "scenarios/experiments/posterior.hpp"
#include "scenarios/experiments/sweep.hpp"
#include "scenarios/experiments/sweep_origin.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using scenarios::DesignPoints;
using scenarios::PointStore;
using scenarios::Sweep;
using scenarios::SweepOutcome;
using scenarios::Variation;

// Names of files need not be UTF-8; JSON must.
constexpr auto in_utf8 = nlohmann::json::error_handler_t::replace;
constexpr std::int64_t most_points_of_json = 10'000;  // more stand in the file alone

struct Options {
  CommonOptions common;
  SimulationOptions simulation;
  std::string experiment, out;
  bool resume = false;
};

nlohmann::json json_of_points(const Sweep& sweep, const SweepOutcome& outcome) {
  const DesignPoints points(sweep);
  const Variation& variation = sweep.variation;
  auto rows = nlohmann::json::array();
  for (std::int64_t point = 0; point < std::min(points.size(), most_points_of_json); ++point) {
    const std::vector<double> values = points.values(point);
    nlohmann::json row = {{"point", point + 1},
                          {"failed", outcome.failed[static_cast<std::size_t>(point)]}};
    for (std::size_t i = 0; i < values.size(); ++i) {
      const scenarios::Factor& factor = variation.factors[i];
      if (factor.words.empty())
        row["values"][factor.name] = values[i];
      else
        row["values"][factor.name] = factor.word_of(values[i]);
    }
    for (std::size_t i = 0; i < variation.outputs.all.size(); ++i) {
      const std::size_t at = static_cast<std::size_t>(point) * variation.outputs.all.size() + i;
      row["mean"][variation.outputs.all[i].name()] = outcome.mean[at];
      row["sd"][variation.outputs.all[i].name()] = outcome.sd[at];
    }
    rows.push_back(std::move(row));
  }
  return rows;
}

nlohmann::json json_of(const Sweep& sweep, const SweepOutcome& outcome) {
  const Variation& variation = sweep.variation;
  auto factors = nlohmann::json::array(), outputs = nlohmann::json::array();
  for (const scenarios::Factor& factor : variation.factors)
    factors.push_back({{"factor", factor.name},
                       {"kind", scenarios::factor_kind_name(factor.kind)},
                       {"unit", factor.unit}});
  for (const scenarios::Output& output : variation.outputs.all)
    outputs.push_back({{"output", output.name()},
                       {"measure", output.measure},
                       {"place", output.place},
                       {"unit", scenarios::unit_of(output.measure)}});
  std::int64_t failed = 0;
  for (const std::int32_t replicates : outcome.failed) failed += replicates;
  return {{"design", scenarios::design_name(sweep)},
          {"points", sweep.points},
          {"replicates", variation.scenario.members},
          {"year", variation.outputs.year},
          {"effect", variation.outputs.effect},
          {"failed_runs", failed},
          {"factors", factors},
          {"outputs", outputs},
          {"rows", json_of_points(sweep, outcome)}};
}

// Of a finished file whose points are taken up; nothing where there is none. A file of another origin is no
// reason to stop where parts of this one are there, to take its place.
std::optional<PointStore::Earlier> earlier_points(const Options& options,
                                                  const std::string& origin) {
  std::error_code ignored;
  if (!options.resume || !sim::is_first_rank() || !std::filesystem::exists(options.out, ignored))
    return std::nullopt;
  const bool parts = PointStore::origin_of_parts(options.out).has_value();
  try {
    scenarios::FinishedSweep finished =
        scenarios::finished_sweep(output::read_result(options.out, "sweep"));
    if (finished.origin == origin) return std::move(finished.earlier);
    if (!parts) throw PointStore::refusal(options.out, finished.origin, origin);
  } catch (const sim::InputError&) {
    if (!parts) throw;
  }
  return std::nullopt;
}

void tell_failures(const SweepOutcome& outcome) {
  if (outcome.reasons.empty()) return;
  const auto& [point, reason] = *outcome.reasons.begin();
  tell("{} points have failed runs, which are missing; the first, point {}: {}\n",
       outcome.reasons.size(), point + 1, reason);
}

Sweep read(const Options& options) {
  scenarios::Source disk;
  Sweep sweep = scenarios::read_sweep(disk, options.experiment, options.simulation.overrides());
  for (const std::string& warning : sweep.variation.warnings)
    remark(options.common, "warning: " + warning);
  const auto use = scenarios::attach_posterior(sweep.variation, disk);
  if (use.asked) remark(options.common, use.remark);
  check_output(options.out, {options.experiment}, sweep.variation.inputs,
               sweep.variation.scenario.posterior_file);
  return sweep;
}

int sweep(const Options& options) {
  Stopwatch watch(options.common);
  options.simulation.set_threads();
  const Sweep experiment = read(options);
  scenarios::Provenance provenance = scenarios::provenance_of(fmt::format(
      "agglomera sweep {} -o {}{}", options.experiment, options.out, options.simulation.text()));
  const std::string origin = scenarios::origin_of(experiment.variation, provenance);
  PointStore store(options.out, origin, provenance.created, options.resume,
                   earlier_points(options, origin));
  provenance.created = store.created();
  watch.lap("read and checked");
  SweepOutcome outcome;
  try {
    Progress progress(options.common, "points");
    outcome = scenarios::sweep(
        experiment, store,
        {[&](const scenarios::SweepProgress& now) { progress(now.done, now.of, now.failed); },
         &stop_on_interrupt()});
  } catch (const scenarios::SweepInterrupted& stopped) {
    if (stopped.done == 0 && sim::is_first_rank()) store.remove_if_none();
    tell("interrupted after {} of {} points; {}\n", stopped.done, stopped.points,
         stopped.done == 0 ? "nothing was written, the same command starts again"
                           : fmt::format("they are kept in {}.parts, go on with --resume", options.out));
    return interrupted;
  }
  watch.lap(
      fmt::format("{} points, {} of them from earlier work", experiment.points, outcome.taken_up));
  if (outcome.taken_up > 0)
    remark(options.common,
           fmt::format("{} of {} points were there already", outcome.taken_up, experiment.points));
  if (outcome.points_per_rank.size() > 1)
    remark(options.common,
           fmt::format("points per rank: {}", fmt::join(outcome.points_per_rank, ", ")));
  if (!sim::is_first_rank()) return done;
  try {
    output::write_result(scenarios::sweep_result(experiment, outcome, provenance), options.out);
  } catch (const sim::InputError&) {
    tell("all points are kept in {}.parts: go on with --resume\n", options.out);
    throw;
  }
  store.remove();
  watch.lap("written");
  tell_failures(outcome);
  if (options.common.json)
    fmt::print("{}\n", json_of(experiment, outcome).dump(2, ' ', false, in_utf8));
  else
    print_sweep(experiment, outcome);
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_sweep(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "sweep",
      "a design over parameters, levers, places and mechanisms; every point run once and kept");
  command
      ->add_option("EXPERIMENT", options->experiment,
                   "an experiment file, such as experiments/sweep-radiation.toml")
      ->required();
  command->add_option("-o,--output", options->out, "where the points go (HDF5, netCDF-4)")
      ->required();
  command->add_flag("--resume", options->resume,
                    "go on with what an interrupted or a smaller sweep left");
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return sweep(*options); }; });
}

}  // namespace agglomera::cli
