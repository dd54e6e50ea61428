#include "output/report/reading/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "output/scores/quantile.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

double share(std::size_t part, std::size_t all) {
  return all == 0 ? missing : static_cast<double>(part) / static_cast<double>(all);
}

struct Pair {
  std::string city;
  Spread simulated;
  double observed;

  bool is_inside_50() const { return simulated.q25 <= observed && observed <= simulated.q75; }
  bool is_inside_90() const { return simulated.q05 <= observed && observed <= simulated.q95; }
};

std::vector<Pair> pairs_of(const Sheet& sheet, const std::string& measure, std::size_t scenario,
                           std::size_t year) {
  const Observed observed(sheet, measure);
  const Array series = sheet.array("series", measure);
  const auto ids = sheet.labels("series", "city");
  std::vector<Pair> pairs;
  for (std::size_t city = 0; city < ids.size(); ++city) {
    const double seen = observed.at(ids[city], sheet.years("series")[year]);
    if (std::isnan(seen)) continue;
    const Spread spread =
        spread_of(series.along("member", {{"scenario", scenario}, {"city", city}, {"year", year}}));
    if (spread.present > 0) pairs.push_back({ids[city], spread, seen});
  }
  return pairs;
}

// Set to what was observed: the median meets it in every city, and the members are of one mind (a
// revenue that was not observed itself still leaves them a third of its LQ). One city may be chance.
bool is_set(const std::vector<Pair>& pairs) {
  return pairs.size() > 1 && std::all_of(pairs.begin(), pairs.end(), [](const Pair& pair) {
           const Spread& simulated = pair.simulated;
           return std::fabs(simulated.q50 - pair.observed) <= 0.01 * pair.observed &&
                  simulated.q95 - simulated.q05 <= 0.35 * simulated.q50;
         });
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
  const auto years = sheet.years("series");
  Agreement agreement;
  std::vector<double> errors;
  for (std::size_t y = 0; y < years.size(); ++y) {
    const auto pairs = pairs_of(sheet, measure, scenario, y);
    if (is_set(pairs)) {
      agreement.set_years.push_back(years[y]);
      continue;
    }
    for (const Pair& pair : pairs) {
      ++agreement.observed;
      agreement.inside_50 += pair.is_inside_50();
      agreement.inside_90 += pair.is_inside_90();
      if (pair.observed > 0 && pair.simulated.q50 > 0)
        errors.push_back(std::fabs(std::log(pair.simulated.q50 / pair.observed)));
    }
  }
  agreement.typical_error = errors.empty() ? missing : std::expm1(median(errors));
  return agreement;
}

std::vector<Miss> misses_of(const Sheet& sheet, const std::string& measure, int year,
                            std::size_t scenario) {
  const auto years = sheet.years("series");
  const auto at = std::find(years.begin(), years.end(), year);
  if (at == years.end()) return {};
  const auto pairs =
      pairs_of(sheet, measure, scenario, static_cast<std::size_t>(at - years.begin()));
  if (is_set(pairs)) return {};
  std::vector<Miss> misses;
  for (const Pair& pair : pairs)
    if (!pair.is_inside_90()) misses.push_back({pair.city, pair.simulated, pair.observed});
  const auto distance = [](const Miss& miss) {
    return std::fabs(std::log((miss.simulated.q50 + 0.05) / (miss.observed + 0.05)));
  };
  std::stable_sort(misses.begin(), misses.end(),
                   [&](const Miss& a, const Miss& b) { return distance(a) > distance(b); });
  return misses;
}

Text freedom_of(const Sheet& sheet) {
  std::set<int> set;
  for (const char* measure : {"lq_count", "lq_revenue"})
    for (const int year : agreement_of(sheet, measure).set_years) set.insert(year);
  std::vector<Text> years;
  for (const int year : set) years.push_back(phrase({"{}", "{} 年"}, year));
  const Text free = years.empty()
                        ? Text{"The run is free: no year is set to what was observed.",
                               "模拟自由运行，没有任何一年按观测值设定。"}
                        : phrase({"The run is set to what was observed in {} (not counted) and "
                                  "runs free in all other years.",
                                  "模拟在 {}按观测值设定（不计入统计），其余年份自由运行。"},
                                 list_of(years));
  const Text learned =
      is_calibrated(sheet)
          ? Text{"Its parameters were learned from observations, perhaps these: this shows fit, not skill "
                 "in forecasting, which a backtest tells.",
                 "参数由观测值校准得到，其中可能包括这些观测值：这里体现的是拟合程度，预测能力须看回测。"}
          : Text{"Its parameters were not learned from observations.", "参数未经观测值校准。"};
  return phrase({"{} {}", "{}{}"}, free, learned);
}

bool is_calibrated(const Sheet& sheet) {
  const auto& inputs = sheet.file().inputs;
  return std::any_of(inputs.begin(), inputs.end(),
                     [](const InputText& input) { return input.path.ends_with(".h5"); });
}

}  // namespace agglomera::output::report
