#include "scenarios/cli/policy_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "scenarios/cli/effect_text.hpp"
#include "scenarios/cli/spread_text.hpp"
#include "scenarios/cli/terminal.hpp"

namespace agglomera::cli {
namespace {

using scenarios::Effect;
using scenarios::EffectRow;
using scenarios::PolicyEffects;
using scenarios::PolicySummary;
using scenarios::Region;
using scenarios::Scenario;

struct MeasureText {
  const char* measure;
  const char* text;
  int digits;
  double unit;
};

constexpr MeasureText measures[] = {{"firms", "firms", 2, 1.0},
                                    {"lq_count", "LQ of firm counts", 3, 1.0},
                                    {"lq_revenue", "LQ of revenue", 3, 1.0},
                                    {"revenue", "revenue in 10^8 USD", 1, 1e8}};

std::string number(double value, int digits = 2) {
  return std::isnan(value) ? "-" : fmt::format("{:.{}f}", value, digits);
}

std::string capital(std::string text) {
  text.front() = static_cast<char>(std::toupper(static_cast<unsigned char>(text.front())));
  return text;
}

// The rows of a policy's cities in the last year, in the order of the study, the rest of the world last.
std::vector<const EffectRow*> last_rows(const PolicyEffects& effects, const std::string& policy,
                                        const std::string& measure) {
  std::vector<const EffectRow*> rows;
  for (const EffectRow& row : effects.cities)
    if (row.policy == policy && row.measure == measure && row.year == effects.last)
      rows.push_back(&row);
  return rows;
}

const Effect& gain(const PolicySummary& summary, Region region) {
  return summary.firms_gained[static_cast<std::size_t>(region)];
}

// "; most is gained by …, most is lost by …", of places whose mean is told from zero.
std::string winner_and_loser(const std::vector<const EffectRow*>& rows) {
  const EffectRow *winner = nullptr, *loser = nullptr;
  for (const EffectRow* row : rows) {
    if (!scenarios::beyond_monte_carlo_error(row->effect)) continue;
    const double mean = row->effect.mean;
    if (mean > 0.0 && (!winner || mean > winner->effect.mean)) winner = row;
    if (mean < 0.0 && (!loser || mean < loser->effect.mean)) loser = row;
  }
  std::string text;
  if (winner) text += fmt::format(";\nmost is gained by {}, {}", winner->place, shown(winner->effect, 2));
  if (loser) text += fmt::format("{} most is lost by {}, {}", winner ? "," : ";\n", loser->place, shown(loser->effect, 2));
  return text.empty() ? ";\nno place gains or loses more than the Monte Carlo error" : text;
}

void print_answer(const PolicyEffects& effects, const PolicySummary& summary) {
  const Effect& treated = gain(summary, Region::treated);
  const char* answer = !scenarios::beyond_monte_carlo_error(treated)
                           ? "neither gain nor lose firms beyond Monte Carlo error"
                           : treated.mean > 0.0 ? "gain firms" : "lose firms";
  fmt::print("In {} the treated cities together {}: {} (P(> 0) {});\n"
             "with the others of their clusters {}, the whole world {}{}.\n",
             effects.last, answer, shown(treated, 2), number(treated.p_positive),
             shown(gain(summary, Region::clusters), 2), shown(gain(summary, Region::world), 2),
             winner_and_loser(last_rows(effects, summary.policy, "firms")));
}

void print_bands(const PolicyEffects& effects, const PolicySummary& summary) {
  if (std::isnan(last_rows(effects, summary.policy, "firms").front()->band.low)) {
    fmt::print("The members are too few for a band over all cities at once; --members takes more.\n");
    return;
  }
  std::string outside;
  for (const MeasureText& measure : measures) {
    std::string cities;
    for (const EffectRow* row : last_rows(effects, summary.policy, measure.measure))
      if (row->band_excludes_zero())
        cities += fmt::format("{}{} ({})", cities.empty() ? "" : ", ", row->place,
                              row->band.low > 0.0 ? "+" : "-");
    if (!cities.empty())
      outside += fmt::format("{}{} in {}", outside.empty() ? "" : "; ", measure.text, cities);
  }
  fmt::print("The 90 % band over all cities at once excludes zero for {}.\n",
             outside.empty() ? "no city, in firms, LQs or revenue" : outside);
}

// Treated cities, then the others of their clusters.
void print_measure(const Scenario& policy, const PolicyEffects& effects,
                   const MeasureText& measure) {
  const auto of_policy = last_rows(effects, policy.name, measure.measure);
  const scenarios::Reach reach = scenarios::reach_of(policy);
  std::vector<std::vector<std::string>> rows;
  for (const bool treated : {true, false})
    for (const std::size_t place : reach.of(Region::clusters)) {
      const EffectRow& row = *of_policy[place];
      if (row.treated != treated) continue;
      const auto cell = [&](const Effect& effect) {
        return shown(effect, measure.digits, measure.unit);
      };
      const std::string direct = cell(row.without_siphoning);
      rows.push_back({row.place + (row.observed ? "" : " *"), cell(row.effect),
                      treated ? direct : "", treated ? "" : direct, cell(row.siphoning),
                      number(row.effect.p_positive)});
    }
  fmt::print("\n{} in {}\n\n{}", capital(measure.text), effects.last,
             table({"", "effect", "own gain", "spillover", "siphoning", "P(> 0)"}, rows));
}

void print_robustness(const PolicyEffects& effects, const std::string& policy) {
  std::vector<std::string> header = {""};
  for (const auto& quantity : scenarios::robust_quantities) header.emplace_back(quantity.text);
  std::vector<std::vector<std::string>> rows;
  for (const scenarios::RobustnessRow& row : effects.robustness) {
    if (row.policy != policy) continue;
    if (row.quantity == 0)
      rows.push_back({scenarios::variant_table[static_cast<std::size_t>(row.variant)].text});
    rows.back().push_back(shown(row.effect, row.quantity < scenarios::region_count ? 2 : 3));
  }
  fmt::print("\nWhat the effect in {} rests on: the same under other assumptions\n\n{}", effects.last,
             table(header, rows));
}

void print_spread(const PolicySummary& summary) {
  const auto& split = summary.variance[static_cast<std::size_t>(Region::treated)];
  if (std::isnan(split.by_seed)) return;
  fmt::print("Variance over members of that gain: {:.3f} by parameters{}, {:.3f} by the luck of the seed\n",
             split.by_parameters, split.told_apart() ? "" : " (not told apart from 0)", split.by_seed);
}

void print_displacement(const PolicySummary& summary) {
  fmt::print("Firms lost elsewhere per firm gained by the treated cities: {}\n",
             std::isnan(summary.displacement_ratio)
                 ? "not given, for that gain is within Monte Carlo error of zero"
                 : number(summary.displacement_ratio));
}

void print_cost(const PolicySummary& summary) {
  if (std::isnan(summary.cost)) return;
  fmt::print("Cost: {:.1f} million USD; per firm gained {} in the treated cities, {} in the world\n",
             summary.cost, number(summary.cost_per_firm[static_cast<std::size_t>(Region::treated)], 1),
             number(summary.cost_per_firm[static_cast<std::size_t>(Region::world)], 1));
}

void print_policy(const Scenario& policy, const PolicyEffects& effects, std::size_t p) {
  const PolicySummary& summary = effects.summaries[p];
  print_answer(effects, summary);
  print_measure(policy, effects, measures[0]);
  fmt::print("\n");
  print_displacement(summary);
  print_cost(summary);
  print_spread(summary);
  print_bands(effects, summary);
  print_extrapolation(policy, effects, p);
  print_spread_and_siphoning(policy, effects.sights.policies[p]);
  print_robustness(effects, policy.name);
  for (const MeasureText& measure : {measures[1], measures[2], measures[3]})
    print_measure(policy, effects, measure);
  fmt::print("\n");
  for (const EffectRow& row : effects.world)
    if (row.policy == policy.name && row.year == effects.last && row.measure == "revenue")
      fmt::print("World revenue in 10^8 USD: {}\n", shown(row.effect, 1, 1e8));
  const auto times = [](double reduction) {
    return std::isinf(reduction) ? std::string("no variance left")
                                 : number(reduction, 0);
  };
  fmt::print("Variance reduction by pairing at a tenth of the strength: {} treated, {} others "
             "({} and {} at the strength asked)\n",
             times(summary.variance_reduction_treated), times(summary.variance_reduction_untreated),
             times(summary.variance_reduction_treated_asked),
             times(summary.variance_reduction_untreated_asked));
}

void print_ranking(const PolicyEffects& effects) {
  const auto per_region = [&](std::vector<double> scenarios::Ranking::*value, std::size_t p) {
    std::string text;
    for (const scenarios::Ranking& ranking : effects.rankings)
      text += (text.empty() ? "" : " / ") + number((ranking.*value)[p]);
    return text;
  };
  const bool any_cost = std::any_of(effects.summaries.begin(), effects.summaries.end(),
                                    [](const PolicySummary& of) { return !std::isnan(of.cost); });
  std::vector<std::string> header = {"", "treated cities", "their clusters", "world",
                                     "lost per gained", "P(best)", "regret"};
  if (any_cost) header.insert(header.end(), {"cost", "per firm"});
  std::vector<std::vector<std::string>> rows;
  for (const std::size_t p : best_first(effects)) {
    const PolicySummary& of = effects.summaries[p];
    std::vector<std::string> row = {of.policy};
    for (const Effect& gained : of.firms_gained) row.push_back(shown(gained, 2));
    row.insert(row.end(), {number(of.displacement_ratio), per_region(&scenarios::Ranking::p_best, p),
                           per_region(&scenarios::Ranking::regret, p)});
    if (any_cost) row.insert(row.end(), {number(of.cost, 1), number(of.cost_per_firm[0], 1)});
    rows.push_back(std::move(row));
  }
  fmt::print("\nThe policies side by side: firms gained in {}, best first by the treated cities\n\n{}"
             "P(best): share of members in which the policy gains most, by treated cities / clusters / "
             "world. Regret: firms lost on average against the best policy of each member.\n",
             effects.last, table(header, rows));
  if (any_cost) fmt::print("Cost in 10^6 USD, per firm gained in the treated cities.\n");
}

// What a table that knows only first years does not say.
void print_waiting(const Scenario& policy) {
  if (std::any_of(policy.levers.begin(), policy.levers.end(),
                  [](const auto& lever) { return lever.trigger.has_value(); }))
    fmt::print("Some levers wait for a trigger. Cost, utility and distances of siphoning are those of "
               "levers that do not; the effects are those of levers that do.\n");
}

}  // namespace

void print_policies(const std::vector<Scenario>& policies, const PolicyEffects& effects,
                    bool conditioned) {
  fmt::print("Mean difference between each member with and without the policy [90 % interval]\n");
  for (std::size_t p = 0; p < policies.size(); ++p) {
    fmt::print("\n{}, {}-{}, {} member{}{}\n\n", policies[p].name, models::first_year(policies[p].levers),
               effects.last, policies[p].members, policies[p].members == 1 ? "" : "s",
               conditioned ? fmt::format(" that agree{} with what was observed in {}",
                                         policies[p].members == 1 ? "s" : "", policies[p].study->last)
                           : " on a free run");
    print_policy(policies[p], effects, p);
    print_waiting(policies[p]);
  }
  if (policies.size() > 1) print_ranking(effects);
  fmt::print("\nOwn gain and spillover: what the policy does while neighbours draw on each other as "
             "before. Siphoning: the rest.\n"
             "* nothing was ever observed there: the numbers rest on assumptions alone.\n");
  if (effects.last > policies.front().study->last)
    fmt::print("All years after {} rest on continued backgrounds and world totals: assumptions.\n",
               policies.front().study->last);
}

}  // namespace agglomera::cli
