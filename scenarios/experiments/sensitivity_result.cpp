// The groups of sensitivity.h5.
#include "scenarios/experiments/headlines.hpp"
#include "scenarios/experiments/result_groups.hpp"
#include "scenarios/experiments/sensitivity.hpp"
#include "scenarios/experiments/variation_groups.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using output::Dimension;
using output::Group;
using Texts = std::vector<std::string>;
using Reals = std::vector<double>;
using Whole = std::vector<std::int64_t>;

output::Variable variable(std::string name, Texts dimensions,
                          decltype(output::Variable::values) values) {
  return {std::move(name), "", "", std::move(dimensions), std::move(values)};
}

Dimension statistic_dimension() {
  return {"statistic", "", "", Texts(statistic_names.begin(), statistic_names.end())};
}

// Three variables of intervals, of which `intervals` gives those of an output.
template <typename Intervals>
void add_intervals(Group& group, const std::string& name, const Texts& dimensions,
                   const SensitivityResult& result, const Intervals& intervals) {
  Reals values, lows, highs;
  for (const Statistic statistic : statistics)
    for (const OutputSensitivity& output : result[statistic])
      for (const Interval& interval : intervals(output)) {
        values.push_back(interval.value);
        lows.push_back(interval.low);
        highs.push_back(interval.high);
      }
  group.variables.push_back(variable(name, dimensions, std::move(values)));
  group.variables.push_back(variable(name + "_low", dimensions, std::move(lows)));
  group.variables.push_back(variable(name + "_high", dimensions, std::move(highs)));
}

const Texts by_factor = {"statistic", "output", "parameter"};

Group sobol_group(const Variation& variation, const SensitivityResult& result) {
  Group group{"sobol",
              {statistic_dimension(), output_dimension(variation), factor_dimension(variation)},
              {}};
  const auto first = [](const OutputSensitivity& output) { return output.sobol.first; };
  const auto total = [](const OutputSensitivity& output) { return output.sobol.total; };
  add_intervals(group, "first", by_factor, result, first);
  add_intervals(group, "total", by_factor, result, total);
  return group;
}

// Every pair both ways.
std::vector<Interval> square_of(const std::vector<Interval>& pairs, std::size_t factors) {
  std::vector<Interval> square(factors * factors, Interval{missing, missing, missing});
  std::size_t pair = 0;
  for (std::size_t i = 0; i < factors; ++i)
    for (std::size_t j = i + 1; j < factors; ++j, ++pair)
      square[i * factors + j] = square[j * factors + i] = pairs[pair];
  return square;
}

Group second_order_group(const Variation& variation, const SensitivityResult& result) {
  Group group{"second_order",
              {statistic_dimension(), output_dimension(variation), factor_dimension(variation),
               factor_dimension(variation, "other_parameter")},
              {}};
  add_intervals(group, "second", {"statistic", "output", "parameter", "other_parameter"}, result,
                [&](const OutputSensitivity& output) {
                  return square_of(output.sobol.second, variation.factors.size());
                });
  return group;
}

Group morris_group(const Variation& variation, const SensitivityResult& result) {
  Group group{"morris",
              {statistic_dimension(), output_dimension(variation), factor_dimension(variation)},
              {}};
  const auto mu = [](const OutputSensitivity& output) { return output.morris.mu; };
  const auto mu_star = [](const OutputSensitivity& output) { return output.morris.mu_star; };
  const auto sigma = [](const OutputSensitivity& output) { return output.morris.sigma; };
  add_intervals(group, "mu", by_factor, result, mu);
  add_intervals(group, "mu_star", by_factor, result, mu_star);
  add_intervals(group, "sigma", by_factor, result, sigma);
  return group;
}

Group outputs_group(const Variation& variation, const SensitivityResult& result) {
  Reals means, sds;
  Whole left_out;
  for (const Statistic statistic : statistics)
    for (const OutputSensitivity& output : result[statistic]) {
      means.push_back(output.mean);
      sds.push_back(output.sd);
      left_out.push_back(static_cast<std::int64_t>(output.left_out()));
    }
  const Texts both = {"statistic", "output"};
  Group group{"outputs",
              {statistic_dimension(), output_dimension(variation)},
              output_variables(variation)};
  group.variables.push_back(variable("mean", both, means));
  group.variables.push_back(variable("sd", both, sds));
  group.variables.push_back(variable("left_out", both, left_out));
  return group;
}

Group analysis_group(const Sensitivity& experiment, const SensitivityResult& result) {
  const SensitivityMethod& method = experiment.method;
  const bool sobol = method.kind == SensitivityKind::sobol;
  const auto number = [](std::string name, std::int64_t value) {
    return variable(std::move(name), {}, Whole{value});
  };
  return {
      "analysis",
      {},
      {variable("method", {}, Texts{sobol ? "sobol" : "morris"}),
       number("samples", sobol ? method.samples : 0),
       number("scramblings", sobol ? method.scramblings : 0),
       number("trajectories", sobol ? 0 : method.trajectories),
       number("levels", sobol ? 0 : method.levels), number("points", result.points),
       number("replicates", experiment.variation.scenario.members),
       number("failed_runs", result.failed_runs), number("year", experiment.variation.outputs.year),
       number("effect", experiment.variation.outputs.effect),
       variable("others", {}, Texts{experiment.variation.drawn ? "drawn" : "usual"})}};
}

}  // namespace

output::ResultFile sensitivity_result(const Sensitivity& experiment,
                                      const SensitivityResult& result,
                                      const Provenance& provenance) {
  const Variation& variation = experiment.variation;
  output::ResultFile file;
  file.filetype = "sensitivity";
  describe_origin(file, provenance, variation.scenario.seed, variation.inputs);
  if (experiment.method.kind == SensitivityKind::sobol)
    file.groups.push_back(sobol_group(variation, result));
  if (experiment.method.kind == SensitivityKind::sobol && experiment.method.second_order)
    file.groups.push_back(second_order_group(variation, result));
  if (experiment.method.kind == SensitivityKind::morris)
    file.groups.push_back(morris_group(variation, result));
  for (Group& group :
       std::vector<Group>{outputs_group(variation, result), factors_group(variation),
                          analysis_group(experiment, result), cities_group(variation.scenario),
                          experiment_group(variation.scenario)})
    file.groups.push_back(std::move(group));
  return file;
}

}  // namespace agglomera::scenarios
