#include "scenarios/experiments/sensitivity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <variant>

#include "scenarios/experiments/finished_parts.hpp"
#include "scenarios/experiments/point_outputs.hpp"
#include "sim/missing.hpp"
#include "sim/together.hpp"

namespace agglomera::scenarios {
namespace {

constexpr std::size_t points_of_part = 256;

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

// Runs every point of a design, part after part; each rank takes its share of a part.
class Runs {
 public:
  Runs(const Sensitivity& experiment, const Design& design, const Watch& watch)
      : variation_(experiment.variation),
        design_(design),
        watch_(watch),
        trial_(experiment.variation),
        count_(std::visit([](const auto& of) { return of.count(); }, design)),
        width_(2 * variation_.outputs.all.size() + 1),
        numbers_(count_ * width_, missing) {}

  void run() {
    for (std::size_t from = 0; from < count_; from += points_of_part) {
      const std::size_t size = std::min(points_of_part, count_ - from);
      run_part(from, size);
      if (watch_.progress) watch_.progress(static_cast<int>(from + size), static_cast<int>(count_));
    }
  }

  std::size_t count() const { return count_; }

  // One statistic of one output, at every point.
  std::vector<double> outputs(Statistic statistic, std::size_t output) const {
    const std::size_t column =
        output + (statistic == Statistic::noise ? variation_.outputs.all.size() : 0);
    std::vector<double> values(count_);
    for (std::size_t point = 0; point < count_; ++point)
      values[point] = numbers_[point * width_ + column];
    return values;
  }

  std::int64_t failed_runs() const {
    std::int64_t failed = 0;
    for (std::size_t point = 0; point < count_; ++point) failed += failed_at(point);
    return failed;
  }

  // Why the first run failed: found out by running its point again.
  std::string reason() const {
    for (std::size_t point = 0; point < count_; ++point)
      if (failed_at(point) > 0) return trial_(values_of(point)).reason;
    return "";
  }

 private:
  int failed_at(std::size_t point) const {
    return static_cast<int>(numbers_[point * width_ + width_ - 1]);
  }

  std::vector<double> values_of(std::size_t point) const {
    return std::visit([&](const auto& of) { return values_at(variation_, of[point]); }, design_);
  }

  bool stopped() const { return watch_.stop && watch_.stop->load(std::memory_order_relaxed); }

  void run_part(std::size_t from, std::size_t size) {
    const auto work = [&] {
      Eigen::MatrixXd part(static_cast<Eigen::Index>(width_), static_cast<Eigen::Index>(size));
      sim::fill_together(size, {part.data(), size * width_},
                         [&](std::size_t point, std::span<double> numbers) {
                           if (!stopped()) fill(from + point, numbers);
                         });
      if (sim::on_any_rank(stopped()))
        throw Interrupted{static_cast<int>(from), static_cast<int>(count_),
                          watch_.parts && watch_.parts->keeps()};
      return part;
    };
    const Eigen::MatrixXd part =
        watch_.parts ? watch_.parts->part(fmt::format("points-{:09}", from), work) : work();
    std::copy_n(part.data(), size * width_,
                numbers_.begin() + static_cast<std::ptrdiff_t>(from * width_));
  }

  void fill(std::size_t point, std::span<double> numbers) const {
    const PointOutputs outputs = trial_(values_of(point));
    std::ranges::copy(outputs.sd, std::ranges::copy(outputs.mean, numbers.begin()).out);
    numbers.back() = outputs.failed;
  }

  const Variation& variation_;
  const Design& design_;
  const Watch& watch_;
  PointTrial trial_;
  std::size_t count_;
  std::size_t width_;
  std::vector<double> numbers_;  // [point][mean of each output, sd of each, failed replicates]
};

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

SensitivityResult analyse_sensitivity(const Sensitivity& experiment, const Watch& watch) {
  const Design design = design_of(experiment);
  Runs runs(experiment, design, watch);
  runs.run();
  SensitivityResult result;
  result.points = static_cast<std::int64_t>(runs.count());
  if (!sim::is_first_rank()) return result;
  const sim::Apart apart;
  result.failed_runs = runs.failed_runs();
  if (result.failed_runs > 0) result.reason = runs.reason();
  for (const Statistic statistic : statistics)
    for (std::size_t output = 0; output < experiment.variation.outputs.all.size(); ++output)
      result.of[static_cast<std::size_t>(statistic)].push_back(
          estimate(design, runs.outputs(statistic, output)));
  return result;
}

}  // namespace agglomera::scenarios
