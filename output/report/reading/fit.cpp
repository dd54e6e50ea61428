#include "output/report/reading/fit.hpp"

#include <cmath>

#include "output/scores/coverage.hpp"
#include "output/scores/pit.hpp"

namespace agglomera::output::report {
namespace {

// The middle of the step that the observation falls on: the page is the same each time.
constexpr double middle = 0.5;

Fit fit_of(const Sheet& sheet, const std::string& measure) {
  const Array members = sheet.array("posterior_predictive", measure);
  const Array observed = sheet.array("observed_data", measure);
  const auto cities = sheet.labels("posterior_predictive", "city");
  const auto years = sheet.labels("posterior_predictive", "year");
  Fit fit{measure, {}, 0, 0, 0, {}};
  Coverage half(0.5), most(0.9);
  for (std::size_t city = 0; city < cities.size(); ++city) {
    const std::size_t seen_city = sheet.index("observed_data", "city", cities[city]);
    if (seen_city == observed.size("city")) continue;
    const int before = most.counted();
    for (std::size_t year = 0; year < years.size(); ++year) {
      const std::size_t seen_year = sheet.index("observed_data", "year", years[year]);
      if (seen_year == observed.size("year")) continue;
      const double seen = observed.at({{"city", seen_city}, {"year", seen_year}});
      const auto draws = members.along("draw", {{"chain", 0}, {"city", city}, {"year", year}});
      half.add(draws, seen);
      most.add(draws, seen);
      const double pit = randomised_pit(draws, seen, middle);
      if (!std::isnan(pit)) fit.pits.push_back(pit);
    }
    if (most.counted() > before) fit.cities.push_back(city);
  }
  fit.observations = most.counted();
  fit.coverage_50 = half.share();
  fit.coverage_90 = most.share();
  return fit;
}

}  // namespace

std::vector<Fit> fits_of(const Sheet& sheet) {
  std::vector<Fit> fits;
  for (const std::string measure : {"lq_count", "lq_revenue"}) {
    if (!sheet.has("posterior_predictive", measure) || !sheet.has("observed_data", measure) ||
        sheet.labels("posterior_predictive", "chain").empty())
      continue;
    Fit fit = fit_of(sheet, measure);
    if (fit.observations > 0) fits.push_back(std::move(fit));
  }
  return fits;
}

std::vector<LeftOutMean> left_out_means(const Sheet& sheet) {
  std::vector<LeftOutMean> means;
  if (!sheet.has("left_out")) return means;
  const auto measures = sheet.labels("left_out", "measure");
  const Array counts = sheet.array("left_out", "observations");
  for (std::size_t m = 0; m < measures.size(); ++m) {
    LeftOutMean mean{measures[m], 0, 0, 0, 0, 0};
    const auto weighted = [&](const char* name) {
      const Array values = sheet.array("left_out", name);
      double sum = 0, weight = 0;
      for (std::size_t city = 0; city < counts.size("city"); ++city) {
        const double n = counts.at({{"measure", m}, {"city", city}});
        const double value = values.at({{"measure", m}, {"city", city}});
        if (!(n > 0) || std::isnan(value)) continue;
        sum += n * value;
        weight += n;
      }
      mean.observations = static_cast<int>(weight);
      return sum / weight;  // 0 / 0: none
    };
    mean.in_sample_log_mae = weighted("in_sample_log_mae");
    mean.in_sample_coverage_90 = weighted("in_sample_coverage_90");
    mean.coverage_90 = weighted("coverage_90");
    mean.log_mae = weighted("log_mae");
    if (mean.observations > 0) means.push_back(mean);
  }
  return means;
}

}  // namespace agglomera::output::report
