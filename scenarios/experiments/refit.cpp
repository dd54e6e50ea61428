#include "scenarios/experiments/refit.hpp"

#include <fmt/format.h>

#include "scenarios/experiments/unexplained.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int usual_replicates = 96;
constexpr int luck_of_usual_values = 1000, luck_of_posterior = 2000, luck_of_shocks = 2500;

}  // namespace

Refit refit(const Forward& forward, const std::vector<FreeNumber>& numbers,
            const std::vector<Target>& targets, const RefitSettings& settings) {
  Refit result;
  result.numbers = numbers;
  result.targets = targets;
  const auto count = static_cast<Eigen::Index>(numbers.size());
  const auto tell_by = [&](const Forward& course, const Eigen::MatrixXd& values, int step) {
    if (settings.stop && settings.stop()) throw Stopped{};
    if (settings.progress && step < settings.steps) settings.progress(step + 1, settings.steps);
    const auto work = [&] {
      return tell_all(course, numbers, targets, values, settings.seed, step, settings.stop_now);
    };
    Eigen::MatrixXd told =
        settings.parts ? settings.parts->part(fmt::format("{}-{}", settings.name, step), work)
                       : work();
    for (Eigen::Index member = 0; member < told.cols(); ++member)
      if (!told.col(member).allFinite())
        result.failed_runs.push_back({step, static_cast<int>(member), values.col(member)});
    return told;
  };
  const auto tell = [&](const Eigen::MatrixXd& values, int step) {
    return tell_by(forward, values, step);
  };
  Forward ahead = forward;
  ahead.course = Course::one_year_ahead;
  const auto estimate_unexplained = [&](const Eigen::MatrixXd& values, int step) {
    const std::vector<Error> errors = errors_of(targets, tell_by(ahead, values, step));
    result.count_innovations = innovations_of(*forward.study, targets, errors, Measure::lq_count);
    result.revenue_innovations =
        innovations_of(*forward.study, targets, errors, Measure::lq_revenue);
  };

  Assimilation problem;
  problem.data = observed_of(targets);
  problem.steps = settings.steps;
  problem.noise_correction = settings.noise_correction;
  problem.correlated_noise = forward.course == Course::one_year_ahead;
  if (settings.localised) problem.concerns = own_city(numbers, targets);
  Eigen::VectorXd variance = rounding_variance(targets);
  if (settings.estimate_noise) {
    estimate_unexplained(Eigen::MatrixXd::Zero(count, usual_replicates), luck_of_usual_values);
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
  estimate_unexplained(result.smoothed.parameters, luck_of_shocks);
  return result;
}

}  // namespace agglomera::scenarios
