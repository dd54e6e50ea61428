#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/calibrate.hpp"
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
};

constexpr std::size_t rows_of_cities = 12;  // on the terminal; the file and JSON hold all

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
  return document;
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
}

int calibrate(const Options& options) {
  Stopwatch watch(options.common);
  options.simulation.set_threads();
  scenarios::Source disk;
  const scenarios::Calibration experiment =
      scenarios::read_calibration(disk, options.experiment, options.simulation.overrides());
  for (const std::string& warning : experiment.warnings) remark(options.common, "warning: " + warning);
  output::check_writable(options.out);
  scenarios::Provenance provenance = scenarios::provenance_of(fmt::format(
      "agglomera calibrate {} -o {}{}", options.experiment, options.out, options.simulation.text()));
  std::string origin = provenance.command + "\n" + provenance.version;
  for (const auto& input : experiment.inputs) origin += "\n" + input.path + "\n" + input.text;
  const scenarios::FinishedParts parts(options.out + ".parts", origin, provenance.created, options.resume);
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
    result = scenarios::calibrate(experiment, {progress, &stop_on_interrupt(), &parts});
  } catch (const scenarios::Stopped&) {
    fmt::print(stderr, "interrupted; finished steps are kept in {}.parts, go on with --resume\n", options.out);
    return interrupted;
  } catch (const sim::InputError&) {
    parts.remove_if_none();
    throw;
  }
  bar.reset();
  watch.lap("calibrated");
  output::write_result(scenarios::calibration_result(experiment, result, provenance), options.out);
  parts.remove();
  watch.lap("written");
  if (result.failed > 0)
    fmt::print(stderr, "{} runs failed and were replaced by others of their step\n", result.failed);
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
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return calibrate(*options); }; });
}

}  // namespace agglomera::cli
