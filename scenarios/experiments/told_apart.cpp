#include "scenarios/experiments/told_apart.hpp"

#include <algorithm>
#include <cmath>

#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

constexpr int fewest = 3;

using Contributions = std::vector<std::vector<double>>;  // [part][member] of one city

Contributions of_city(const Explanation& explanation, std::size_t measure, std::size_t city) {
  Contributions all;
  for (std::size_t part = 0; part < part_count; ++part)
    all.push_back(explanation.contributions(measure, part, city));
  return all;
}

PartPair pair_of(const std::vector<Contributions>& cities, std::size_t measure, std::size_t a,
                 std::size_t b) {
  std::vector<double> mean_a, mean_b;
  double sum = 0.0, defined = 0.0;
  for (const Contributions& city : cities) {
    mean_a.push_back(effect_of(city[a]).mean);
    mean_b.push_back(effect_of(city[b]).mean);
    const double r = correlation(city[a], city[b]);
    if (std::isnan(r)) continue;
    sum += r;
    defined += 1.0;
  }
  return {measure, a, b, correlation(mean_a, mean_b), defined > 0.0 ? sum / defined : missing};
}

}  // namespace

bool PartPair::known() const { return !std::isnan(over_cities) || !std::isnan(over_members); }

bool PartPair::told_apart() const {  // a comparison with NaN is false
  return known() && !(std::abs(over_cities) > not_told_apart_beyond) &&
         !(std::abs(over_members) > not_told_apart_beyond);
}

double correlation(std::span<const double> x, std::span<const double> y) {
  double n = 0.0, sum_x = 0.0, sum_y = 0.0;
  const auto both = [&](std::size_t i) { return !std::isnan(x[i]) && !std::isnan(y[i]); };
  for (std::size_t i = 0; i < x.size(); ++i)
    if (both(i)) n += 1.0, sum_x += x[i], sum_y += y[i];
  if (n < fewest) return missing;
  double xx = 0.0, yy = 0.0, xy = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!both(i)) continue;
    const double dx = x[i] - sum_x / n, dy = y[i] - sum_y / n;
    xx += dx * dx, yy += dy * dy, xy += dx * dy;
  }
  return xx > 0.0 && yy > 0.0 ? std::clamp(xy / std::sqrt(xx * yy), -1.0, 1.0) : missing;
}

std::vector<std::size_t> observed_cities(const models::Study& study, std::size_t measure) {
  const auto& observed = explained_measures()[measure].of_revenue ? study.observed.lq_revenue
                                                                  : study.observed.lq_count;
  std::vector<std::size_t> cities;
  for (std::size_t city = 0; city < study.cities.size(); ++city)
    if (std::any_of(observed[city].begin(), observed[city].end(),
                    [](double quotient) { return !std::isnan(quotient); }))
      cities.push_back(city);
  return cities;
}

std::vector<PartPair> pairs_of_parts(const Scenario& scenario, const Explanation& explanation) {
  std::vector<PartPair> pairs;
  for (std::size_t measure = 0; measure < measure_count; ++measure) {
    std::vector<Contributions> cities;
    for (const std::size_t city : observed_cities(*scenario.study, measure))
      cities.push_back(of_city(explanation, measure, city));
    for (std::size_t a = 0; a < part_count; ++a)
      for (std::size_t b = a + 1; b < part_count; ++b)
        pairs.push_back(pair_of(cities, measure, a, b));
  }
  return pairs;
}

double share_excluding_zero(const Scenario& scenario, const Explanation& explanation,
                            std::size_t measure, std::size_t part) {
  const std::vector<std::size_t> cities = observed_cities(*scenario.study, measure);
  double excluding = 0.0;
  for (const std::size_t city : cities) {
    const Effect effect = effect_of(explanation.contributions(measure, part, city));
    if (effect.q05 > 0.0 || effect.q95 < 0.0) excluding += 1.0;
  }
  return cities.empty() ? missing : excluding / static_cast<double>(cities.size());
}

}  // namespace agglomera::scenarios
