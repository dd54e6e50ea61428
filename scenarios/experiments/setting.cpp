#include "scenarios/experiments/setting.hpp"

#include <algorithm>
#include <cassert>

#include "scenarios/study/factor_section.hpp"

namespace agglomera::scenarios {
namespace {

Variant variant_of(const std::string& word) {
  const std::vector<std::string>& words = background_words();
  return static_cast<Variant>(std::find(words.begin(), words.end(), word) - words.begin());
}

void apply(const Factor& factor, double value, Setting& setting) {
  switch (factor.kind) {
    case FactorKind::parameter:
      setting.parameters[factor.row].usual = value;
      setting.parameters[factor.row].prior.sd = 0.0;
      return;
    case FactorKind::strength:
      setting.levers[factor.row].values.front() = value;
      return;
    case FactorKind::place:
      setting.levers[factor.row].targets = factor.places[static_cast<std::size_t>(value)];
      return;
    case FactorKind::mechanism:
      setting.mechanisms.*models::mechanism_table()[factor.row].on = value != 0.0;
      return;
    case FactorKind::background:
      setting.variant = variant_of(factor.words[static_cast<std::size_t>(value)]);
      return;
    case FactorKind::calibration: return;  // no part of a run
  }
}

}  // namespace

Setting setting_at(const Variation& variation, std::span<const double> values) {
  assert(values.size() == variation.factors.size());
  const Scenario& scenario = variation.scenario;
  Setting setting{scenario.study->parameters, scenario.mechanisms, variation.levers,
                  Variant::as_drawn};
  for (std::size_t i = 0; i < values.size(); ++i) apply(variation.factors[i], values[i], setting);
  setting.levers = models::in_one_order(std::move(setting.levers));
  return setting;
}

std::vector<double> values_at(const Variation& variation, std::span<const double> unit) {
  assert(unit.size() == variation.factors.size());
  std::vector<double> values;
  values.reserve(unit.size());
  for (std::size_t i = 0; i < unit.size(); ++i)
    values.push_back(variation.factors[i].value_at(unit[i]));
  return values;
}

}  // namespace agglomera::scenarios
