#include "output/report/reading/sheet.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

#include "output/scores/quantile.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {

Spread spread_of(const std::vector<double>& members) {
  const std::vector<double> present = present_ascending(members);
  const auto at = [&](double probability) { return quantile_of_ascending(present, probability); };
  const double mean = present.empty() ? std::numeric_limits<double>::quiet_NaN()
                                      : std::accumulate(present.begin(), present.end(), 0.0) /
                                            static_cast<double>(present.size());
  return {present.size(), mean, at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)};
}

// --- Array ----------------------------------------------------------------------------------------

Array::Array(std::vector<std::string> dimensions, std::vector<std::size_t> shape,
             std::vector<double> values)
    : dimensions_(std::move(dimensions)),
      shape_(std::move(shape)),
      strides_(shape_.size(), 1),
      values_(std::move(values)) {
  for (std::size_t i = shape_.size(); i-- > 1;) strides_[i - 1] = strides_[i] * shape_[i];
}

std::size_t Array::axis(const std::string& dimension) const {
  return static_cast<std::size_t>(std::find(dimensions_.begin(), dimensions_.end(), dimension) -
                                  dimensions_.begin());
}

std::size_t Array::size(const std::string& dimension) const {
  const std::size_t i = axis(dimension);
  return i < shape_.size() ? shape_[i] : 0;
}

std::size_t Array::offset(const Where& where, const std::string& but) const {
  std::size_t place = 0;
  for (std::size_t i = 0; i < shape_.size(); ++i) {
    if (dimensions_[i] == but) continue;
    const std::size_t index = where.at(dimensions_[i]);
    if (index >= shape_[i])
      throw std::out_of_range(fmt::format("{} {} of {}", dimensions_[i], index, shape_[i]));
    place += index * strides_[i];
  }
  return place;
}

double Array::at(const Where& where) const { return values_.at(offset(where, "")); }

std::vector<double> Array::along(const std::string& dimension, const Where& where) const {
  const std::size_t i = axis(dimension);
  if (i == shape_.size()) throw std::out_of_range("no dimension " + dimension);
  const std::size_t first = offset(where, dimension);
  std::vector<double> all(shape_[i]);
  for (std::size_t k = 0; k < all.size(); ++k) all[k] = values_.at(first + k * strides_[i]);
  return all;
}

// --- Sheet ----------------------------------------------------------------------------------------

bool Sheet::has(const std::string& group) const { return file_.group(group) != nullptr; }

bool Sheet::has(const std::string& group, const std::string& variable) const {
  const Group* found = file_.group(group);
  return found && found->variable(variable);
}

std::vector<std::string> Sheet::labels(const std::string& group,
                                       const std::string& dimension) const {
  const Group* found = file_.group(group);
  const Dimension* named = found ? found->dimension(dimension) : nullptr;
  if (!named) return {};
  if (const auto* texts = std::get_if<std::vector<std::string>>(&named->labels)) return *texts;
  std::vector<std::string> words;
  for (const std::int64_t label : std::get<std::vector<std::int64_t>>(named->labels))
    words.push_back(fmt::format("{}", label));
  return words;
}

std::vector<int> Sheet::years(const std::string& group, const std::string& dimension) const {
  const Group* found = file_.group(group);
  const Dimension* named = found ? found->dimension(dimension) : nullptr;
  const auto* labels = named ? std::get_if<std::vector<std::int64_t>>(&named->labels) : nullptr;
  return labels ? std::vector<int>(labels->begin(), labels->end()) : std::vector<int>{};
}

std::size_t Sheet::index(const std::string& group, const std::string& dimension,
                         const std::string& label) const {
  const auto all = labels(group, dimension);
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), label) - all.begin());
}

const Variable& Sheet::variable(const std::string& group, const std::string& name) const {
  const Group* found = file_.group(group);
  const Variable* variable = found ? found->variable(name) : nullptr;
  if (!variable) throw std::out_of_range(fmt::format("{}: no /{}/{}", name_, group, name));
  return *variable;
}

Array Sheet::array(const std::string& group, const std::string& name) const {
  const Variable& found = variable(group, name);
  std::vector<std::size_t> shape;
  for (const std::string& dimension : found.dimensions)
    shape.push_back(file_.group(group)->dimension(dimension)->size());
  std::vector<double> values = std::visit(
      [&](const auto& cells) -> std::vector<double> {
        if constexpr (std::is_same_v<std::decay_t<decltype(cells)>, std::vector<std::string>>)
          throw std::out_of_range(fmt::format("{}: /{}/{} is text", name_, group, name));
        else
          return {cells.begin(), cells.end()};
      },
      found.values);
  const bool never_negative = group == "series" || group == "observed";
  for (double& value : values)
    if (std::isinf(value) || (never_negative && value < 0)) value = missing;
  return {found.dimensions, std::move(shape), std::move(values)};
}

std::vector<std::string> Sheet::texts(const std::string& group, const std::string& name) const {
  const auto* cells = std::get_if<std::vector<std::string>>(&variable(group, name).values);
  if (!cells) throw std::out_of_range(fmt::format("{}: /{}/{} is no text", name_, group, name));
  return *cells;
}

std::vector<Text> Sheet::both(const std::string& group, const std::string& name) const {
  if (!has(group, name)) return {};
  const std::vector<std::string> en = texts(group, name);
  const std::string other = name + "_zh";
  const std::vector<std::string> zh =
      has(group, other) ? texts(group, other) : std::vector<std::string>(en.size());
  std::vector<Text> all;
  for (std::size_t i = 0; i < en.size(); ++i) all.push_back(in_both(en[i], zh[i]));
  return all;
}

Text Sheet::one(const std::string& group, const std::string& name) const {
  const std::vector<Text> all = both(group, name);
  return all.empty() ? Text{} : all.front();
}

std::string Sheet::attribute(const std::string& name) const {
  const Attribute* found = file_.attribute(name);
  if (!found) return "";
  return std::visit(
      [](const auto& value) -> std::string {
        if constexpr (std::is_same_v<std::decay_t<decltype(value)>, std::vector<std::int64_t>>)
          return fmt::format("{}", fmt::join(value, "."));
        else
          return fmt::format("{}", value);
      },
      found->value);
}

}  // namespace agglomera::output::report
