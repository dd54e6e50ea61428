#include "scenarios/experiments/sensitivity.hpp"

#include <cmath>
#include <variant>

#include "sim/missing.hpp"
#include "sim/ranks.hpp"

namespace agglomera::scenarios {
namespace {

using Design = std::variant<SobolDesign, MorrisDesign>;

Design design_of(const Sensitivity& experiment) {
  const SensitivityMethod& method = experiment.method;
  const std::size_t factors = experiment.variation.factors.size();
  const std::uint64_t seed = experiment.variation.scenario.seed;
  if (method.kind == SensitivityKind::morris)
    return MorrisDesign({method.trajectories, method.levels}, factors, seed);
  return SobolDesign(
      {static_cast<std::size_t>(method.samples), method.scramblings, method.second_order}, factors,
      seed);
}

PointList points_of(const Variation& variation, const Design& design) {
  return std::visit(
      [&](const auto& points) {
        return PointList{static_cast<std::int64_t>(points.count()), [&](std::int64_t point) {
                           return values_at(variation, points[static_cast<std::size_t>(point)]);
                         }};
      },
      design);
}

// One output of every point.
std::vector<double> column(const std::vector<double>& numbers, std::size_t outputs,
                           std::size_t output) {
  std::vector<double> values;
  for (std::size_t at = output; at < numbers.size(); at += outputs) values.push_back(numbers[at]);
  return values;
}

void describe(const std::vector<double>& values, OutputSensitivity& output) {
  double n = 0.0, sum = 0.0, squares = 0.0;
  for (const double value : values)
    if (std::isfinite(value)) n += 1.0, sum += value;
  output.mean = n > 0.0 ? sum / n : missing;
  for (const double value : values)
    if (std::isfinite(value)) squares += (value - output.mean) * (value - output.mean);
  output.sd = n > 1.0 ? std::sqrt(squares / (n - 1.0)) : missing;
}

OutputSensitivity estimate(const Design& design, const std::vector<double>& values) {
  OutputSensitivity output;
  describe(values, output);
  if (const auto* sobol = std::get_if<SobolDesign>(&design))
    output.sobol = sobol_indices(*sobol, values);
  else
    output.morris = elementary_effects(std::get<MorrisDesign>(design), values);
  return output;
}

}  // namespace

NegativeIndices negative_indices(const SensitivityResult& result) {
  NegativeIndices found;
  const auto count = [&](const std::vector<Interval>& indices) {
    for (const Interval& index : indices) {
      found.all += !std::isnan(index.value);
      if (index.value < 0.0) ++(index.high >= 0.0 ? found.within : found.beyond);
    }
  };
  for (const auto& outputs : result.of)
    for (const OutputSensitivity& output : outputs) {
      count(output.sobol.first);
      count(output.sobol.total);
      count(output.sobol.second);
    }
  return found;
}

PosteriorUse attach_posterior(Sensitivity& experiment, Source& source) {
  return attach_posterior(experiment.variation, source);
}

SensitivityResult analyse_sensitivity(const Sensitivity& experiment, PointStore& store,
                                      const PointsWatch& watch) {
  const Variation& variation = experiment.variation;
  const Design design = design_of(experiment);
  const PointList points = points_of(variation, design);
  const PointsOutcome outcome = run_points(variation, points, store, watch);
  SensitivityResult result;
  result.points = points.size;
  result.taken_up = outcome.taken_up;
  result.points_per_rank = outcome.points_per_rank;
  if (!sim::is_first_rank()) return result;
  for (const std::int32_t failed : outcome.failed) result.failed_runs += failed;
  if (!outcome.reasons.empty()) result.reason = outcome.reasons.begin()->second;
  const std::size_t outputs = variation.outputs.all.size();
  for (std::size_t output = 0; output < outputs; ++output) {
    result.of[0].push_back(estimate(design, column(outcome.mean, outputs, output)));
    result.of[1].push_back(estimate(design, column(outcome.sd, outputs, output)));
  }
  return result;
}

}  // namespace agglomera::scenarios
