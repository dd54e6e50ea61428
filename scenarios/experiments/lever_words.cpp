#include "scenarios/experiments/lever_words.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "models/sources.hpp"

namespace agglomera::scenarios {
namespace {

using Texts = std::vector<std::string>;

struct OfPolicy {
  const Scenario* policy;
  const models::Lever* lever;
  const models::LeverKind* kind;
};

std::vector<OfPolicy> levers_of(const std::vector<Scenario>& policies) {
  std::vector<OfPolicy> all;
  for (const Scenario& policy : policies)
    for (const models::Lever& lever : policy.levers)
      all.push_back({&policy, &lever, models::find_lever(lever.kind)});
  return all;
}

Texts labels_of(const std::vector<OfPolicy>& levers) {
  Texts labels;
  std::map<std::string, int> seen;
  for (const OfPolicy& one : levers) {
    const std::string label = fmt::format("{}/{}", one.policy->name, one.lever->kind);
    const int before = seen[label]++;
    labels.push_back(before == 0 ? label : fmt::format("{}-{}", label, before + 1));
  }
  return labels;
}

}  // namespace

std::string ids_of(const models::Study& study, const std::vector<sim::PlaceIndex>& places) {
  Texts ids;
  for (const sim::PlaceIndex place : places) ids.push_back(study.cities[place].id);
  return fmt::format("{}", fmt::join(ids, ";"));
}

std::string trigger_text(const models::Study& study, const models::Lever& lever) {
  if (!lever.trigger) return "";
  constexpr const char* measures[] = {"lq_count", "lq_revenue", "firms", "revenue"};
  return fmt::format("{} of {} {} {}", measures[static_cast<std::size_t>(lever.trigger->measure)],
                     ids_of(study, lever.trigger->places), lever.trigger->above ? "above" : "below",
                     lever.trigger->threshold);
}

output::Group policy_levers_group(const std::vector<Scenario>& policies) {
  const models::Study& study = *policies.front().study;
  const std::vector<OfPolicy> levers = levers_of(policies);
  output::Group group{"levers", {{"lever", "", "", labels_of(levers)}}, {}};
  // `value_of(of policy, its strength)`.
  const auto add = [&]<typename Value>(const char* name, Value, auto value_of) {
    std::vector<Value> values;
    for (const OfPolicy& one : levers)
      values.emplace_back(value_of(one, one.kind->parameters.front()));
    group.variables.push_back({name, "", "", {"lever"}, std::move(values)});
  };
  using Of = const OfPolicy&;
  using Strength = const models::LeverParameter&;
  const std::string words;
  const std::int32_t year = 0;
  add("scenario", words, [](Of one, Strength) { return one.policy->name; });
  add("kind", words, [](Of one, Strength) { return one.lever->kind; });
  add("text", words, [](Of one, Strength) { return one.kind->text; });
  add("text_zh", words, [](Of one, Strength) { return one.kind->text_zh; });
  add("targets", words, [&](Of one, Strength) { return ids_of(study, one.lever->targets); });
  add("first_year", year, [](Of one, Strength) { return one.lever->first; });
  add("last_year", year, [](Of one, Strength) { return one.lever->last; });
  add("ramp", year, [](Of one, Strength) { return one.lever->ramp_years; });
  add("strength", 0.0, [](Of one, Strength) { return one.lever->values.front(); });
  add("low", 0.0, [](Of, Strength strength) { return strength.range.low; });
  add("high", 0.0, [](Of, Strength strength) { return strength.range.high; });
  add("usual", 0.0, [](Of, Strength strength) { return strength.usual; });
  add("unit", words, [](Of, Strength strength) { return strength.unit; });
  add("unit_cost", 0.0, [](Of one, Strength) { return one.lever->unit_cost; });
  add("source", words, [](Of, Strength strength) { return strength.source; });
  add("source_zh", words,
      [](Of, Strength strength) { return models::source_in_chinese(strength.source); });
  add("trigger", words, [&](Of one, Strength) { return trigger_text(study, *one.lever); });
  return group;
}

}  // namespace agglomera::scenarios
