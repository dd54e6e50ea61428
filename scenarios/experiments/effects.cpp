#include "scenarios/experiments/effects.hpp"

#include <cmath>
#include <limits>

#include "output/scores/quantile.hpp"

namespace agglomera::scenarios {

Effect effect_of(const std::vector<double>& all) {
  const std::vector<double> ascending = output::present_ascending(all);
  const double missing = std::numeric_limits<double>::quiet_NaN();
  if (ascending.empty())
    return {missing, missing, missing, missing, missing, missing, missing, missing};
  const auto n = static_cast<double>(ascending.size());
  double sum = 0.0, positive = 0.0, squares = 0.0;
  for (const double x : ascending) {
    sum += x;
    positive += x > 0.0 ? 1.0 : x == 0.0 ? 0.5 : 0.0;
  }
  const double mean = sum / n;
  for (const double x : ascending) squares += (x - mean) * (x - mean);
  const double sd = n > 1.0 ? std::sqrt(squares / (n - 1.0)) : missing;
  const auto at = [&](double p) { return output::quantile_of_ascending(ascending, p); };
  return {mean, at(0.05), at(0.25), at(0.5), at(0.75), at(0.95), positive / n, sd / std::sqrt(n)};
}

double measure_of(const Ensemble& ensemble, std::size_t branch, const std::string& measure,
                  int member, const std::vector<std::size_t>& places, std::size_t year) {
  const Series& series = ensemble.series[branch];
  if (places.size() == 1 && measure == "lq_count")
    return series.lq_count[ensemble.at(member, places[0], year)];
  if (places.size() == 1 && measure == "lq_revenue")
    return series.lq_revenue[ensemble.at(member, places[0], year)];
  const bool counts = measure == "firms" || measure == "lq_count";
  const auto value = [&](std::size_t place) {
    const std::size_t at = ensemble.at(member, place, year);
    return counts ? static_cast<double>(series.firms[at]) : series.revenue_usd[at];
  };
  double sum = 0.0;
  for (const std::size_t place : places) sum += value(place);
  if (std::isnan(series.lq_count[ensemble.at(member, 0, year)]) && series.firms[ensemble.at(member, 0, year)] < 0)
    return std::numeric_limits<double>::quiet_NaN();
  if (measure == "firms" || measure == "revenue") return sum;
  double world = 0.0, share = 0.0;
  for (std::size_t place = 0; place < ensemble.places; ++place) world += value(place);
  const models::Member& drawn = ensemble.drawn[static_cast<std::size_t>(member)];
  const auto& shares = counts ? drawn.firm_share : drawn.revenue_share;
  for (const std::size_t place : places) share += shares[year][place];
  return sum / world / share;
}

std::vector<double> differences(const Ensemble& ensemble, std::size_t branch, std::size_t from,
                                const std::string& measure, const std::vector<std::size_t>& places,
                                std::size_t year) {
  std::vector<double> all;
  for (int member = 0; member < ensemble.members; ++member)
    all.push_back(measure_of(ensemble, branch, measure, member, places, year) -
                  measure_of(ensemble, from, measure, member, places, year));
  return all;
}

}  // namespace agglomera::scenarios
