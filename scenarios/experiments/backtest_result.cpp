// The groups of backtest.h5. Observations stand under `observed` only.
#include "scenarios/experiments/backtest.hpp"
#include "scenarios/experiments/headlines.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using output::Dimension;
using output::Group;

Dimension numbers(const std::string& name, int first, int last) {
  std::vector<std::int64_t> labels;
  for (int number = first; number <= last; ++number) labels.push_back(number);
  return {name, "", "", labels};
}

Group forecast_group(const Backtest& experiment, const BacktestResult& result) {
  const auto members = static_cast<std::size_t>(experiment.scenario.members);
  const std::size_t places = experiment.scenario.study->places();
  Group group{"forecast",
              {numbers("origin", experiment.first_origin, experiment.last_origin),
               numbers("horizon", experiment.first_horizon, experiment.last_horizon),
               numbers("member", 0, experiment.scenario.members - 1),
               city_dimension(experiment.scenario)},
              {}};
  for (std::size_t measure = 0; measure < forecast_measures().size(); ++measure) {
    std::vector<double> all;
    for (const OriginForecast& at : result.forecasts)
      for (const auto& of_horizon : at.model[measure])
        for (std::size_t member = 0; member < members; ++member)
          for (std::size_t city = 0; city < places; ++city)
            all.push_back(city < of_horizon.size() && member < of_horizon[city].size()
                              ? of_horizon[city][member] : missing);
    group.variables.push_back({forecast_measures()[measure], "", "",
                               {"origin", "horizon", "member", "city"}, std::move(all)});
  }
  return group;
}

struct Column {
  const char* name;
  double BacktestScore::*value;
};

constexpr Column columns[] = {
    {"crps", &BacktestScore::crps}, {"log_crps", &BacktestScore::log_crps},
    {"mae", &BacktestScore::mae}, {"energy", &BacktestScore::energy},
    {"coverage_50", &BacktestScore::coverage_50}, {"coverage_90", &BacktestScore::coverage_90},
    {"coverage_90_low", &BacktestScore::coverage_90_low},
    {"coverage_90_high", &BacktestScore::coverage_90_high},
    {"pit_distance", &BacktestScore::pit_distance}};

Group scores_group(const Backtest& experiment, const BacktestResult& result) {
  std::vector<std::string> methods = {"model"};
  for (const auto& [name, score] : result.scores.front().front().simple) methods.push_back(name);
  const auto score_of = [](const HorizonScores& scores, const std::string& method) {
    return method == "model" ? scores.model : scores.simple.at(method);
  };
  Group group{"scores",
              {{"measure", "", "", forecast_measures()}, {"method", "", "", methods},
               numbers("horizon", experiment.first_horizon, experiment.last_horizon)},
              {}};
  const std::vector<std::string> all = {"measure", "method", "horizon"}, own = {"measure", "horizon"};
  std::vector<std::int32_t> targets;
  std::vector<double> skill, p;
  for (const auto& of_measure : result.scores) {
    for (const std::string& method : methods)
      for (const HorizonScores& scores : of_measure) targets.push_back(score_of(scores, method).n);
    for (const HorizonScores& scores : of_measure) {
      skill.push_back(scores.skill);
      p.push_back(scores.sign_flip_p);
    }
  }
  group.variables.push_back({"targets", "", "", all, targets});
  for (const Column& column : columns) {
    std::vector<double> values;
    for (const auto& of_measure : result.scores)
      for (const std::string& method : methods)
        for (const HorizonScores& scores : of_measure)
          values.push_back(score_of(scores, method).*column.value);
    group.variables.push_back({column.name, "", "", all, std::move(values)});
  }
  group.variables.push_back({"skill", "", "", own, skill});
  group.variables.push_back({"sign_flip_p", "", "", own, p});
  return group;
}

}  // namespace

output::ResultFile backtest_result(const Backtest& experiment, const BacktestResult& result,
                                   const Provenance& provenance) {
  output::ResultFile file;
  file.filetype = "backtest";
  describe_origin(file, provenance, experiment.scenario.seed, experiment.inputs);
  file.groups = {forecast_group(experiment, result), scores_group(experiment, result)};
  Scenario observed = experiment.scenario;
  observed.first = observed.study->first;
  observed.last = observed.study->last;
  file.groups.push_back(observed_group(observed));
  file.groups.push_back(cities_group(experiment.scenario));
  file.groups.push_back(experiment_group(experiment.scenario));
  return file;
}

}  // namespace agglomera::scenarios
