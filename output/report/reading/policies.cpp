#include "output/report/reading/policies.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <limits>
#include <numeric>
#include <utility>

namespace agglomera::output::report {
namespace {

constexpr std::size_t named = 5;  // so many treated cities are named, more are counted

Text in_words(std::string id) {
  std::replace(id.begin(), id.end(), '-', ' ');
  if (!id.empty())
    id.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(id.front())));
  return plainly(id);
}

Text headline_text(const Sheet& sheet, const char* variable, const std::string& scenario) {
  const std::vector<Text> all = sheet.both("scenarios", variable);
  const std::size_t place = sheet.index("scenarios", "scenario", scenario);
  return place < all.size() ? all[place] : Text{};
}

}  // namespace

std::vector<Policy> policies_of(const Sheet& sheet) {
  std::vector<Policy> policies;
  const std::vector<std::string> ids = sheet.labels("effect", "scenario");
  for (std::size_t p = 0; p < ids.size(); ++p) {
    Policy policy{ids[p],
                  headline_text(sheet, "title", ids[p]),
                  headline_text(sheet, "question", ids[p]),
                  {}};
    if (policy.title.empty()) policy.title = in_words(ids[p]);
    if (sheet.has("effect", "treated")) {
      const auto treated = sheet.array("effect", "treated").along("city", {{"scenario", p}});
      for (std::size_t city = 0; city < treated.size(); ++city)
        if (treated[city] != 0) policy.treated.push_back(city);
    }
    policies.push_back(std::move(policy));
  }
  return policies;
}

std::vector<Text> titles_of(const std::vector<Policy>& policies) {
  std::vector<Text> titles;
  for (const Policy& policy : policies) titles.push_back(policy.title);
  return titles;
}

Text treated_text(const Sheet& sheet, const Policy& policy) {
  const auto ids = sheet.labels("effect", "city");
  if (policy.treated.empty()) return {"the treated cities", "受政策作用的城市"};
  if (policy.treated.size() > named)
    return phrase({"the {} treated cities", "受政策作用的 {} 个城市"}, policy.treated.size());
  std::vector<Text> names;
  for (const std::size_t city : policy.treated) names.push_back(sheet.places().name(ids[city]));
  return list_of(names);
}

int last_year(const Sheet& sheet) {
  const std::vector<int> years = sheet.years("effect");
  return years.empty() ? 0 : years.back();
}

Text city_label(const Sheet& sheet, const std::string& id) {
  const Place place = sheet.places().place(id);
  return place.observed ? place.name : phrase({"{} *", "{} *"}, place.name);
}

std::vector<std::size_t> cities_shown(const Sheet& sheet, const Effects& effects,
                                      const Policy& policy, std::size_t number, std::size_t measure,
                                      std::size_t most) {
  const std::size_t cities = sheet.labels("effect", "city").size();
  const std::size_t years = sheet.years("effect").size();
  if (years == 0) return {};
  std::vector<double> mean(cities);
  std::vector<bool> treated(cities, false);
  for (const std::size_t city : policy.treated) treated[city] = true;
  std::vector<std::size_t> shown;
  for (std::size_t city = 0; city < cities; ++city) {
    const Effect effect = effects.at(
        {{"scenario", number}, {"measure", measure}, {"city", city}, {"year", years - 1}});
    mean[city] = effect.mean;
    const bool moved = effect.mean != 0 || effect.q05 != 0 || effect.q95 != 0;
    if (effect.is_known() && (treated[city] || moved)) shown.push_back(city);
  }
  std::stable_sort(shown.begin(), shown.end(), [&](std::size_t a, std::size_t b) {
    if (treated[a] != treated[b]) return static_cast<bool>(treated[a]);
    return std::fabs(mean[a]) > std::fabs(mean[b]);
  });
  // Where many are treated, room is kept for those who pay.
  const auto first_other =
      std::find_if(shown.begin(), shown.end(), [&](std::size_t city) { return !treated[city]; });
  const std::size_t of_treated = static_cast<std::size_t>(first_other - shown.begin());
  const std::size_t others = shown.size() - of_treated;
  const std::size_t room = most - std::min(most / 3, others);
  if (of_treated > room)
    shown.erase(shown.begin() + static_cast<std::ptrdiff_t>(room), first_other);
  if (shown.size() > most) shown.resize(most);
  std::stable_sort(shown.begin(), shown.end(),
                   [&](std::size_t a, std::size_t b) { return mean[a] > mean[b]; });
  return shown;
}

Gained::Gained(const Sheet& sheet, const std::string& measure)
    : sheet_(sheet), of_firms_(measure == "firms"), values_(sheet.array("series", measure)) {
  const auto years = sheet.years("series");
  for (const int year : sheet.years("effect"))
    year_in_series_.push_back(
        static_cast<std::size_t>(std::find(years.begin(), years.end(), year) - years.begin()));
  for (const std::string& id : sheet.labels("effect", "city"))
    in_series_.push_back(sheet.index("series", "city", id));
}

std::vector<double> Gained::by(const Policy& policy, const std::vector<std::size_t>& cities) const {
  return by(policy, cities, year_in_series_.size() - 1);
}

std::vector<double> Gained::by(const Policy& policy, const std::vector<std::size_t>& cities,
                               std::size_t year) const {
  const std::size_t scenario = sheet_.index("series", "scenario", policy.id);
  const double missing = std::numeric_limits<double>::quiet_NaN();
  std::vector<double> gained(values_.size("member"), 0.0);
  // What the series do not hold is not known.
  if (scenario >= values_.size("scenario") || year_in_series_.at(year) >= values_.size("year"))
    return std::vector<double>(gained.size(), missing);
  for (const std::size_t city : cities) {
    if (in_series_[city] >= values_.size("city"))
      return std::vector<double>(gained.size(), missing);
    Array::Where at = {
        {"scenario", 0}, {"city", in_series_[city]}, {"year", year_in_series_[year]}};
    const auto before = values_.along("member", at);
    at["scenario"] = scenario;
    const auto after = values_.along("member", at);
    for (std::size_t m = 0; m < gained.size(); ++m) {
      const bool failed = of_firms_ && (before[m] < 0 || after[m] < 0);  // −1: the run failed
      gained[m] += failed ? missing : after[m] - before[m];
    }
  }
  return gained;
}

std::vector<std::size_t> Gained::elsewhere(const Policy& policy) const {
  std::vector<std::size_t> others;
  for (const std::size_t city : all_cities(sheet_))
    if (std::find(policy.treated.begin(), policy.treated.end(), city) == policy.treated.end())
      others.push_back(city);
  return others;
}

Shares::Shares(const Sheet& sheet, const std::string& measure) {
  if (sheet.has("series", measure)) gained_.emplace(sheet, measure);
}

void Shares::fill(Effect& effect, const Policy& policy, const std::vector<std::size_t>& cities,
                  std::size_t year) const {
  if (!gained_ || cities.empty()) return;
  const Effect of_members = effect_of(gained_->by(policy, cities, year));
  effect.more = of_members.more;
  effect.fewer = of_members.fewer;
}

std::vector<std::size_t> all_cities(const Sheet& sheet) {
  std::vector<std::size_t> all(sheet.labels("effect", "city").size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  return all;
}

std::vector<std::size_t> cities_of_cluster(const Sheet& sheet, const std::string& cluster) {
  const auto ids = sheet.labels("effect", "city");
  std::vector<std::size_t> cities;
  for (std::size_t city = 0; city < ids.size(); ++city)
    if (sheet.places().place(ids[city]).cluster == cluster) cities.push_back(city);
  return cities;
}

std::vector<std::size_t> best_first(const Sheet& sheet, const std::vector<Policy>& policies) {
  const Gained firms(sheet);
  std::vector<std::pair<double, std::size_t>> ranked;
  for (std::size_t p = 0; p < policies.size(); ++p) {
    const double mean = effect_of(firms.by(policies[p], policies[p].treated)).mean;
    ranked.push_back({std::isnan(mean) ? 1e300 : -mean, p});
  }
  std::stable_sort(ranked.begin(), ranked.end());
  std::vector<std::size_t> order;
  for (const auto& one : ranked) order.push_back(one.second);
  return order;
}

std::size_t best_of(const Sheet& sheet, const std::vector<Policy>& policies) {
  if (policies.size() < 2 || last_year(sheet) == 0 || !sheet.has("series", "firms")) return 0;
  return best_first(sheet, policies).front();
}

}  // namespace agglomera::output::report
