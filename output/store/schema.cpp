#include "output/store/schema.hpp"

#include <algorithm>

#include "output/store/firm_groups.hpp"
#include "output/store/front_groups.hpp"
#include "output/store/inference_groups.hpp"
#include "output/store/policy_groups.hpp"
#include "output/store/rules.hpp"
#include "output/store/sector_groups.hpp"
#include "output/store/sensitivity_groups.hpp"
#include "output/store/sweep_groups.hpp"
#include "output/store/word_groups.hpp"

namespace agglomera::output {
namespace {

using enum ValueKind;

GroupRule series() {
  const std::vector<std::string> all = {"scenario", "member", "city", "year"};
  const std::vector<std::string> background = {"member", "city", "year"};
  return {"series", "what the simulated cities did",
          Rules{{"lq_count", real, all, "1", "location quotient of the number of focal firms"},
                {"lq_revenue", real, all, "1", "location quotient of the revenue of focal firms"},
                {"firms", count, all, "firms", "number of focal firms"},
                {"revenue", real, all, "USD", "revenue of focal firms in the year"}} +
              city_variables() +
              Rules{{"firm_share", real, background, "1",
                     "assumed share of the city in all listed firms (background)", optional},
                    {"revenue_share", real, background, "1",
                     "assumed share of the city in the revenue of all listed firms (background)",
                     optional}}};
}

GroupRule observed() {
  const std::vector<std::string> all = {"city", "year"};
  return {"observed",
          "the observations the study has, in the cities and years of `series`",
          {{"lq_count", real, all, "1", "observed location quotient of the number of firms"},
           {"lq_revenue", real, all, "1", "observed location quotient of the revenue of firms"},
           {"revenue", real, all, "USD", "observed revenue of focal firms in the year", optional}},
          optional};
}

GroupRule parameters() {
  return {"parameters",
          "the values the members ran with",
          {{"value", real, {"member", "parameter"}, as_in_unit, "its value in the member"},
           {"text", text, {"parameter"}, "1", "what the parameter means"},
           {"text_zh", text, {"parameter"}, "1", "the same in Chinese", optional},
           {"unit", text, {"parameter"}, "1", "unit of the parameter"},
           {"source", text, {"parameter"}, "1", "where its usual value and prior come from", optional},
           {"source_zh", text, {"parameter"}, "1", "the same in Chinese", optional},
           {"origin", text, {"parameter"}, "1",
            "what the values are: usual value, prior, posterior, or scenario (fixed there or in its study)",
            optional},
           {"usual", real, {"parameter"}, as_in_unit, "its usual value in the study", optional}},
          optional};
}

GroupRule city_assumptions() {
  const std::vector<std::string> all = {"member", "city"};
  return {
      "city_assumptions",
      "what was assumed of each city, sampled where it has a prior",
      {{"technology", real, all, "1", "technology level, in (0, 1]", optional},
       {"culture", real, all, "1", "culture level, in (0, 1]", optional},
       {"endowment", real, all, "1", "endowment with innovation resources", optional},
       {"amenity", real, all, "1", "unexplained amenity, in units of utility", optional},
       {"growth_advantage", real, all, "1", "advantage in growth of log revenue a year", optional}},
      optional};
}

GroupRule links() {
  const std::vector<std::string> all = {"link"};
  return {"links",
          "whom the hubs reach without levers in the first year; by hub, shares below 0.01 left out",
          {{"from", text, all, "1", "city id of the hub"},
           {"to", text, all, "1", "city id of whom it reaches"},
           {"share", real, all, "1", "share of what the hub radiates that goes there, mean over members"},
           {"distance_km", real, all, "km",
            "length of the least path over the study's links"}},
          optional};
}

GroupRule stated_facts() {
  const std::vector<std::string> all = {"fact_number"};
  return {"stated_facts",
          "what the source says in words, to be compared with",
          {{"fact", text, all, "1", "name of the fact"},
           {"city", text, all, "1", "city id the fact is about"},
           {"year_from", count, all, "year", "first year the fact is about"},
           {"year_to", count, all, "year", "last year the fact is about"},
           {"relation", text, all, "1", "how the stated value is meant: =, ~, >=, …"},
           {"value", real, all, as_in_unit, "stated value"},
           {"unit", text, all, "1", "unit of the stated value"},
           {"note", text, all, "1", "remark, such as a contradiction in the source"},
           {"statement", text, all, "1", "the fact as a sentence; empty where none is given", optional},
           {"statement_zh", text, all, "1", "the same in Chinese", optional},
           {"note_zh", text, all, "1", "the remark in Chinese", optional},
           {"simulated_q05", real, all, as_in_unit,
            "5 % quantile of the members; missing where the run can't say", optional},
           {"simulated_q50", real, all, as_in_unit, "median of the members", optional},
           {"simulated_q95", real, all, as_in_unit, "95 % quantile of the members", optional},
           {"holds", count, all, "1", "1 where simulated meets stated, 0 where not, -1 where that can't be said",
            optional}},
          optional};
}

GroupRule explanation() {
  const std::vector<std::string> all = {"measure", "member", "city"};
  return {"explanation",
          "the change of each member from the first to the last year of the run, and its parts",
          Rules{{"contribution", real, {"measure", "part", "member", "city"}, "1",
                 "what the part contributes to the change (Shapley value)"},
                {"change", real, all, "1", "simulated change; the sum of its parts"},
                {"residual", real, all, "1", "change minus the sum of its parts: rounding"},
                {"part_text", text, {"part"}, "1", "what the part means"},
                {"part_zh", text, {"part"}, "1", "the same in Chinese", optional},
                {"part_name", text, {"part"}, "1", "short name of the part", optional},
                {"part_name_zh", text, {"part"}, "1", "its short name in Chinese", optional}} +
              city_variables()};
}

// Over members, for every set of `dimensions`; `what` is said of each.
Rules member_statistics(const std::string& prefix, const std::vector<std::string>& all,
                        const std::string& unit, const std::string& what) {
  return {{prefix + "mean", real, all, unit, "mean of " + what},
          {prefix + "q05", real, all, unit, "5 % quantile of " + what},
          {prefix + "q25", real, all, unit, "25 % quantile of " + what},
          {prefix + "q50", real, all, unit, "median of " + what},
          {prefix + "q75", real, all, unit, "75 % quantile of " + what},
          {prefix + "q95", real, all, unit, "95 % quantile of " + what}};
}

GroupRule change() {
  const std::vector<std::string> all = {"measure", "city"};
  return {"change",
          "the change observed, the change simulated, and what is left",
          Rules{{"unexplained", real, all, "1", "observed change minus median simulated change"},
                {"observed", real, all, "1", "observed change; missing unless both years were observed"}} +
              member_statistics("", all, "1", "the simulated change")};
}

GroupRule attribution() {
  const std::vector<std::string> all = {"measure", "part", "city"};
  return {"attribution", "the parts of the change, over members",
          member_statistics("", all, "1", "the contribution") +
              Rules{{"p_positive", real, all, "1",
                     "probability that the contribution is positive; ties count half"},
                    {"monte_carlo_se", real, all, "1", "Monte Carlo error of the mean contribution"}}};
}

GroupRule told_apart() {
  const std::vector<std::string> pair = {"measure", "part", "other_part"};
  return {"told_apart",
          "which parts can be told apart: beyond 0.9 in absolute value they are not",
          {{"over_cities", real, pair, "1",
            "correlation of mean contributions over observed cities"},
           {"over_members", real, pair, "1",
            "correlation of contributions over members, mean over observed cities"},
           {"share_excluding_zero", real, {"measure", "part"}, "1",
            "share of observed cities where the 90 % interval of the part excludes zero"}}};
}

GroupRule without() {
  const std::vector<std::string> all = {"strategy", "measure", "city"};
  return {"without",
          "the last year with and without a national strategy, the same members",
          member_statistics("with_", all, as_in_unit, "the value with the strategy") +
              member_statistics("without_", all, as_in_unit, "the value without the strategy") +
              member_statistics("difference_", all, as_in_unit, "the difference, with minus without") +
              Rules{{"p_positive", real, all, "1",
                     "probability that the difference is positive; ties count half"},
                    {"unit", text, {"measure"}, "1", "unit of the measure"}},
          optional};
}

template <typename Rule, typename Key>
const Rule* find(const std::vector<Rule>& rules, Key Rule::*key, const std::string& name) {
  const auto found = std::ranges::find(rules, name, key);
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<DimensionRule>& dimension_rules() {
  static const std::vector<DimensionRule> rules = {
      {"scenario", text, "1", "scenario: baseline or a policy's name"},
      {"member", whole, "1", "number of the ensemble member"},
      {"city", text, "1", "city id of the study"},
      {"sector", text, "1", "sector of the study"},
      {"cluster", text, "1", "city cluster of the study"},
      {"year", whole, "year", "calendar year"},
      {"measure", text, "1",
       "what is measured: lq_count, lq_revenue, firms, revenue; with ln_, ln(LQ + 0.05)"},
      {"parameter", text, "1", "name of the parameter"},
      {"component", text, "1", "part of an effect: own, spillover, siphoning"},
      {"part", text, "1", "part of a change: unexplained amenity, background, a mechanism"},
      {"other_part", text, "1", "the same parts, the other of a pair"},
      {"region", text, "1",
       "places of a policy: treated cities, these and the others of their clusters, the world"},
      {"pulled", text, "1", "city, cluster with levers, or all untreated cities together"},
      {"band", text, "1", "band of distances to the nearest treated city"},
      {"input", text, "1", "input of utility or growth"},
      {"variant", text, "1",
       "assumption: as_drawn, fixed_demand (psi = 0), level_background, undamped_background"},
      {"quantity", text, "1", "effect of a policy as a whole: on firms of a region, on a mean LQ"},
      {"strategy", text, "1", "national strategy switched off"},
      {"fact_number", whole, "1", "number of the stated fact"},
      {"chain", whole, "1", "number of the chain: one, for draws are of one ensemble"},
      {"draw", whole, "1", "number of the draw"},
      {"number", text, "1", "free number: a parameter, or quantity:city"},
      {"mode", whole, "1", "number of the mode, best first"},
      {"failure", whole, "1", "number of the failed run"},
      {"origin", whole, "year", "last year that a forecast knew"},
      {"horizon", whole, "year", "years after the origin"},
      {"method", text, "1", "model or the name of a simple forecast"},
      {"point", whole, "1",
       "number of the point: a mix of levers, largest mean effect first; or in the order of a design"},
      {"lever", text, "1",
       "lever by its kind, of a policy scenario/kind; numbered where a kind is there twice"},
      {"statistic", text, "1", "of the replicates of a point: mean, or noise (their sd)"},
      {"output", text, "1", "measure:place, at every point"},
      {"other_parameter", text, "1", "the same parameters, the other of a pair"},
      {"link", whole, "1", "number of the link from a hub to a city"},
      {"firm", whole, "1", "number of the row: a firm of a member at the end of a year"},
      {"input", whole, "1", "number of the input file"}};
  return rules;
}

const std::vector<AttributeRule>& attribute_rules() {
  static const std::vector<AttributeRule> rules = {
      {"agglomera_version", "text", "version of the program that made the file"},
      {"git_revision", "text", "revision of its source"},
      {"created", "text", "when the work was first started (ISO 8601, UTC), or SOURCE_DATE_EPOCH"},
      {"command", "text", "the command line without --resume, threads and ranks"},
      {"seed", "whole", "the seed of all draws"}};
  return rules;
}

const std::vector<FileRule>& file_rules() {
  static const std::vector<FileRule> rules = {
      {"run",
       "an ensemble of one or more scenarios (`agglomera run`)",
       1,
       2,
       {series(), scenarios(), observed(), parameters(), city_assumptions(), links(), stated_facts(),
        sectors(), firms()}},
      {"policy",
       "paired baseline and policy runs and their differences (`agglomera policy`)",
       1,
       2,
       policy_groups(series(), {scenarios(), observed(), parameters(), city_assumptions(), links()})},
      {"explain",
       "to what the changes of LQ are due (`agglomera explain`)",
       1,
       1,
       {change(), attribution(), told_apart(), without(), explanation(), scenarios(), observed(),
        parameters(), city_assumptions()}},
      {"posterior",
       "what the observations say about the free numbers, in ArviZ's layout (`agglomera calibrate`)",
       1,
       1,
       posterior_groups({cities(), experiment()})},
      {"backtest",
       "forecasts from every origin, by what was known then (`agglomera backtest`)",
       1,
       1,
       backtest_groups({observed(), cities(), experiment()})},
      {"front",
       "the best mixes of levers under a budget (`agglomera optimize`)",
       1,
       1,
       front_groups({cities(), experiment()})},
      {"sensitivity",
       "which factors an output depends on (`agglomera sensitivity`)",
       1,
       1,
       sensitivity_groups({cities(), experiment()})},
      {"sweep",
       "what comes out at many points (`agglomera sweep`)",
       1,
       1,
       sweep_groups({cities(), experiment()})}};
  return rules;
}

const FileRule* file_rule(const std::string& filetype) {
  return find(file_rules(), &FileRule::filetype, filetype);
}

const GroupRule* group_rule(const FileRule& file, const std::string& group) {
  return find(file.groups, &GroupRule::name, group);
}

const VariableRule* variable_rule(const GroupRule& group, const std::string& variable) {
  const VariableRule* named = find(group.variables, &VariableRule::name, variable);
  return named || dimension_rule(variable) ? named : find(group.variables, &VariableRule::name, any_name);
}

const DimensionRule* dimension_rule(const std::string& dimension) {
  return find(dimension_rules(), &DimensionRule::name, dimension);
}

}  // namespace agglomera::output
