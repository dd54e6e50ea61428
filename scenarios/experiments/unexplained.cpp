#include "scenarios/experiments/unexplained.hpp"

#include <algorithm>
#include <cmath>

#include "output/scores/log_error.hpp"
#include "output/scores/quantile.hpp"
#include "scenarios/inference/noise_scales.hpp"

namespace agglomera::scenarios {
namespace {

constexpr double usual_persistence = 0.2, persistence_sd = 0.1;
constexpr double usual_sd = 0.2;                // of a measure without any error
constexpr double spread_between_cities = 0.7;   // sd of ln τ
constexpr double tails = 4.0;                   // degrees of freedom
constexpr double calm_of_counts = 0.5, calm_of_revenues = 0.85;

// Log units of the LQ per unit of the target's scale: d ln(x + 0.05) / d √x about the observed value.
double log_units(const Target& target) {
  if (!target.rooted) return 1.0;
  const double root = std::sqrt(std::max(target.observed, output::log_error_offset));
  return 2.0 * root / (root * root + output::log_error_offset);
}

}  // namespace

std::vector<Error> errors_of(const std::vector<Target>& targets, const Eigen::MatrixXd& told) {
  const Eigen::VectorXd observed = observed_of(targets), rounding = rounding_variance(targets);
  std::vector<Error> errors;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto row = static_cast<Eigen::Index>(i);
    std::vector<double> ensemble;
    for (Eigen::Index member = 0; member < told.cols(); ++member)
      if (std::isfinite(told(row, member))) ensemble.push_back(told(row, member));
    if (ensemble.empty()) continue;
    const double unit = log_units(targets[i]);
    const double half_width =
        0.5 * (output::quantile(ensemble, 0.84) - output::quantile(ensemble, 0.16));
    errors.push_back({i, unit * (observed[row] - output::median(ensemble)),
                      unit * unit * (half_width * half_width + rounding[row])});
  }
  return errors;
}

models::Innovations innovations_of(const models::Study& study, const std::vector<Target>& targets,
                                   const std::vector<Error>& errors, Measure measure) {
  const std::size_t cities = study.cities.size();
  std::vector<Innovation> mine;
  std::vector<std::vector<Error>> of_city(cities);
  for (const Error& error : errors) {
    const Target& target = targets[error.target];
    if (target.measure != measure) continue;
    const auto city = static_cast<std::size_t>(target.city);
    mine.push_back({0, city, error.value, error.simulator_variance});
    of_city[city].push_back(error);
  }
  NoiseSettings settings;
  settings.prior_scales = {usual_sd};
  settings.cities = cities;
  settings.omega = spread_between_cities;
  settings.degrees_of_freedom = tails;
  settings.least_variance = 1e-4;
  const NoiseScales scales = estimate_noise_scales(mine, settings);

  models::Innovations innovations{scales.groups.front().city_scales,
                                  std::vector<double>(cities, 0.0), 0.0};
  const double weight = 1.0 / (persistence_sd * persistence_sd);
  double product = weight * usual_persistence, square = weight;
  for (std::size_t city = 0; city < cities; ++city) {
    std::vector<double> standard;
    for (const Error& error : of_city[city]) {
      const double sd = std::sqrt(innovations.sd[city] * innovations.sd[city] + error.simulator_variance);
      standard.push_back(std::clamp(error.value / sd, -1.0, 1.0));
      if (study.first + static_cast<sim::Year>(targets[error.target].year) == study.last)
        innovations.last[city] = error.value;
    }
    for (std::size_t i = 1; i < standard.size(); ++i) {
      product += standard[i] * standard[i - 1];
      square += standard[i - 1] * standard[i - 1];
    }
  }
  innovations.persistence = product / square;
  for (double& sd : innovations.sd)
    sd *= measure == Measure::lq_count ? calm_of_counts : calm_of_revenues;
  return innovations;
}

Eigen::VectorXd discrepancy_variance(const std::vector<Target>& targets,
                                     const models::Innovations& counts,
                                     const models::Innovations& revenues) {
  Eigen::VectorXd variance(static_cast<Eigen::Index>(targets.size()));
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const Target& target = targets[i];
    const auto& sd = (target.measure == Measure::lq_count ? counts : revenues).sd;  // revenue as its LQ
    const double own = sd[static_cast<std::size_t>(target.city)] / log_units(target);
    variance[static_cast<Eigen::Index>(i)] = own * own;
  }
  return variance;
}

}  // namespace agglomera::scenarios
