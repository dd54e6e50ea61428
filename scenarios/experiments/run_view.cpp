#include "scenarios/experiments/run_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "sim/errors.hpp"

namespace agglomera::scenarios {
namespace {

[[noreturn]] void lacks(const std::string& place, const std::string& what) {
  throw sim::InputError(sim::Complaint{
      place, 0, 0, fmt::format("has no {} (the file is damaged or of another make)", what), ""});
}

}  // namespace

RunView::RunView(const output::ResultFile& file, std::string place)
    : file_(&file), place_(std::move(place)), series_(file.group("series")),
      observed_(file.group("observed")) {
  if (!series_) lacks(place_, "group series");
  const output::Dimension* cities = series_->dimension("city");
  const output::Dimension* years = series_->dimension("year");
  const output::Dimension* members = series_->dimension("member");
  if (!cities || !std::holds_alternative<std::vector<std::string>>(cities->labels))
    lacks(place_, "dimension city");
  if (!years || !std::holds_alternative<std::vector<std::int64_t>>(years->labels))
    lacks(place_, "dimension year");
  if (!members) lacks(place_, "dimension member");
  cities_ = &std::get<std::vector<std::string>>(cities->labels);
  years_ = &std::get<std::vector<std::int64_t>>(years->labels);
  members_ = members->size();
  for (const char* measure : {"lq_count", "lq_revenue", "firms", "revenue"}) need(*series_, measure);
}

const output::Variable& RunView::need(const output::Group& group, const std::string& name) const {
  const output::Variable* variable = group.variable(name);
  if (!variable) lacks(place_, "variable " + group.name + "/" + name);
  return *variable;
}

bool RunView::has_year(std::int64_t year) const {
  return std::find(years_->begin(), years_->end(), year) != years_->end();
}

std::size_t RunView::year_index(std::int64_t year) const {
  return static_cast<std::size_t>(std::find(years_->begin(), years_->end(), year) -
                                  years_->begin());
}

std::size_t RunView::city_index(const std::string& city) const {
  return static_cast<std::size_t>(std::find(cities_->begin(), cities_->end(), city) -
                                  cities_->begin());
}

double RunView::value(const std::string& measure, std::size_t member, std::size_t city,
                      std::size_t year) const {
  const output::Variable& variable = need(*series_, measure);
  const std::size_t at = (member * cities_->size() + city) * years_->size() + year;
  if (const auto* reals = std::get_if<std::vector<double>>(&variable.values)) return reals->at(at);
  if (const auto* counts = std::get_if<std::vector<std::int32_t>>(&variable.values)) {
    const std::int32_t count = counts->at(at);
    return count < 0 ? std::numeric_limits<double>::quiet_NaN() : count;
  }
  lacks(place_, "numbers in series/" + measure);
}

bool RunView::failed(std::size_t member) const {
  return std::isnan(value("firms", member, 0, 0));
}

std::vector<double> RunView::ensemble(const std::string& measure, std::size_t city,
                                      std::size_t year) const {
  std::vector<double> values;
  for (std::size_t member = 0; member < members_; ++member) {
    const double x = value(measure, member, city, year);
    if (!std::isnan(x)) values.push_back(x);
  }
  return values;
}

double RunView::observed(const std::string& measure, std::size_t city, std::size_t year) const {
  const output::Variable* variable = observed_ ? observed_->variable(measure) : nullptr;
  if (!variable) return std::numeric_limits<double>::quiet_NaN();
  return std::get<std::vector<double>>(variable->values).at(city * years_->size() + year);
}

std::string RunView::city_text(const std::string& name, std::size_t city) const {
  const output::Variable* variable = series_->variable(name);
  if (!variable || !std::holds_alternative<std::vector<std::string>>(variable->values)) return "";
  return std::get<std::vector<std::string>>(variable->values).at(city);
}

bool RunView::is_observed(std::size_t city) const {
  const output::Variable* variable = series_->variable("observed");
  const auto* flags = variable ? std::get_if<std::vector<std::int32_t>>(&variable->values) : nullptr;
  return flags && flags->at(city) != 0;
}

}  // namespace agglomera::scenarios
