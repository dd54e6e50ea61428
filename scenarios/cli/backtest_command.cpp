#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "output/store/whole_file.hpp"
#include "scenarios/cli/commands.hpp"
#include "scenarios/experiments/backtest.hpp"
#include "scenarios/experiments/refit.hpp"
#include "scenarios/experiments/one_sector.hpp"
#include "scenarios/study/backtest_file.hpp"

namespace agglomera::cli {
namespace {

using scenarios::BacktestResult;
using scenarios::BacktestScore;
using scenarios::HorizonScores;

struct Options {
  CommonOptions common;
  SimulationOptions simulation;
  std::string experiment, out;
  std::optional<std::string> origins, horizons;
};

constexpr double usual_significance = 0.1;

nlohmann::json json_of(const BacktestScore& score) {
  return {{"n", score.n}, {"crps", score.crps}, {"log_crps", score.log_crps}, {"mae", score.mae},
          {"energy", score.energy}, {"coverage_50", score.coverage_50},
          {"coverage_90", score.coverage_90}, {"coverage_90_low", score.coverage_90_low},
          {"coverage_90_high", score.coverage_90_high}, {"pit_distance", score.pit_distance}};
}

nlohmann::json json_of(const scenarios::Backtest& experiment, const BacktestResult& result) {
  nlohmann::json origins = nlohmann::json::array(), horizons = nlohmann::json::array();
  for (const auto& at : result.forecasts) origins.push_back(at.origin);
  for (int h = experiment.first_horizon; h <= experiment.last_horizon; ++h) horizons.push_back(h);
  nlohmann::json scores, by_origin = nlohmann::json::array();
  for (std::size_t measure = 0; measure < result.scores.size(); ++measure)
    for (std::size_t h = 0; h < result.scores[measure].size(); ++h) {
      const HorizonScores& of = result.scores[measure][h];
      const std::string& name = scenarios::forecast_measures()[measure];
      const int horizon = experiment.first_horizon + static_cast<int>(h);
      nlohmann::json simple;
      for (const auto& [method, score] : of.simple) simple[method] = json_of(score);
      scores[name][std::to_string(horizon)] = {
          {"model", json_of(of.model)}, {"baselines", simple}, {"best_baseline", of.best},
          {"skill", of.skill}, {"skill_until_2014", of.skill_until_2014},
          {"skill_after_2014", of.skill_after_2014}, {"sign_flip_p", of.sign_flip_p}};
      for (std::size_t origin = 0; origin < result.forecasts.size(); ++origin)
        by_origin.push_back({{"measure", name}, {"horizon", horizon},
                             {"origin", result.forecasts[origin].origin},
                             {"model", result.model_by_origin[measure][h][origin]},
                             {"best_baseline", result.best_by_origin[measure][h][origin]}});
    }
  return {{"origins", origins}, {"horizons", horizons}, {"scores", scores}, {"by_origin", by_origin}};
}

std::string verdict(const HorizonScores& of) {
  if (std::isnan(of.sign_flip_p) || of.sign_flip_p > usual_significance) return "inconclusive";
  return of.skill > 0.0 ? "better" : "worse";
}

std::vector<std::string> row_of(const std::string& name, const HorizonScores& of) {
  if (std::isnan(of.skill)) return {name, fmt::format("{}", of.model.n), "-", "-", "-", "-", "no target", "-"};
  return {name,
          fmt::format("{}", of.model.n),
          fmt::format("{:.3f}", of.model.crps),
          fmt::format("{:.3f} ({})", of.simple.at(of.best).crps, of.best),
          fmt::format("{:+.2f}", of.skill),
          fmt::format("{:.3f}", of.sign_flip_p),
          verdict(of),
          fmt::format("{:.2f} [{:.2f}, {:.2f}]", of.model.coverage_90, of.model.coverage_90_low,
                      of.model.coverage_90_high)};
}

void print_text(const scenarios::Backtest& experiment, const BacktestResult& result) {
  fmt::print("Forecasts from {} to {}, each fitted to what was known then; CRPS of the LQ\n\n",
             experiment.first_origin, experiment.last_origin);
  std::vector<std::vector<std::string>> rows;
  for (std::size_t measure = 0; measure < result.scores.size(); ++measure)
    for (std::size_t h = 0; h < result.scores[measure].size(); ++h)
      rows.push_back(row_of(fmt::format("{}, {} ahead", scenarios::forecast_measures()[measure],
                                        experiment.first_horizon + static_cast<int>(h)),
                            result.scores[measure][h]));
  fmt::print("{}", table({"", "n", "model", "best simple", "skill", "p", "", "inside 90 %"}, rows));
  fmt::print("\nskill: 1 - CRPS / CRPS of the best simple forecast. p: by flipping the signs of whole\n"
             "origins; above {} the difference may be chance, and few origins can't show more.\n"
             "Choices of structure looked at targets up to 2014 only; skill on those and on later ones\n"
             "stands apart in --format json.\n", usual_significance);
}

int backtest(const Options& options) {
  Stopwatch watch(options.common);
  options.simulation.set_threads();
  scenarios::Source disk;
  const scenarios::Backtest experiment = scenarios::read_backtest(
      disk, options.experiment, {options.simulation.overrides(), options.origins, options.horizons});
  scenarios::require_one_sector(*experiment.scenario.study, "backtest", options.experiment);
  for (const std::string& warning : experiment.warnings) remark(options.common, "warning: " + warning);
  check_output(options.out, {options.experiment}, experiment.inputs);
  std::string command = fmt::format("agglomera backtest {} -o {}{}", options.experiment, options.out,
                                    options.simulation.text());
  if (options.origins) command += " --origins " + *options.origins;
  if (options.horizons) command += " --horizons " + *options.horizons;
  const scenarios::Provenance provenance = scenarios::provenance_of(command);
  watch.lap("read and checked");
  BacktestResult result;
  try {
    Progress progress(options.common, "forecasting from each origin");
    result = scenarios::backtest(
        experiment, {[&](int done, int of) { progress(done, of); }, &stop_on_interrupt()});
  } catch (const scenarios::Stopped&) {
    tell("interrupted; nothing was written, the same command starts again\n");
    return interrupted;
  }
  watch.lap("forecast and scored");
  if (!sim::is_first_rank()) return done;
  output::write_result(scenarios::backtest_result(experiment, result, provenance), options.out);
  watch.lap("written");
  for (const auto& at : result.forecasts)
    if (at.failed > 0)
      tell("{} runs for the origin {} failed and count for nothing\n", at.failed, at.origin);
  if (options.common.json)
    fmt::print("{}\n", json_of(experiment, result).dump(2));
  else
    print_text(experiment, result);
  remark(options.common, fmt::format("wrote {}", options.out));
  return done;
}

}  // namespace

void add_backtest(CLI::App& program, Work& work) {
  auto options = std::make_shared<Options>();
  CLI::App* command = program.add_subcommand(
      "backtest", "forecasts from every origin against what came after and against simple forecasts");
  command->add_option("EXPERIMENT", options->experiment, "an experiment file, such as experiments/backtest.toml")
      ->required();
  command->add_option("-o,--output", options->out, "where the forecasts go (HDF5, netCDF-4)")->required();
  command->add_option("--origins", options->origins, "last years known, instead of the file's: 2011:2016 or 2014");
  command->add_option("--horizons", options->horizons, "years ahead, instead of the file's: 1:3 or 1");
  add_simulation(*command, options->simulation);
  add_common(*command, options->common);
  command->callback([options, &work] { work = [options] { return backtest(*options); }; });
}

}  // namespace agglomera::cli
