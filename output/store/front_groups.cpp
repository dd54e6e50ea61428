#include "output/store/front_groups.hpp"

#include "output/store/rules.hpp"

namespace agglomera::output {
namespace {

using enum ValueKind;

constexpr const char* money = "1e6 USD";

GroupRule front() {
  const std::vector<std::string> all = {"point"}, by_lever = {"point", "lever"};
  return {
      "front",
      "mixes that no other beat on the draws of the search; the plain numbers are of fresh draws",
      {{"strength", real, by_lever, "as the lever", "strength of the lever in the mix"},
       {"extrapolated", count, by_lever, "1", "1 where it is beyond the usual strength, else 0"},
       {"cost", real, all, money, "cost of the mix over the years"},
       {"searched_mean", real, all, as_in_unit, "mean effect on the draws of the search"},
       {"searched_q05", real, all, as_in_unit, "its 5 % quantile on the draws of the search"},
       {"searched_inequality", real, all, "1", "inequality on the draws of the search"},
       {"mean", real, all, as_in_unit, "mean effect, with the mix minus without"},
       {"q05", real, all, as_in_unit, "5 % quantile of the effect"},
       {"q25", real, all, as_in_unit, "25 % quantile of the effect"},
       {"q50", real, all, as_in_unit, "median of the effect"},
       {"q75", real, all, as_in_unit, "75 % quantile of the effect"},
       {"q95", real, all, as_in_unit, "95 % quantile of the effect"},
       {"p_positive", real, all, "1", "probability that the effect is positive; ties count half"},
       {"monte_carlo_se", real, all, as_in_unit, "Monte Carlo error of the mean effect"},
       {"winners_curse", real, all, as_in_unit, "mean effect in the search minus the fresh one"},
       {"inequality", real, all, "1", "mean Gini of the measure over the wanted cities"},
       {"expected_regret", real, all, as_in_unit,
        "mean over members of the best effect of any mix minus this one's"},
       {"firms_gained", real, all, "firms", "mean gain of the wanted cities in firms"},
       {"cost_per_firm", real, all, "1e6 USD/firm",
        "cost per firm gained; missing where none is gained"},
       {"dominated", count, all, "1", "1 where another mix beats it on the fresh draws, else 0"},
       {"effect", real, {"point", "member"}, as_in_unit,
        "effect on each fresh member; missing where it failed"}}};
}

GroupRule levers() {
  const std::vector<std::string> all = {"lever"};
  return {"levers",
          "what was mixed",
          {{"kind", text, all, "1", "kind of the lever"},
           {"text", text, all, "1", "what the lever does", optional},
           {"text_zh", text, all, "1", "the same in Chinese", optional},
           {"targets", text, all, "1", "ids of the cities it acts on, between semicolons"},
           {"first_year", count, all, "year", "first year of the lever"},
           {"last_year", count, all, "year", "last year of the lever"},
           {"ramp", count, all, "years", "years to full strength"},
           {"low", real, all, "as the lever", "lowest strength"},
           {"high", real, all, "as the lever", "highest strength"},
           {"usual", real, all, "as the lever", "usual strength of the kind"},
           {"unit", text, all, "1", "unit of the strength"},
           {"unit_cost", real, all, money, "cost of one unit of strength in one city and year"},
           {"cost_of_one", real, all, money,
            "cost of one unit of strength over its years and targets"}}};
}

GroupRule goal() {
  return {"goal",
          "what mixes were judged by, in the last year of the run, and the budget",
          {{"measure", text, {}, "1", "what is measured: firms, revenue, lq_count, lq_revenue"},
           {"unit", text, {}, "1", "unit of the measure and of every effect on it"},
           {"year", count, {}, "year", "last year of the run"},
           {"budget", real, {}, money, "budget over the years, all levers together"},
           {"costs", text, {}, "1", "where the costs come from"},
           {"fresh_seed", whole, {}, "1", "seed of the fresh draws"},
           {"searched_baseline", real, {}, as_in_unit, "mean measure without levers, search"},
           {"searched_baseline_inequality", real, {}, "1", "inequality without levers, search"},
           {"baseline", real, {}, as_in_unit, "mean measure without levers, fresh draws"},
           {"baseline_inequality", real, {}, "1", "inequality without levers, fresh draws"},
           {"mixes", whole, {}, "1", "different mixes that the search simulated"},
           {"missing_runs", whole, {}, "1", "runs of a mix and a member of the search that failed"},
           {"city_name", text, {"city"}, "1", "English name of a wanted city"}}};
}

}  // namespace

std::vector<GroupRule> front_groups(const std::vector<GroupRule>& shared) {
  return with(shared, {front(), levers(), goal()});
}

}  // namespace agglomera::output
