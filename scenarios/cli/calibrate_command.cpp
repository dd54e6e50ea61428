#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/calibrate.hpp"
#include "scenarios/experiments/one_sector.hpp"
#include "scenarios/study/calibration_file.hpp"
#include "output/store/whole_file.hpp"
#include "sim/errors.hpp"

namespace agglomera::cli {
namespace {

using scenarios::CalibrationResult;
using scenarios::Identified;

struct Options {
  CommonOptions common;
  SimulationOptions simulation;
  std::string experiment;
  std::string out;
  bool resume = false;
  bool leave_one_out = false;
};

constexpr std::size_t rows_of_cities = 12;  // on the terminal; the file and JSON hold all

std::string id_of(const scenarios::Calibration& experiment, const scenarios::LeftOut& row) {
  return experiment.scenario.study->cities[static_cast<std::size_t>(row.city)].id;
}

nlohmann::json json_of(const scenarios::Calibration& experiment, const CalibrationResult& result) {
  auto numbers = nlohmann::json::array();
  for (const Identified& row : result.table)
    numbers.push_back({{"number", row.name}, {"usual", row.usual}, {"q05", row.low},
                       {"q50", row.median}, {"q95", row.high}, {"deviation_mean", row.mean},
                       {"deviation_sd", row.sd}, {"contraction", row.contraction},
                       {"identified", row.identified()}});
  nlohmann::json document = {{"members", experiment.scenario.members},
                             {"targets", result.fit.targets.size()},
                             {"inflations", result.fit.smoothed.inflations},
                             {"failed_runs", result.failed}, {"numbers", numbers}};
  if (result.modes) {
    auto modes = nlohmann::json::array();
    for (const auto& mode : result.modes->modes)
      modes.push_back({{"value", mode.value}, {"restarts", mode.restarts}, {"deviation", mode.z}});
    document["modes"] = modes;
  }
  if (!result.left_out.empty()) {
    auto cities = nlohmann::json::array();
    for (const scenarios::LeftOut& row : result.left_out)
      cities.push_back({{"city", id_of(experiment, row)}, {"measure", scenarios::name_of(row.measure)},
                        {"n", row.observations}, {"log_mae", row.without.log_mae},
                        {"crps", row.without.crps}, {"coverage_90", row.without.coverage_90},
                        {"in_sample", {{"log_mae", row.in_sample.log_mae}, {"crps", row.in_sample.crps},
                                       {"coverage_90", row.in_sample.coverage_90}}}});
    document["left_out"] = cities;
  }
  return document;
}

// Each city, then the mean over all observations of a measure.
void print_left_out(const scenarios::Calibration& experiment, const CalibrationResult& result) {
  const auto cells = [](const scenarios::EnsembleError& without, const scenarios::EnsembleError& fit) {
    return std::vector<std::string>{
        fmt::format("{:.3f} ({:.3f})", without.log_mae, fit.log_mae),
        fmt::format("{:.3f} ({:.3f})", without.crps, fit.crps),
        fmt::format("{:.2f} ({:.2f})", without.coverage_90, fit.coverage_90)};
  };
  const auto add = [](scenarios::EnsembleError& sum, const scenarios::EnsembleError& one, double weight) {
    sum.log_mae += weight * one.log_mae;
    sum.crps += weight * one.crps;
    sum.coverage_90 += weight * one.coverage_90;
  };
  std::vector<std::vector<std::string>> rows;
  for (const scenarios::Measure measure : scenarios::measures_of(experiment.targets)) {
    int n = 0;
    for (const scenarios::LeftOut& row : result.left_out) n += row.measure == measure ? row.observations : 0;
    scenarios::EnsembleError without{0, 0, 0}, in_sample{0, 0, 0};
    for (const scenarios::LeftOut& row : result.left_out) {
      if (row.measure != measure) continue;
      const double weight = static_cast<double>(row.observations) / n;
      add(without, row.without, weight);
      add(in_sample, row.in_sample, weight);
      rows.push_back({fmt::format("{} of {}", scenarios::name_of(measure), id_of(experiment, row)),
                      fmt::format("{}", row.observations)});
      for (const std::string& cell : cells(row.without, row.in_sample)) rows.back().push_back(cell);
    }
    if (n == 0) continue;
    rows.push_back({fmt::format("{} of all", scenarios::name_of(measure)), fmt::format("{}", n)});
    for (const std::string& cell : cells(without, in_sample)) rows.back().push_back(cell);
  }
  fmt::print("\nEach city predicted by a fit without its observations after the first year "
             "(in brackets: the fit to all)\n\n{}",
             table({"", "n", "log error", "CRPS", "inside 90 %"}, rows));
}

void print_text(const scenarios::Calibration& experiment, const CalibrationResult& result) {
  fmt::print("{} members, {} observations, {} free numbers\n\n", experiment.scenario.members,
             result.fit.targets.size(), result.table.size());
  std::vector<std::vector<std::string>> rows;
  std::size_t identified = 0, shown_of_cities = 0, of_cities = 0;
  std::vector<Identified> ordered = result.table;
  std::stable_sort(ordered.begin(), ordered.end(), [](const Identified& a, const Identified& b) {
    const bool city_a = a.name.find(':') != std::string::npos;
    const bool city_b = b.name.find(':') != std::string::npos;
    return city_a != city_b ? city_b : a.contraction > b.contraction;
  });
  for (const Identified& row : ordered) {
    identified += row.identified();
    if (row.name.find(':') != std::string::npos) {
      ++of_cities;
      if (++shown_of_cities > rows_of_cities) continue;
    }
    rows.push_back({row.name, fmt::format("{:.3g}", row.usual),
                    fmt::format("{:.3g} [{:.3g}, {:.3g}]", row.median, row.low, row.high),
                    fmt::format("{:.2f}", row.contraction),
                    row.identified() ? "" : "not identified"});
  }
  fmt::print("{}", table({"", "usual", "posterior [90 %]", "contraction", ""}, rows));
  if (of_cities > rows_of_cities)
    fmt::print("… and {} more numbers of cities: --format json, or the group deviations\n",
               of_cities - rows_of_cities);
  fmt::print("\nThe data tell {} of {} numbers apart from their priors (contraction of at least {}); "
             "the others keep them.\n", identified, result.table.size(), scenarios::least_contraction);
  if (result.modes)
    fmt::print("CMA-ES: {} restarts ended in {} {}.\n", experiment.method.modes,
               result.modes->modes.size(), result.modes->modes.size() == 1 ? "mode" : "modes");
  if (result.cross_check) {
    std::vector<std::vector<std::string>> checks;
    const auto& sample = *result.cross_check;
    for (std::size_t p = 0; p < result.global_names.size(); ++p) {
      double mean = 0.0;
      for (std::size_t i = 0; i < sample.particles.size(); ++i)
        mean += sample.weights[i] * sample.particles[i][p];
      for (const Identified& row : result.table)
        if (row.name == result.global_names[p])
          checks.push_back({row.name, fmt::format("{:+.2f}", row.mean), fmt::format("{:+.2f}", mean)});
    }
    fmt::print("\nCross-check of the parameters, prior standard deviations from the usual value\n\n{}",
               table({"", "posterior", "ABC-SMC"}, checks));
  }
  if (!result.left_out.empty()) print_left_out(experiment, result);
}

int calibrate(const Options& options) {
  Stopwatch watch(options.common);
  options.simulation.set_threads();
  scenarios::Source disk;
  const scenarios::Calibration experiment =
      scenarios::read_calibration(disk, options.experiment, options.simulation.overrides());
  scenarios::require_one_sector(*experiment.scenario.study, "calibrate", options.experiment);
  for (const std::string& warning : experiment.warnings) remark(options.common, "warning: " + warning);
  if (options.leave_one_out) scenarios::check_leaving_out(experiment);
  check_output(options.out, {options.experiment}, experiment.inputs);
  scenarios::Provenance provenance = scenarios::provenance_of(fmt::format(
      "agglomera calibrate {} -o {}{}", options.experiment, options.out, options.simulation.text()));
  if (options.leave_one_out) provenance.command += " --leave-one-out";
  const scenarios::FinishedParts parts(options.out + ".parts",
                                       scenarios::origin_of(provenance, experiment.inputs),
                                       provenance.created, options.resume);
  provenance.created = parts.created();
  watch.lap("read and checked");

  std::string what;
  std::unique_ptr<Progress> bar;
  const auto progress = [&](const std::string& step, int done, int of) {
    if (step != what) {
      bar = std::make_unique<Progress>(options.common, step);
      what = step;
    }
    (*bar)(done, of);
  };
  CalibrationResult result;
  try {
    const scenarios::CalibrationWatch watching{progress, &stop_on_interrupt(), &parts};
    result = scenarios::calibrate(experiment, watching);
    if (options.leave_one_out)
      result.left_out = scenarios::leave_one_out(experiment, result, watching);
  } catch (const scenarios::Stopped&) {
    tell("interrupted; finished steps are kept in {}.parts, go on with --resume\n", options.out);
    return interrupted;
  } catch (const sim::InputError&) {
    parts.remove_if_none();
    throw;
  }
  bar.reset();
  watch.lap("calibrated");
  if (!sim::is_first_rank()) return done;
  output::write_result(scenarios::calibration_result(experiment, result, provenance), options.out);
  parts.remove();
  watch.lap("written");
  if (result.failed > 0)
    tell("{} runs of seed {} failed and were replaced by others of their step; the group "
               "quarantine of {} holds what repeats them\n",
               result.failed, experiment.scenario.seed, options.out);
  if (options.common.json)
    fmt::print("{}\n", json_of(experiment, result).dump(2));
  else
    print_text(experiment, result);
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_calibrate(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "calibrate", "learn the parameters from the observed LQs; print which of them the data tell");
  command->add_option("EXPERIMENT", options->experiment, "an experiment file, such as experiments/calibrate.toml")
      ->required();
  command->add_option("-o,--output", options->out, "where the posterior goes (HDF5, netCDF-4)")->required();
  command->add_flag("--resume", options->resume, "go on with what an interrupted calibration left");
  command->add_flag("--leave-one-out", options->leave_one_out,
                    "also predict each city by a fit without its observations");
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return calibrate(*options); }; });
}

}  // namespace agglomera::cli
