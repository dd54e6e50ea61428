// The groups of front.h5.
#include <fmt/format.h>

#include <algorithm>

#include "scenarios/experiments/headlines.hpp"
#include "scenarios/experiments/lever_words.hpp"
#include "scenarios/experiments/optimize.hpp"
#include "scenarios/experiments/result_groups.hpp"

namespace agglomera::scenarios {
namespace {

using output::Dimension;
using output::Group;

output::Variable variable(std::string name, std::vector<std::string> dimensions,
                          decltype(output::Variable::values) values) {
  return {std::move(name), "", "", std::move(dimensions), std::move(values)};
}

Dimension lever_dimension(const Portfolio& portfolio) {
  return {"lever", "", "", lever_names(portfolio)};
}

struct Number {
  const char* name;
  double (*of)(const FrontMix&);
};

constexpr Number numbers[] = {
    {"cost", [](const FrontMix& m) { return m.cost; }},
    {"searched_mean", [](const FrontMix& m) { return m.searched.mean; }},
    {"searched_q05", [](const FrontMix& m) { return m.searched.q05; }},
    {"searched_inequality", [](const FrontMix& m) { return m.searched.inequality; }},
    {"mean", [](const FrontMix& m) { return m.effect.mean; }},
    {"q05", [](const FrontMix& m) { return m.effect.q05; }},
    {"q25", [](const FrontMix& m) { return m.effect.q25; }},
    {"q50", [](const FrontMix& m) { return m.effect.q50; }},
    {"q75", [](const FrontMix& m) { return m.effect.q75; }},
    {"q95", [](const FrontMix& m) { return m.effect.q95; }},
    {"p_positive", [](const FrontMix& m) { return m.effect.p_positive; }},
    {"monte_carlo_se", [](const FrontMix& m) { return m.effect.monte_carlo_se; }},
    {"winners_curse", [](const FrontMix& m) { return m.winners_curse(); }},
    {"inequality", [](const FrontMix& m) { return m.inequality; }},
    {"expected_regret", [](const FrontMix& m) { return m.expected_regret; }},
    {"firms_gained", [](const FrontMix& m) { return m.firms_gained; }},
    {"cost_per_firm", [](const FrontMix& m) { return m.cost_per_firm; }}};

Group front_group(const Portfolio& portfolio, const Front& front) {
  std::vector<std::int64_t> points, members;
  std::vector<double> strengths, effects;
  std::vector<std::int32_t> extrapolated, dominated;
  for (const FrontMix& mix : front.mixes) {
    points.push_back(static_cast<std::int64_t>(points.size()) + 1);
    strengths.insert(strengths.end(), mix.strengths.begin(), mix.strengths.end());
    extrapolated.insert(extrapolated.end(), mix.extrapolated.begin(), mix.extrapolated.end());
    effects.insert(effects.end(), mix.effects.begin(), mix.effects.end());
    dominated.push_back(mix.dominated);
  }
  for (int m = 0; m < portfolio.fresh_members; ++m)  // their numbers go on after the search's
    members.push_back(portfolio.scenario.members + m);
  Group group{"front",
              {{"point", "", "", points}, lever_dimension(portfolio), {"member", "", "", members}},
              {}};
  group.variables.push_back(variable("strength", {"point", "lever"}, strengths));
  group.variables.push_back(variable("extrapolated", {"point", "lever"}, extrapolated));
  for (const Number& number : numbers) {
    std::vector<double> values;
    for (const FrontMix& mix : front.mixes) values.push_back(number.of(mix));
    group.variables.push_back(variable(number.name, {"point"}, std::move(values)));
  }
  group.variables.push_back(variable("dominated", {"point"}, dominated));
  group.variables.push_back(variable("effect", {"point", "member"}, effects));
  return group;
}

Group levers_group(const Portfolio& portfolio) {
  std::vector<std::string> kinds, texts, texts_zh, targets, units;
  std::vector<std::int32_t> first, last, ramp;
  std::vector<double> low, high, usual, unit_cost, cost_of_one;
  for (const PricedLever& priced : portfolio.levers) {
    const models::LeverKind& kind = *models::find_lever(priced.lever.kind);
    const models::LeverParameter& strength = kind.parameters.front();
    kinds.push_back(priced.lever.kind);
    texts.emplace_back(kind.text);
    texts_zh.emplace_back(kind.text_zh);
    targets.push_back(ids_of(*portfolio.scenario.study, priced.lever.targets));
    first.push_back(priced.lever.first);
    last.push_back(priced.lever.last);
    ramp.push_back(priced.lever.ramp_years);
    low.push_back(priced.strength.low);
    high.push_back(priced.strength.high);
    usual.push_back(strength.usual);
    units.emplace_back(strength.unit);
    unit_cost.push_back(priced.lever.unit_cost);
    cost_of_one.push_back(priced.cost_of_one());
  }
  const std::vector<std::string> all = {"lever"};
  return {"levers",
          {lever_dimension(portfolio)},
          {variable("kind", all, kinds), variable("text", all, texts),
           variable("text_zh", all, texts_zh), variable("targets", all, targets),
           variable("first_year", all, first), variable("last_year", all, last),
           variable("ramp", all, ramp), variable("low", all, low), variable("high", all, high),
           variable("usual", all, usual), variable("unit", all, units),
           variable("unit_cost", all, unit_cost), variable("cost_of_one", all, cost_of_one)}};
}

Group goal_group(const Portfolio& portfolio, const Front& front) {
  std::vector<std::string> ids, names;
  for (const sim::PlaceIndex city : portfolio.objective.cities) {
    ids.push_back(portfolio.scenario.study->cities[city].id);
    names.push_back(portfolio.scenario.study->cities[city].name_en);
  }
  using Reals = std::vector<double>;
  using Texts = std::vector<std::string>;
  using Whole = std::vector<std::int64_t>;
  const std::string& measure = portfolio.objective.measure;
  return {"goal",
          {{"city", "", "", ids}},
          {variable("measure", {}, Texts{measure}), variable("unit", {}, Texts{unit_of(measure)}),
           variable("year", {}, std::vector<std::int32_t>{portfolio.scenario.last}),
           variable("budget", {}, Reals{portfolio.budget}),
           variable("costs", {}, Texts{portfolio.costs}),
           variable("fresh_seed", {}, Whole{static_cast<std::int64_t>(portfolio.fresh_seed)}),
           variable("searched_baseline", {}, Reals{front.searched.value}),
           variable("searched_baseline_inequality", {}, Reals{front.searched.inequality}),
           variable("baseline", {}, Reals{front.fresh.value}),
           variable("baseline_inequality", {}, Reals{front.fresh.inequality}),
           variable("mixes", {}, Whole{front.different_mixes}),
           variable("missing_runs", {}, Whole{front.missing_runs}),
           variable("city_name", {"city"}, names)}};
}

}  // namespace

std::vector<std::string> lever_names(const Portfolio& portfolio) {
  std::vector<std::string> names;
  for (const PricedLever& priced : portfolio.levers) {
    const auto of_kind = [&](const PricedLever& other) { return other.lever.kind == priced.lever.kind; };
    const auto before = std::count_if(portfolio.levers.begin(),
                                      portfolio.levers.begin() + static_cast<long>(names.size()), of_kind);
    const bool alone = std::count_if(portfolio.levers.begin(), portfolio.levers.end(), of_kind) == 1;
    names.push_back(alone ? priced.lever.kind : fmt::format("{} {}", priced.lever.kind, before + 1));
  }
  return names;
}

std::string unit_of(const std::string& measure) {
  return measure == "firms" ? "firms" : measure == "revenue" ? "USD" : "1";
}

output::ResultFile front_result(const Portfolio& portfolio, const Front& front,
                                const Provenance& provenance) {
  output::ResultFile file;
  file.filetype = "front";
  describe_origin(file, provenance, portfolio.scenario.seed, portfolio.inputs);
  file.groups = {front_group(portfolio, front), levers_group(portfolio), goal_group(portfolio, front),
                 cities_group(portfolio.scenario), experiment_group(portfolio.scenario)};
  return file;
}

}  // namespace agglomera::scenarios
