#include "output/store/policy_groups.hpp"

#include <utility>

#include "output/store/rules.hpp"

namespace agglomera::output {
namespace {

using enum ValueKind;

constexpr const char* squared_unit = "as in unit, squared";

// The distribution over paired members of (policy − baseline), for every set of `dimensions`.
Rules effect_statistics(const std::vector<std::string>& all, const std::string& unit) {
  return {{"mean", real, all, unit, "mean effect, policy minus baseline"},
          {"q05", real, all, unit, "5 % quantile of the effect"},
          {"q25", real, all, unit, "25 % quantile of the effect"},
          {"q50", real, all, unit, "median of the effect"},
          {"q75", real, all, unit, "75 % quantile of the effect"},
          {"q95", real, all, unit, "95 % quantile of the effect"},
          {"p_positive", real, all, "1", "probability that the effect is positive; ties count half"},
          {"monte_carlo_se", real, all, unit, "Monte Carlo error of the mean effect"}};
}

// Of effects whose measures differ in unit.
Rules measured_effect(const std::vector<std::string>& all) {
  return effect_statistics(all, as_in_unit) +
         Rules{{"unit", text, {"measure"}, "1", "unit of the measure"}};
}

GroupRule effect() {
  const std::vector<std::string> all = {"scenario", "measure", "city", "year"};
  const std::vector<std::string> parts = {"scenario", "component", "measure", "city", "year"};
  return {
      "effect", "effects of the policies on cities; `scenario` without the baseline",
      measured_effect(all) +
          Rules{{"band_low", real, all, as_in_unit,
                 "lower bound of the 90 % band that holds for all cities together", optional},
                {"band_high", real, all, as_in_unit,
                 "upper bound of the 90 % band that holds for all cities together", optional},
                {"variance_by_parameters", real, all, squared_unit,
                 "variance of the effect that parameters account for; below 0: none told apart",
                 optional},
                {"variance_by_seed", real, all, squared_unit,
                 "variance of the effect that luck accounts for", optional},
                {"treated",
                 count,
                 {"scenario", "city"},
                 "1",
                 "1 where a lever acts on it, else 0",
                 optional},
                {"component_mean", real, parts, as_in_unit, "mean of the part", optional},
                {"component_q05", real, parts, as_in_unit, "5 % quantile of the part", optional},
                {"component_q95", real, parts, as_in_unit, "95 % quantile of the part", optional}}};
}

GroupRule cluster_effect() {
  return {"cluster_effect", "effects of the policies on whole clusters",
          measured_effect({"scenario", "measure", "cluster", "year"}), optional};
}

GroupRule world_effect() {
  return {"world_effect", "effects of the policies on the world as a whole",
          measured_effect({"scenario", "measure", "year"}), optional};
}

GroupRule pairing() {
  const std::vector<std::string> all = {"scenario"};
  return {"pairing",
          "how much pairing on common draws gained, and whom the gains cost",
          {{"variance_reduction_treated", real, all, "1",
            "variance of unpaired over paired differences, treated cities", optional},
           {"variance_reduction_untreated", real, all, "1",
            "variance of unpaired over paired differences, untreated cities", optional},
           {"displacement_ratio", real, all, "1",
            "firms lost by untreated places per firm gained by treated cities; missing where their gain is "
            "within Monte Carlo error of zero",
            optional}},
          optional};
}

GroupRule gain() {
  const std::vector<std::string> all = {"scenario", "region"};
  return {"gain", "firms gained in the last year, and what they cost",
          effect_statistics(all, "firms") +
              Rules{{"variance_by_parameters", real, all, "firms^2",
                     "variance of the gain that parameters account for; below 0: none told apart"},
                    {"variance_by_parameters_se", real, all, "firms^2", "its standard error"},
                    {"variance_by_seed", real, all, "firms^2",
                     "variance of the gain that luck accounts for"},
                    {"cost", real, {"scenario"}, "10^6 USD",
                     "cost of all levers over all years; missing where one has no unit cost"},
                    {"cost_per_firm", real, all, "10^6 USD",
                     "cost per firm gained; missing where no gain is told from zero"}},
          optional};
}

GroupRule robustness() {
  return {"robustness",
          "the effects of the last year under other assumptions, against a baseline under the same",
          effect_statistics({"scenario", "variant", "quantity"}, as_in_unit) +
              Rules{{"unit", text, {"quantity"}, "1", "unit of the quantity"}},
          optional};
}

GroupRule ranking() {
  const std::vector<std::string> all = {"scenario", "region"};
  return {"ranking",
          "several policies on common draws, by firms gained in the last year",
          {{"p_best", real, all, "1",
            "share of members in which the policy gains most; ties are shared"},
           {"regret", real, all, "firms", "mean of the largest gain of any policy minus its own"}},
          optional};
}

GroupRule turning_point() {
  const std::vector<std::string> all = {"scenario", "pulled"};
  const auto share = [&](const char* name, const char* what) {
    return VariableRule{name, real, all, "1", what};
  };
  const auto factor = [&](const char* name, const char* what) {
    return VariableRule{name, real, all, "1", what};
  };
  return {"turning_point",
          "what a policy adds to the utility of places, at its strengths times a factor; a share of "
          "members each",
          {share("unmoved", "the policy adds nothing"),
           share("spreads", "never negative, whatever the factor"),
           share("siphons", "negative whatever the factor"),
           share("to_siphoning", "turns negative at some factor"),
           share("to_spread", "negative for small factors, not for larger ones"),
           factor("factor_q05", "5 % quantile of the factor at which it turns negative"),
           factor("factor_q50", "median of the factor at which it turns negative"),
           factor("factor_q95", "95 % quantile of the factor at which it turns negative"),
           factor("spread", "mean of what spreads, in utility, at the strengths asked for"),
           factor("drawn", "mean of what is drawn, in utility, at the strengths asked for"),
           factor("net", "mean of both"),
           {"largest_factor", real, {"scenario"}, "1", "that leaves every lever within its range"}},
          optional};
}

GroupRule levers() {
  const std::vector<std::string> all = {"lever"};
  return {"levers",
          "the levers of the policies",
          {{"scenario", text, all, "1", "scenario of the lever"},
           {"kind", text, all, "1", "kind of the lever"},
           {"text", text, all, "1", "what the lever does"},
           {"text_zh", text, all, "1", "the same in Chinese"},
           {"targets", text, all, "1", "ids of the cities it acts on, between semicolons"},
           {"first_year", count, all, "year", "first year of the lever"},
           {"last_year", count, all, "year", "last year of the lever"},
           {"ramp", count, all, "years", "years to full strength"},
           {"strength", real, all, "as the lever", "strength at the end of the ramp"},
           {"low", real, all, "as the lever", "lowest strength that the kind allows"},
           {"high", real, all, "as the lever", "highest strength that the kind allows"},
           {"usual", real, all, "as the lever", "usual strength of the kind"},
           {"unit", text, all, "1", "unit of the strength"},
           {"unit_cost", real, all, "10^6 USD",
            "cost of one unit of strength in one city and year; missing where none is given"},
           {"source", text, all, "1", "where the usual strength comes from"},
           {"source_zh", text, all, "1", "the same in Chinese"},
           {"trigger", text, all, "1", "what the lever waits for; empty where for nothing"}},
          optional};
}

GroupRule distance() {
  const std::vector<std::string> all = {"scenario", "band"}, of_policy = {"scenario"};
  Rules rules = {{"from_km", real, {"band"}, "km", "nearest distance of the band, inclusive"},
                 {"to_km", real, {"band"}, "km", "farthest distance of the band, exclusive"},
                 {"cities", real, all, "1", "number of cities without levers in the band"}};
  for (const auto& [name, what] : {std::pair{"spill", "effect on the mean city with siphoning held"},
                                   std::pair{"siphoned", "the rest of the effect on the mean city"},
                                   std::pair{"net", "effect on the mean city"}}) {
    rules.push_back({std::string(name) + "_mean", real, all, "firms", std::string(what) + ", mean"});
    rules.push_back({std::string(name) + "_q05", real, all, "firms", std::string(what) + ", 5 % quantile"});
    rules.push_back({std::string(name) + "_q95", real, all, "firms", std::string(what) + ", 95 % quantile"});
  }
  for (const auto& [name, what] : {std::pair{"to_siphoning", "siphoning wins beyond a distance"},
                                   std::pair{"to_spread", "spread wins beyond a distance"}}) {
    rules.push_back({name, real, of_policy, "1", std::string("share of members in which ") + what});
    for (const char* quantile : {"q05", "q50", "q95"})
      rules.push_back({std::string(name) + "_km_" + quantile, real, of_policy, "km",
                       "quantile of that distance over these members"});
  }
  return {"distance", "effects by distance to the nearest treated city, last year", rules, optional};
}

GroupRule extrapolation() {
  return {"extrapolation",
          "share of members in which a place is outside the conditions of the observed years",
          {{"outside", real, {"scenario", "city", "year"}, "1", "in some input of utility or growth"},
           {"outside_without", real, {"city", "year"}, "1", "the same without policy"},
           {"outside_by_input", real, {"scenario", "input", "city", "year"}, "1", "in this input"}},
          optional};
}

}  // namespace

std::vector<GroupRule> policy_groups(GroupRule series, const std::vector<GroupRule>& shared) {
  return with(shared, {std::move(series), effect(), cluster_effect(), world_effect(), pairing(),
                       gain(), robustness(), ranking(), turning_point(), distance(), levers(),
                       extrapolation()});
}

}  // namespace agglomera::output
