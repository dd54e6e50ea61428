#include "scenarios/experiments/variation_groups.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/experiments/optimize.hpp"

namespace agglomera::scenarios {
namespace {

using output::Dimension;
using output::Group;
using Texts = std::vector<std::string>;
using Reals = std::vector<double>;

output::Variable variable(std::string name, Texts dimensions,
                          decltype(output::Variable::values) values) {
  return {std::move(name), "", "", std::move(dimensions), std::move(values)};
}

std::string spread_name(const Factor& factor) {
  if (factor.is_discrete()) return "values";
  return factor.spread == Spread::linear ? "linear"
         : factor.spread == Spread::log  ? "log"
                                         : "prior";
}

}  // namespace

Dimension output_dimension(const Variation& variation) {
  Texts names;
  for (const Output& output : variation.outputs.all) names.push_back(output.name());
  return {"output", "", "", names};
}

Dimension factor_dimension(const Variation& variation, const char* name) {
  Texts names;
  for (const Factor& factor : variation.factors) names.push_back(factor.name);
  return {name, "", "", names};
}

sim::Wording words_of_place(const models::Study& study, const std::string& place) {
  for (const sim::City& city : study.cities)
    if (city.id == place) return {city.name_en, city.name_zh};
  const auto cluster = study.cluster_names.find(place);
  if (cluster != study.cluster_names.end()) return cluster->second;
  return place == "world" ? sim::Wording{"all cities", "所有城市"} : sim::Wording{place, ""};
}

std::vector<output::Variable> output_variables(const Variation& variation) {
  Texts measures, places, names, names_zh, units;
  for (const Output& output : variation.outputs.all) {
    const sim::Wording words = words_of_place(*variation.scenario.study, output.place);
    measures.push_back(output.measure);
    places.push_back(output.place);
    names.push_back(words.en);
    names_zh.push_back(words.zh);
    units.push_back(unit_of(output.measure));
  }
  const Texts all = {"output"};
  return {variable("measure", all, measures), variable("place", all, places),
          variable("place_name", all, names), variable("place_zh", all, names_zh),
          variable("unit", all, units)};
}

sim::Wording words_of(const Variation& variation, const Factor& factor) {
  switch (factor.kind) {
    case FactorKind::parameter: {
      const models::ParameterDeclaration& row = models::parameter_table()[factor.row];
      return {std::string(row.text), std::string(row.text_zh)};
    }
    case FactorKind::strength:
    case FactorKind::place: {
      const models::LeverKind& kind = *models::find_lever(variation.levers[factor.row].kind);
      return {std::string(kind.text), std::string(kind.text_zh)};
    }
    case FactorKind::mechanism:
      return {"the mechanism works or does not", "该机制是否起作用"};
    case FactorKind::background:
      return {"how the background goes on", "背景走势的假设"};
    case FactorKind::calibration:
      return {"the clusters whose observations are fitted", "用其观测数据校准模型的城市群"};
  }
  return {};
}

Group factors_group(const Variation& variation) {
  Texts kinds, texts, texts_zh, units, spreads, words;
  Reals low, high;
  for (const Factor& factor : variation.factors) {
    const sim::Wording wording = words_of(variation, factor);
    Texts values;
    for (const double value : factor.values) values.push_back(factor.word_of(value));
    kinds.emplace_back(factor_kind_name(factor.kind));
    texts.push_back(wording.en);
    texts_zh.push_back(wording.zh);
    units.push_back(factor.unit);
    spreads.push_back(spread_name(factor));
    low.push_back(factor.value_at(0.05));
    high.push_back(factor.value_at(0.95));
    words.push_back(fmt::format("{}", fmt::join(values, ";")));
  }
  const Texts all = {"parameter"};
  return {"factors",
          {factor_dimension(variation)},
          {variable("kind", all, kinds), variable("text", all, texts),
           variable("text_zh", all, texts_zh), variable("unit", all, units),
           variable("spread", all, spreads), variable("low", all, low), variable("high", all, high),
           variable("words", all, words)}};
}

}  // namespace agglomera::scenarios
