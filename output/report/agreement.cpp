#include "output/report/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "output/scores/quantile.hpp"

namespace agglomera::output::report {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

double share(std::size_t part, std::size_t all) {
  return all == 0 ? missing : static_cast<double>(part) / static_cast<double>(all);
}

}  // namespace

Observed::Observed(const Sheet& sheet, const std::string& measure) {
  if (!sheet.has("observed", measure)) return;
  const Array array = sheet.array("observed", measure);
  const auto ids = sheet.labels("observed", "city");
  const auto years = sheet.years("observed");
  for (std::size_t city = 0; city < ids.size(); ++city)
    for (std::size_t y = 0; y < years.size(); ++y) {
      const double value = array.at({{"city", city}, {"year", y}});
      if (!std::isfinite(value)) continue;
      values_[ids[city]][years[y]] = value;
      last_year_ = std::max(last_year_, years[y]);
    }
}

double Observed::at(const std::string& city, int year) const {
  const auto found = values_.find(city);
  if (found == values_.end()) return missing;
  const auto value = found->second.find(year);
  return value == found->second.end() ? missing : value->second;
}

bool Observed::any(const std::string& city) const { return values_.contains(city); }

int last_observed_year(const Sheet& sheet) {
  return std::max(Observed(sheet, "lq_count").last_year(),
                  Observed(sheet, "lq_revenue").last_year());
}

double Agreement::coverage_50() const { return share(inside_50, observed); }
double Agreement::coverage_90() const { return share(inside_90, observed); }

Agreement agreement_of(const Sheet& sheet, const std::string& measure, std::size_t scenario) {
  const Observed observed(sheet, measure);
  const Array series = sheet.array("series", measure);
  const auto ids = sheet.labels("series", "city");
  const auto years = sheet.years("series");
  Agreement agreement;
  std::vector<double> errors;
  for (std::size_t city = 0; city < ids.size(); ++city)
    for (std::size_t y = 0; y < years.size(); ++y) {
      const double seen = observed.at(ids[city], years[y]);
      if (std::isnan(seen)) continue;
      const Spread spread =
          spread_of(series.along("member", {{"scenario", scenario}, {"city", city}, {"year", y}}));
      if (spread.present == 0) continue;
      ++agreement.observed;
      agreement.inside_50 += spread.q25 <= seen && seen <= spread.q75;
      agreement.inside_90 += spread.q05 <= seen && seen <= spread.q95;
      if (seen > 0 && spread.q50 > 0) errors.push_back(std::fabs(std::log(spread.q50 / seen)));
    }
  agreement.typical_error = errors.empty() ? missing : std::expm1(median(errors));
  return agreement;
}

bool is_calibrated(const Sheet& sheet) {
  const auto& inputs = sheet.file().inputs;
  return std::any_of(inputs.begin(), inputs.end(),
                     [](const InputText& input) { return input.path.ends_with(".h5"); });
}

}  // namespace agglomera::output::report
