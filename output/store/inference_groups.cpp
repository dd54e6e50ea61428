#include "output/store/inference_groups.hpp"

#include "output/store/rules.hpp"

namespace agglomera::output {
namespace {

using enum ValueKind;

// Values of the free numbers, in the layout of ArviZ InferenceData.
GroupRule free_values(const std::string& name, const std::string& meaning) {
  const std::vector<std::string> of_city = {"chain", "draw", "city"};
  return {name, meaning,
          {{any_name, real, {"chain", "draw"}, "as the parameter", "a parameter, by its name", optional},
           {"amenity", real, of_city, "1", "unexplained amenity, in units of utility", optional},
           {"growth_advantage", real, of_city, "1/year", "advantage in growth of log revenue", optional},
           {"endowment", real, of_city, "1", "ln of the endowment with innovation resources", optional},
           {"technology", real, of_city, "1", "technology level, in (0, 1]", optional},
           {"culture", real, of_city, "1", "culture level, in (0, 1]", optional},
           {"firm_share", real, of_city, "1", "factor of the share in all listed firms", optional},
           {"revenue_share", real, of_city, "1", "factor of the share in their revenue", optional}}};
}

GroupRule predictions(const std::string& name, const std::string& meaning,
                      const std::vector<std::string>& all) {
  return {name, meaning,
          {{"lq_count", real, all, "1", "location quotient of the number of firms", optional},
           {"lq_revenue", real, all, "1", "location quotient of the revenue of firms", optional}}};
}

GroupRule sample_stats() {
  return {"sample_stats", "how each draw fits",
          {{"mean_error", real, {"chain", "draw"}, "1",
            "mean absolute error of the draw's run over the targets, on their scale"}}};
}

GroupRule deviations() {
  const std::vector<std::string> all = {"number"};
  return {"deviations",
          "the free numbers in prior standard deviations, and which of them the data tell",
          {{"posterior", real, {"draw", "number"}, "1", "posterior draws; the prior is N(0, 1)"},
           {"mean", real, all, "1", "posterior mean, over all members"},
           {"sd", real, all, "1", "posterior standard deviation, over all members"},
           {"contraction", real, all, "1", "1 - Var(posterior) / Var(prior)"},
           {"identified", count, all, "1", "1 where the contraction is at least 0.1, else 0"},
           {"usual", real, all, "as the number", "usual value"},
           {"q05", real, all, "as the number", "posterior 5 % quantile"},
           {"q50", real, all, "as the number", "posterior median"},
           {"q95", real, all, "as the number", "posterior 95 % quantile"},
           {"text", text, all, "1", "what the number means", optional},
           {"text_zh", text, all, "1", "the same in Chinese", optional},
           {"source", text, all, "1", "where its usual value and prior come from", optional},
           {"source_zh", text, all, "1", "the same in Chinese", optional}}};
}

GroupRule innovations() {
  std::vector<VariableRule> rules;
  for (const std::string measure : {"count", "revenue"}) {
    const std::string of = " of the log LQ of " + measure;
    rules.push_back({measure + "_sd", real, {"city"}, "1/year", "sd of unexplained yearly changes" + of});
    rules.push_back({measure + "_last", real, {"city"}, "1", "the last unexplained change" + of});
    rules.push_back({measure + "_persistence", real, {}, "1", "share of a change that goes on" + of});
  }
  return {"innovations", "what moves LQs beside what the model explains", rules};
}

GroupRule quarantine() {
  return {"quarantine", "runs that failed, with all that repeats them beside the seed",
          {{"deviation", real, {"failure", "number"}, "1", "free numbers, in prior standard deviations"},
           {"step", count, {"failure"}, "1", "number of the luck it had"},
           {"member", count, {"failure"}, "1", "number of the member"}},
          optional};
}

GroupRule modes() {
  return {"modes", "modes of the posterior of the parameters (CMA-ES)",
          {{"deviation", real, {"mode", "parameter"}, "1", "in prior standard deviations"},
           {"value", real, {"mode"}, "1", "minus the log posterior, up to a constant"},
           {"restarts", count, {"mode"}, "1", "restarts that ended there"}},
          optional};
}

GroupRule cross_check() {
  const std::vector<std::string> all = {"parameter"};
  return {"cross_check", "the parameters by ABC-SMC, beside the posterior; prior standard deviations",
          {{"abc_mean", real, all, "1", "mean by ABC-SMC"}, {"abc_sd", real, all, "1", "sd by ABC-SMC"},
           {"mean", real, all, "1", "posterior mean"}, {"sd", real, all, "1", "posterior sd"}},
          optional};
}

GroupRule left_out() {
  const std::vector<std::string> all = {"measure", "city"};
  return {"left_out", "each city predicted without its own observations after the first year, beside the fit to all",
          {{"observations", count, all, "1", "observations predicted"},
           {"log_mae", real, all, "1", "mean |ln(median + 0.05) - ln(observed + 0.05)| without the city's observations"},
           {"crps", real, all, "as the measure", "mean CRPS without them"},
           {"coverage_90", real, all, "1", "share inside the 90 % interval without them"},
           {"in_sample_log_mae", real, all, "1", "the same error of the fit to all observations"},
           {"in_sample_crps", real, all, "as the measure", "mean CRPS of the fit to all observations"},
           {"in_sample_coverage_90", real, all, "1", "share inside the 90 % interval of the fit to all"}},
          optional};
}

GroupRule forecast(const std::string& name, const std::string& meaning) {
  const std::vector<std::string> all = {"origin", "horizon", "member", "city"};
  return {name, meaning,
          {{"lq_count", real, all, "1", "forecast location quotient of the number of firms"},
           {"lq_revenue", real, all, "1", "forecast location quotient of the revenue of firms"}}};
}

GroupRule scores() {
  const std::vector<std::string> all = {"measure", "method", "horizon"}, own = {"measure", "horizon"};
  return {"scores", "forecasts held against what came after",
          {{"targets", count, all, "1", "observations forecast"},
           {"crps", real, all, "1", "mean CRPS of the LQ"},
           {"log_crps", real, all, "1", "mean CRPS of ln(LQ + 0.05)"},
           {"mae", real, all, "1", "mean absolute error of the median"},
           {"energy", real, all, "1", "mean energy score over the cities of an origin"},
           {"coverage_50", real, all, "1", "share of observations inside the 50 % interval"},
           {"coverage_90", real, all, "1", "share of observations inside the 90 % interval"},
           {"coverage_90_low", real, all, "1", "5 % end of its block-bootstrap interval over origins"},
           {"coverage_90_high", real, all, "1", "95 % end of it"},
           {"pit_distance", real, all, "1", "largest distance of the PITs from uniform"},
           {"skill", real, own, "1", "1 - CRPS / CRPS of the best simple forecast"},
           {"sign_flip_p", real, own, "1", "probability of such a difference by chance, over origins"}}};
}

}  // namespace

std::vector<GroupRule> posterior_groups(const std::vector<GroupRule>& shared) {
  return with(shared, {free_values("posterior", "draws given the observations"),
          free_values("prior", "draws before them"),
          predictions("posterior_predictive", "what runs with the posterior draws and new luck give",
                      {"chain", "draw", "city", "year"}),
          predictions("observed_data", "the observations learned from", {"city", "year"}),
          sample_stats(), deviations(), innovations(), quarantine(), modes(), cross_check(),
          left_out()});
}

std::vector<GroupRule> backtest_groups(const std::vector<GroupRule>& shared) {
  return with(shared, {forecast("forecast", "members of the model's forecast"), scores()});
}

}  // namespace agglomera::output
