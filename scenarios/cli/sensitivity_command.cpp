#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "output/store/whole_file.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/cli/sensitivity_text.hpp"
#include "scenarios/experiments/optimize.hpp"
#include "scenarios/experiments/sensitivity.hpp"
#include "scenarios/experiments/sweep_origin.hpp"

namespace agglomera::cli {
namespace {

using scenarios::Interval;
using scenarios::OutputSensitivity;
using scenarios::Sensitivity;
using scenarios::SensitivityKind;
using scenarios::SensitivityResult;
using scenarios::Statistic;

// Names of files need not be UTF-8; JSON must.
constexpr auto in_utf8 = nlohmann::json::error_handler_t::replace;

struct Options {
  CommonOptions common;
  SimulationOptions simulation;
  std::string experiment, out;
  bool resume = false;
};

void add_interval(nlohmann::json& row, const std::string& name, const Interval& interval) {
  row[name] = interval.value;
  row[name + "_low"] = interval.low;
  row[name + "_high"] = interval.high;
}

// One row for each statistic and output, filled in by `add`.
template <typename Add>
void for_each_output(const Sensitivity& experiment, const SensitivityResult& result,
                     const Add& add) {
  for (const Statistic statistic : scenarios::statistics)
    for (std::size_t i = 0; i < result[statistic].size(); ++i) {
      const scenarios::Output& output = experiment.variation.outputs.all[i];
      const nlohmann::json row = {
          {"output", output.name()},
          {"measure", output.measure},
          {"place", output.place},
          {"of", scenarios::statistic_names[static_cast<std::size_t>(statistic)]}};
      add(row, result[statistic][i]);
    }
}

nlohmann::json json_of_indices(const Sensitivity& experiment, const SensitivityResult& result) {
  auto rows = nlohmann::json::array();
  for_each_output(experiment, result, [&](nlohmann::json row, const OutputSensitivity& output) {
    for (std::size_t i = 0; i < output.sobol.first.size(); ++i) {
      row["parameter"] = experiment.variation.factors[i].name;
      add_interval(row, "first", output.sobol.first[i]);
      add_interval(row, "total", output.sobol.total[i]);
      rows.push_back(row);
    }
  });
  return rows;
}

nlohmann::json json_of_pairs(const Sensitivity& experiment, const SensitivityResult& result) {
  auto rows = nlohmann::json::array();
  const auto& factors = experiment.variation.factors;
  for_each_output(experiment, result, [&](nlohmann::json row, const OutputSensitivity& output) {
    std::size_t pair = 0;
    for (std::size_t i = 0; i < factors.size() && !output.sobol.second.empty(); ++i)
      for (std::size_t j = i + 1; j < factors.size(); ++j) {
        row["parameter"] = factors[i].name;
        row["other_parameter"] = factors[j].name;
        add_interval(row, "second", output.sobol.second[pair++]);
        rows.push_back(row);
      }
  });
  return rows;
}

nlohmann::json json_of_effects(const Sensitivity& experiment, const SensitivityResult& result) {
  auto rows = nlohmann::json::array();
  for_each_output(experiment, result, [&](nlohmann::json row, const OutputSensitivity& output) {
    for (std::size_t i = 0; i < output.morris.mu.size(); ++i) {
      row["parameter"] = experiment.variation.factors[i].name;
      add_interval(row, "mu", output.morris.mu[i]);
      add_interval(row, "mu_star", output.morris.mu_star[i]);
      add_interval(row, "sigma", output.morris.sigma[i]);
      rows.push_back(row);
    }
  });
  return rows;
}

nlohmann::json json_of_outputs(const Sensitivity& experiment, const SensitivityResult& result) {
  auto rows = nlohmann::json::array();
  for_each_output(experiment, result, [&](nlohmann::json row, const OutputSensitivity& output) {
    row["unit"] = scenarios::unit_of(row["measure"]);
    row["mean"] = output.mean;
    row["sd"] = output.sd;
    row["left_out"] = output.left_out();
    rows.push_back(row);
  });
  return rows;
}

nlohmann::json json_of(const Sensitivity& experiment, const SensitivityResult& result) {
  const bool sobol = experiment.method.kind == SensitivityKind::sobol;
  const scenarios::NegativeIndices negative = scenarios::negative_indices(result);
  nlohmann::json document = {{"method", sobol ? "sobol" : "morris"},
                             {"points", result.points},
                             {"replicates", experiment.variation.scenario.members},
                             {"year", experiment.variation.outputs.year},
                             {"effect", experiment.variation.outputs.effect},
                             {"failed_runs", result.failed_runs},
                             {"outputs", json_of_outputs(experiment, result)},
                             {"indices", json_of_indices(experiment, result)}};
  if (sobol) {
    document["negative"] = {{"of", negative.all},
                            {"within", negative.within},
                            {"beyond", negative.beyond},
                            {"explanation", words_of_negative(negative)}};
    if (experiment.method.second_order)
      document["second_order"] = json_of_pairs(experiment, result);
  } else {
    document["elementary_effects"] = json_of_effects(experiment, result);
  }
  return document;
}

int sensitivity(const Options& options) {
  Stopwatch watch(options.common);
  options.simulation.set_threads();
  scenarios::Source disk;
  Sensitivity experiment =
      scenarios::read_sensitivity(disk, options.experiment, options.simulation.overrides());
  for (const std::string& warning : experiment.variation.warnings)
    remark(options.common, "warning: " + warning);
  const auto use = scenarios::attach_posterior(experiment, disk);
  if (use.asked) remark(options.common, use.remark);
  check_output(options.out, {options.experiment}, experiment.variation.inputs,
               experiment.variation.scenario.posterior_file);
  scenarios::Provenance provenance =
      scenarios::provenance_of(fmt::format("agglomera sensitivity {} -o {}{}", options.experiment,
                                           options.out, options.simulation.text()));
  scenarios::PointStore store(options.out, scenarios::origin_of(experiment.variation, provenance),
                              provenance.created, options.resume, std::nullopt);
  provenance.created = store.created();
  watch.lap("read and checked");
  SensitivityResult result;
  try {
    Progress progress(options.common, "points");
    result = scenarios::analyse_sensitivity(
        experiment, store,
        {[&](const scenarios::PointsProgress& now) { progress(now.done, now.of, now.failed); },
         &stop_on_interrupt()});
  } catch (const scenarios::PointsInterrupted& stopped) {
    tell("interrupted after {} of {} points; they are kept in {}.parts, go on with --resume\n",
         stopped.done, stopped.points, options.out);
    return interrupted;
  }
  if (result.points_per_rank.size() > 1)
    remark(options.common,
           fmt::format("points per rank: {}", fmt::join(result.points_per_rank, ", ")));
  watch.lap(
      fmt::format("{} points, {} runs each", result.points, experiment.variation.scenario.members));
  if (!sim::is_first_rank()) return done;
  if (result.taken_up > 0)
    remark(options.common,
           fmt::format("{} of {} points were there already", result.taken_up, result.points));
  output::write_result(scenarios::sensitivity_result(experiment, result, provenance), options.out);
  store.remove();
  watch.lap("written");
  if (result.failed_runs > 0)
    tell("{} of {} runs failed and are missing, the first because: {}\n", result.failed_runs,
         result.points * experiment.variation.scenario.members, result.reason);
  if (options.common.json)
    fmt::print("{}\n", json_of(experiment, result).dump(2, ' ', false, in_utf8));
  else
    print_sensitivity(experiment, result);
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_sensitivity(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "sensitivity",
      "which factors an output depends on: Sobol indices or Morris screening, with intervals");
  command
      ->add_option("EXPERIMENT", options->experiment,
                   "an experiment file, such as experiments/sobol.toml")
      ->required();
  command->add_option("-o,--output", options->out, "where the indices go (HDF5, netCDF-4)")
      ->required();
  command->add_flag("--resume", options->resume, "go on with what an interrupted analysis left");
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return sensitivity(*options); }; });
}

}  // namespace agglomera::cli
