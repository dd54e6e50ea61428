// What is read off an explanation: over members, against the observations, between worlds.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "output/scores/log_error.hpp"
#include "output/scores/quantile.hpp"
#include "scenarios/experiments/explain.hpp"
#include "scenarios/study/complaints.hpp"
#include "sim/errors.hpp"
#include "sim/missing.hpp"

namespace agglomera::scenarios {
namespace {

using M = models::Mechanisms;

double mean_of(const std::vector<double>& values) { return effect_of(values).mean; }

const std::vector<double>& measure_in(const LastYear& year, const std::string& measure) {
  return measure == "lq_count" ? year.lq_count
                               : measure == "lq_revenue" ? year.lq_revenue : year.firms;
}

}  // namespace

const std::array<Part, part_count>& explained_parts() {
  static const std::array<Part, part_count> parts = {{
      {"amenity", "unexplained amenity and growth advantage of the city",
       "城市的未解释区位优势与增长优势", "Unexplained amenity", "未解释的区位优势", {&M::amenity}},
      {"background", "background and inertia: what happens with every mechanism below off",
       "背景与惯性：以下各机理全部关闭时仍会发生的变化", "Background", "背景", {}},
      {"innovation", "innovation resources gather where they are", "创新资源趋于集聚",
       "Innovation resources", "创新资源", {&M::innovation}},
      {"coupling", "technology and culture in step", "科技与文化深度耦合",
       "Technology and culture", "科技与文化耦合", {&M::coupling}},
      {"governance", "regimes and dated national strategies", "治理模式与有起始年份的国家战略",
       "Positioning and governance", "定位与治理", {&M::governance}},
      {"radiation_siphoning", "hubs spread to their neighbours and draw on them",
       "枢纽城市对邻近城市的辐射与虹吸", "Radiation and siphoning", "辐射与虹吸",
       {&M::radiation, &M::siphoning}},
      {"localisation", "firms go where the industry already is", "企业趋向产业已集聚之处",
       "Localisation", "产业集聚", {&M::localisation}},
  }};
  return parts;
}

const std::array<ExplainedMeasure, measure_count>& explained_measures() {
  static const std::array<ExplainedMeasure, measure_count> measures = {{
      {"lq_count", "LQ of firm counts", false, false},
      {"lq_revenue", "LQ of revenue", true, false},
      {"ln_lq_count", "ln(LQ + 0.05) of firm counts", false, true},
      {"ln_lq_revenue", "ln(LQ + 0.05) of revenue", true, true},
  }};
  return measures;
}

std::vector<double> Explanation::changes(std::size_t measure, std::size_t place) const {
  std::vector<double> values;
  for (int member = 0; member < members; ++member)
    values.push_back(change[at(measure, member, place)]);
  return values;
}

std::vector<double> Explanation::contributions(std::size_t measure, std::size_t part,
                                               std::size_t place) const {
  std::vector<double> values;
  for (int member = 0; member < members; ++member)
    values.push_back(contribution[at(measure, part, member, place)]);
  return values;
}

double Explanation::largest_residual(std::size_t measure, std::size_t place) const {
  double largest = missing;
  for (int member = 0; member < members; ++member)
    largest = std::fmax(largest, std::abs(residual[at(measure, member, place)]));
  return largest;
}

void check_strategies(const models::Study& study, const std::vector<std::string>& without) {
  std::vector<std::string> known;
  for (const models::Strategy& strategy : study.strategies) known.push_back(strategy.name);
  std::vector<sim::Complaint> complaints;
  for (std::size_t i = 0; i < without.size(); ++i) {
    const auto before = without.begin() + static_cast<std::ptrdiff_t>(i);
    if (std::find(known.begin(), known.end(), without[i]) == known.end())
      complaints.push_back(
          {"--without", 0, 0,
           fmt::format("the study has no strategy {}{}", in_quotes(without[i]),
                       known.empty() ? " (it has none at all)" : ""),
           known.empty() ? "" : suggestion_for(without[i], known)});
    else if (std::find(without.begin(), before, without[i]) != before)
      complaints.push_back({"--without", 0, 0,
                            fmt::format("strategy {} is named twice", in_quotes(without[i])),
                            "name it once"});
  }
  if (!complaints.empty()) throw sim::InputError(std::move(complaints));
}

double observed_change(const Scenario& scenario, std::size_t measure, std::size_t place) {
  const models::Study& study = *scenario.study;
  if (place >= study.cities.size() || scenario.last > study.last) return missing;
  const ExplainedMeasure& of = explained_measures()[measure];
  const auto& observed = (of.of_revenue ? study.observed.lq_revenue : study.observed.lq_count)[place];
  const auto at = [&](sim::Year year) {
    const double quotient = observed[static_cast<std::size_t>(year - study.first)];
    return of.logarithmic ? std::log(quotient + output::log_error_offset) : quotient;
  };
  return at(scenario.last) - at(scenario.first);
}

Unexplained unexplained(const Scenario& scenario, const Explanation& explanation,
                        std::size_t measure) {
  Unexplained result;
  double amenity = 0.0, all = 0.0;
  for (std::size_t place = 0; place < explanation.places; ++place) {
    const double observed = observed_change(scenario, measure, place);
    if (std::isnan(observed)) continue;
    ++result.cities;
    result.mean_observed += std::abs(observed);
    result.mean_unexplained += std::abs(observed - output::median(explanation.changes(measure, place)));
    for (std::size_t part = 0; part < part_count; ++part) {
      const double moved = std::abs(mean_of(explanation.contributions(measure, part, place)));
      all += moved;
      if (part == amenity_part) amenity += moved;
    }
  }
  result.mean_observed /= static_cast<double>(result.cities);  // NaN for none
  result.mean_unexplained /= static_cast<double>(result.cities);
  result.amenity_share = amenity / all;
  return result;
}

StrategyEffect strategy_effect(const Explanation& explanation, std::size_t counterfactual,
                               const std::string& measure, std::size_t place) {
  const std::vector<double>& with = measure_in(explanation.with, measure);
  const std::vector<double>& without =
      measure_in(explanation.without[counterfactual].without, measure);
  std::vector<double> a, b, differences;
  for (int member = 0; member < explanation.members; ++member) {
    const std::size_t at = explanation.at(member, place);
    a.push_back(with[at]);
    b.push_back(without[at]);
    differences.push_back(with[at] - without[at]);
  }
  return {effect_of(a), effect_of(b), effect_of(differences)};
}

}  // namespace agglomera::scenarios
