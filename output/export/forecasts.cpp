#include "output/export/forecasts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "sim/errors.hpp"

namespace agglomera::output {
namespace {

using Years = std::vector<std::int64_t>;
using Words = std::vector<std::string>;

constexpr const char* target_names[] = {"lq_count", "lq_revenue"};

const Years& years_of(const Group& group, const char* dimension) {
  return std::get<Years>(group.dimension(dimension)->labels);
}

[[noreturn]] void refuse(const ResultStream& result, const std::string& why,
                         const std::string& mend) {
  throw sim::InputError(sim::Complaint{result.place().generic_string(), 0, 0, why, mend});
}

// Hubs take letters, digits and underscores in the name of a model.
std::string model_name(const std::string& said) {
  std::string name;
  for (const char letter : said) {
    const bool plain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                       (letter >= '0' && letter <= '9');
    name += plain ? letter : '_';
  }
  return name.empty() ? "scenario" : name;
}

// Two scenarios must not share a folder.
ForecastModel model_of(const std::string& said, const std::vector<ForecastModel>& others) {
  const std::string name = model_name(said);
  std::string unique = name;
  for (int number = 2; std::ranges::find(others, unique, &ForecastModel::name) != others.end();
       ++number)
    unique = fmt::format("{}_{}", name, number);
  return {unique, said};
}

Slab whole(const Group& group, const Variable& variable) {
  const std::vector<std::uint64_t> shape = shape_of(group, variable);
  return {std::vector<std::uint64_t>(shape.size(), 0), shape};
}

// City names along the dimension "city", wherever the result has them.
Words names_of(const ResultStream& result, const std::string& variable, const Words& cities) {
  for (const Group& group : result.outline().groups) {
    const Variable* found = group.variable(variable);
    if (!found || found->dimensions != Words{"city"}) continue;
    const auto values = result.read(group, *found, whole(group, *found));
    const auto* words = std::get_if<Words>(&values);
    const auto* ids = std::get_if<Words>(&group.dimension("city")->labels);
    if (!words || !ids) continue;
    Words names;
    for (const std::string& city : cities) {
      const auto at = std::ranges::find(*ids, city) - ids->begin();
      names.push_back(static_cast<std::size_t>(at) < words->size()
                          ? (*words)[static_cast<std::size_t>(at)]
                          : std::string());
    }
    return names;
  }
  return Words(cities.size());
}

}  // namespace

Forecasts::Forecasts(const ResultStream& result) : group(nullptr), outline_(&result.outline()) {
  observed_ = outline_->group("observed");
  if (outline_->filetype == "backtest")
    find_origins();
  else if (outline_->filetype == "run" || outline_->filetype == "policy")
    find_continuation(result);
  else
    refuse(result, fmt::format("holds no forecasts (its kind: {})", outline_->filetype),
           "a backtest does, and a run or policy that goes on after the last observed year");
  for (const char* name : target_names)
    if (const Variable* variable = group->variable(name)) targets.push_back(variable);
  names_ = names_of(result, "city_name", cities());
  names_zh_ = names_of(result, "city_zh", cities());
}

void Forecasts::find_origins() {
  group = outline_->group("forecast");
  models.push_back({"backtest", "backtest"});
  const Years& origins = years_of(*group, "origin");
  for (std::uint64_t place = 0; place < origins.size(); ++place)
    rounds.push_back({0, origins[place], years_of(*group, "horizon"), {place, 0, 0, 0}});
}

void Forecasts::find_continuation(const ResultStream& result) {
  group = outline_->group("series");
  const std::int64_t origin = observed_ ? last_observed(result) : 0;
  const Years& years = years_of(*group, "year");
  const auto first = std::ranges::upper_bound(years, origin);
  if (origin == 0 || first == years.end())
    refuse(result,
           origin == 0
               ? std::string("holds no forecasts (nothing was observed)")
               : fmt::format("holds no forecasts (it ends in {}, the last observed year is {})",
                             years.back(), origin),
           "let its scenario go on after the last observed year, or export a backtest");
  Years horizons;
  for (auto year = first; year != years.end(); ++year) horizons.push_back(*year - origin);
  const auto& scenarios = std::get<Words>(group->dimension("scenario")->labels);
  for (std::uint64_t place = 0; place < scenarios.size(); ++place) {
    models.push_back(model_of(scenarios[place], models));
    rounds.push_back({place,
                      origin,
                      horizons,
                      {place, 0, 0, static_cast<std::uint64_t>(first - years.begin())}});
  }
}

std::int64_t Forecasts::last_observed(const ResultStream& result) const {
  std::int64_t last = 0;
  for (const char* name : target_names) {
    const Variable* variable = observed_->variable(name);
    if (!variable) continue;
    const auto values = std::get<std::vector<double>>(
        result.read(*observed_, *variable, whole(*observed_, *variable)));
    const Years& years = years_of(*observed_, "year");
    for (std::size_t cell = 0; cell < values.size(); ++cell)
      if (!std::isnan(values[cell])) last = std::max(last, years[cell % years.size()]);
  }
  return last;
}

const Words& Forecasts::cities() const { return std::get<Words>(group->dimension("city")->labels); }
std::string_view Forecasts::name(std::size_t city) const { return names_[city]; }
std::string_view Forecasts::name_zh(std::size_t city) const { return names_zh_[city]; }
std::uint64_t Forecasts::members() const { return group->dimension("member")->size(); }

std::uint64_t Forecasts::pieces() const {
  std::uint64_t all = 0;
  for (const Round& round : rounds) all += round.horizons.size() * targets.size();
  return all;
}

// A backtest keeps [origin, horizon, member, city], a run [scenario, member, city, year].
std::vector<std::vector<double>> Forecasts::ensembles(const ResultStream& result,
                                                      const Variable& target, const Round& round,
                                                      std::size_t step) const {
  const std::uint64_t cities = this->cities().size();
  const bool of_backtest = target.dimensions.back() == "city";
  Slab slab{round.start, of_backtest ? std::vector<std::uint64_t>{1, 1, members(), cities}
                                     : std::vector<std::uint64_t>{1, members(), cities, 1}};
  slab.start[of_backtest ? 1 : 3] += step;
  const auto values = std::get<std::vector<double>>(result.read(*group, target, slab));
  std::vector<std::vector<double>> ensembles(cities);
  for (std::size_t cell = 0; cell < values.size(); ++cell)
    ensembles[cell % cities].push_back(values[cell]);
  return ensembles;
}

std::vector<Observation> Forecasts::observations(const ResultStream& result) const {
  std::vector<Observation> all;
  if (!observed_) return all;
  const Years& years = years_of(*observed_, "year");
  const auto& ids = std::get<Words>(observed_->dimension("city")->labels);
  for (const Variable* target : targets) {
    const Variable* variable = observed_->variable(target->name);
    if (!variable) continue;
    const auto values = std::get<std::vector<double>>(
        result.read(*observed_, *variable, whole(*observed_, *variable)));
    for (std::size_t year = 0; year < years.size(); ++year)
      for (std::size_t city = 0; city < ids.size(); ++city)
        if (const double value = values[city * years.size() + year]; !std::isnan(value))
          all.push_back({years[year], target->name, ids[city], value});
  }
  std::ranges::stable_sort(all, {}, &Observation::year);
  return all;
}

}  // namespace agglomera::output
