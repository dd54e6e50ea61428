#include "scenarios/experiments/forecast.hpp"

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "models/known_at.hpp"
#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int luck_of_forecast = 3000;

const std::vector<Measure> measures = {Measure::lq_count, Measure::lq_revenue};

bool ever_observed(const models::Study& study, Measure measure, std::size_t city) {
  for (std::size_t year = 0; year < study.years(); ++year)
    if (!std::isnan(observed_value(study, measure, city, year))) return true;
  return false;
}

std::vector<sim::PlaceIndex> observed_cities(const models::Study& study) {
  std::vector<sim::PlaceIndex> cities;
  for (std::size_t city = 0; city < study.cities.size(); ++city)
    if (ever_observed(study, Measure::lq_count, city) ||
        ever_observed(study, Measure::lq_revenue, city))
      cities.push_back(static_cast<sim::PlaceIndex>(city));
  return cities;
}

// What is to be foretold: every measure of every city that was observed in it, in every year.
std::vector<Target> asked_of(const models::Study& known, const std::vector<sim::PlaceIndex>& cities,
                             int years) {
  std::vector<Target> asked;
  for (const Measure measure : measures)
    for (const sim::PlaceIndex city : cities) {
      if (!ever_observed(known, measure, city)) continue;
      for (int ahead = 1; ahead <= years; ++ahead)
        asked.push_back({measure, city, known.years() - 1 + static_cast<std::size_t>(ahead),
                         std::numeric_limits<double>::quiet_NaN()});
    }
  return asked;
}

}  // namespace

Forecast forecast(const Scenario& scenario, sim::Year origin, int years,
                  const ForecastSettings& settings) {
  models::Study known = models::known_at(*scenario.study, origin);
  const sim::Distances distances = models::usual_distances(known);
  Forecast result;
  result.origin = origin;
  result.cities = observed_cities(known);
  const auto targets = targets_of(known, measures, result.cities, known.first, origin);
  if (targets.empty())
    throw sim::InputError(sim::Complaint{
        "", 0, 0, fmt::format("nothing was observed after {} and up to {} (a forecast learns from that)",
                              known.first, origin), "take a later origin"});

  Forward forward{&known, scenario.mechanisms, scenario.background, &distances,
                  Course::one_year_ahead, origin, true};
  RefitSettings how;
  how.members = settings.members;
  how.steps = settings.steps;
  how.seed = settings.seed;
  how.stop = settings.stop;
  how.stop_now = settings.stop_now;
  result.learned = refit(forward,
                         free_numbers(known, settings.free.parameters,
                                      settings.free.city_quantities, result.cities),
                         targets, how);
  known.count_innovations = result.learned.count_innovations;
  known.revenue_innovations = result.learned.revenue_innovations;

  forward.last = origin + years;
  const std::vector<Target> asked = asked_of(known, result.cities, years);
  const Eigen::MatrixXd told =
      tell_all(forward, result.learned.numbers, asked, result.learned.smoothed.parameters,
               settings.seed, luck_of_forecast, settings.stop_now);
  result.failed = static_cast<int>(result.learned.failed_runs.size());
  for (Eigen::Index member = 0; member < told.cols(); ++member)
    result.failed += !told.col(member).allFinite();
  result.lq.assign(measures.size(),
                   std::vector(static_cast<std::size_t>(years),
                               std::vector<std::vector<double>>(known.cities.size())));
  for (std::size_t i = 0; i < asked.size(); ++i) {
    auto& ensemble = result.lq[static_cast<std::size_t>(asked[i].measure)]
                              [asked[i].year - known.years()]
                              [static_cast<std::size_t>(asked[i].city)];
    for (Eigen::Index member = 0; member < told.cols(); ++member)
      ensemble.push_back(asked[i].unscaled(told(static_cast<Eigen::Index>(i), member)));
  }
  return result;
}

}  // namespace agglomera::scenarios
