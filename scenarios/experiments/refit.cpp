#include "scenarios/experiments/refit.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>

#include "scenarios/experiments/unexplained.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int usual_replicates = 96;
constexpr int luck_of_usual_values = 1000, luck_of_posterior = 2000, luck_of_shocks = 2500;

// Mean and trend over the years of every city and measure; a city's luck is a group of its own.
void summarise(const std::vector<FreeNumber>& numbers, const std::vector<Target>& targets,
               Assimilation& problem) {
  std::map<int, std::vector<int>> of_city;
  std::map<std::pair<Measure, int>, std::vector<int>> of_series;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    of_city[targets[i].city].push_back(static_cast<int>(i));
    of_series[{targets[i].measure, targets[i].city}].push_back(static_cast<int>(i));
  }
  for (const auto& [city, observations] : of_city) problem.noise_groups.push_back(observations);
  std::vector<Eigen::RowVectorXd> rows;
  for (const auto& [series, observations] : of_series) {
    const auto count = static_cast<double>(observations.size());
    double middle = 0.0, span = 0.0;
    const auto year = [&](int i) { return static_cast<double>(targets[static_cast<std::size_t>(i)].year); };
    for (const int i : observations) middle += year(i) / count;
    Eigen::RowVectorXd mean = Eigen::RowVectorXd::Zero(static_cast<Eigen::Index>(targets.size()));
    Eigen::RowVectorXd trend = mean;
    for (const int i : observations) {
      mean[i] = 1.0 / count;
      trend[i] = year(i) - middle;
      span += std::abs(trend[i]);
    }
    rows.push_back(mean);
    if (span > 0.0) rows.push_back(trend / span);
  }
  problem.summaries.resize(static_cast<Eigen::Index>(rows.size()), static_cast<Eigen::Index>(targets.size()));
  for (std::size_t row = 0; row < rows.size(); ++row) problem.summaries.row(static_cast<Eigen::Index>(row)) = rows[row];
  for (std::size_t p = 0; p < numbers.size(); ++p)
    if (numbers[p].city == no_city) problem.summarised.push_back(static_cast<int>(p));
}

// Amenities are centred, and where the cities are all there is the common drift takes up what all of them
// grow: these numbers matter against their mean alone, if every city has one and all priors are alike.
std::vector<std::vector<int>> relative_numbers(const models::Study& study,
                                               const std::vector<FreeNumber>& numbers) {
  std::vector<std::vector<int>> groups;
  const auto add = [&](std::string_view quantity, const std::vector<models::Latent>& latents) {
    std::vector<int> group;
    bool alike = true;
    for (std::size_t p = 0; p < numbers.size(); ++p)
      if (numbers[p].city != no_city && numbers[p].name.starts_with(quantity)) {
        group.push_back(static_cast<int>(p));
        alike = alike && latents[static_cast<std::size_t>(numbers[p].city)].prior.sd == latents.front().prior.sd;
      }
    if (alike && !group.empty() && group.size() == study.cities.size()) groups.push_back(group);
  };
  add("amenity:", study.latents.amenity);
  if (study.cities_are_all) add("growth_advantage:", study.latents.growth_advantage);
  return groups;
}

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
  if (settings.by_summaries) {
    summarise(numbers, targets, problem);
    problem.relative = relative_numbers(*forward.study, numbers);
  }
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
