#include "scenarios/experiments/refit.hpp"

#include <fmt/format.h>

#include "scenarios/experiments/unexplained.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int usual_replicates = 96;
constexpr double discrepancy_of_free_runs = 0.05;  // log units; their errors hold what is to be learned
constexpr int luck_of_usual_values = 1000, luck_of_posterior = 2000, luck_of_shocks = 2500;

void estimate_unexplained(const Forward& forward, const Eigen::MatrixXd& told, Refit& result) {
  const std::vector<Error> errors = errors_of(result.targets, told);
  result.count_innovations =
      innovations_of(*forward.study, result.targets, errors, Measure::lq_count);
  result.revenue_innovations =
      innovations_of(*forward.study, result.targets, errors, Measure::lq_revenue);
}

}  // namespace

Refit refit(const Forward& forward, const std::vector<FreeNumber>& numbers,
            const std::vector<Target>& targets, const RefitSettings& settings) {
  Refit result;
  result.numbers = numbers;
  result.targets = targets;
  const auto count = static_cast<Eigen::Index>(numbers.size());
  const auto tell = [&](const Eigen::MatrixXd& values, int step) {
    if (settings.stop && settings.stop()) throw Stopped{};
    if (settings.progress && step < settings.steps) settings.progress(step + 1, settings.steps);
    const auto work = [&] {
      return tell_all(forward, numbers, targets, values, settings.seed, step);
    };
    Eigen::MatrixXd told =
        settings.parts ? settings.parts->part(fmt::format("{}-{}", settings.name, step), work)
                       : work();
    for (Eigen::Index member = 0; member < told.cols(); ++member)
      if (!told.col(member).allFinite())
        result.failed_runs.push_back({step, static_cast<int>(member), values.col(member)});
    return told;
  };

  Assimilation problem;
  problem.data = observed_of(targets);
  problem.steps = settings.steps;
  problem.noise_correction = settings.noise_correction;
  problem.correlated_noise = forward.course == Course::one_year_ahead;
  if (settings.localised) problem.concerns = own_city(numbers, targets);
  Eigen::VectorXd variance = rounding_variance(targets);
  if (forward.course == Course::free) {
    variance.array() += discrepancy_of_free_runs * discrepancy_of_free_runs;
  } else if (settings.estimate_noise) {
    estimate_unexplained(forward, tell(Eigen::MatrixXd::Zero(count, usual_replicates),
                                       luck_of_usual_values), result);
    variance += discrepancy_variance(targets, result.count_innovations, result.revenue_innovations);
  }
  problem.error_covariance = variance.asDiagonal();

  result.prior = standard_normals(numbers.size(), settings.members, settings.seed);
  if (settings.steps > 0) {
    result.smoothed = assimilate(problem, result.prior, tell, settings.seed);
  } else {
    result.smoothed.prior_predictions = tell(result.prior, 0);
    result.smoothed.parameters = settings.start;
  }
  result.posterior_predictions = tell(result.smoothed.parameters, luck_of_posterior);
  if (forward.course == Course::one_year_ahead) {
    estimate_unexplained(forward, result.posterior_predictions, result);
    return result;
  }
  Forward ahead = forward;
  ahead.course = Course::one_year_ahead;
  const auto told = [&] {
    return tell_all(ahead, numbers, targets, result.smoothed.parameters, settings.seed,
                    luck_of_shocks);
  };
  estimate_unexplained(
      ahead, settings.parts ? settings.parts->part(settings.name + "-shocks", told) : told(), result);
  return result;
}

}  // namespace agglomera::scenarios
