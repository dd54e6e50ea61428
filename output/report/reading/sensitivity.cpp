#include "output/report/reading/sensitivity.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "output/report/drawing/switches.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/effects.hpp"
#include "output/report/reading/free_numbers.hpp"
#include "output/report/reading/mixes.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

Text mechanism_title(const std::string& name) {
  static const std::map<std::string, Text> table = {
      {"innovation", {"innovation resources", "创新资源"}},
      {"coupling", {"technology and culture", "科技与文化耦合"}},
      {"governance", {"positioning and governance", "定位与治理"}},
      {"radiation", {"radiation", "辐射效应"}},
      {"siphoning", {"siphoning", "虹吸效应"}},
      {"localisation", {"gathering", "产业集聚"}},
      {"amenity", {"unexplained amenity", "未解释的区位优势"}},
      {"entry", {"entry", "进入"}},
      {"spin_offs", {"spin-offs", "衍生"}},
      {"exit", {"exit", "退出"}},
      {"growth", {"growth", "增长"}},
      {"relocation", {"relocation", "迁移"}},
      {"acquisition", {"acquisition", "并购"}},
  };
  const auto found = table.find(name);
  return found == table.end() ? plainly(name) : found->second;
}

// "radiation" of "radiation_strength".
std::string without(const std::string& name, std::string_view ending) {
  return name.ends_with(ending) ? name.substr(0, name.size() - ending.size()) : name;
}

Text factor_title(const std::string& name, const std::string& kind) {
  if (kind == "parameter") return parameter_title(name);
  if (kind == "strength of a lever")
    return phrase({"{}: strength", "{}：强度"}, kind_title(without(name, "_strength")));
  if (kind == "places of a lever")
    return phrase({"{}: where", "{}：地点"}, kind_title(without(name, "_where")));
  if (kind == "mechanism")
    return phrase({"Mechanism: {}", "机制：{}"},
                  mechanism_title(name.starts_with("mechanism_") ? name.substr(10) : name));
  if (kind == "clusters that are fitted") return {"Fitted to", "用于校准的城市群"};
  if (kind == "assumed background") return {"Assumed background", "背景走势的假设"};
  return parameter_title(name);
}

Text range_text(double low, double high, const std::string& unit, const std::string& words) {
  if (!words.empty()) return plainly(words);
  if (std::isnan(low) || std::isnan(high)) return {};
  const Text of = unit == "fraction" ? Text{} : unit_text(unit);
  const Text range = phrase({"{0} to {1}", "{0} 至 {1}"}, short_number(low), short_number(high));
  return of.empty() ? range : phrase({"{} {}", "{} {}"}, range, of);
}

}  // namespace

std::string short_number(double value) {
  std::string text = fmt::format("{:.3g}", value);
  if (text.starts_with('-')) text = "−" + text.substr(1);
  return text;
}

std::vector<VariedFactor> varied_factors(const Sheet& sheet) {
  const auto names = sheet.labels("factors", "parameter");
  const auto kinds = sheet.texts("factors", "kind"), units = sheet.texts("factors", "unit"),
             words = sheet.texts("factors", "words");
  const Array low = sheet.array("factors", "low"), high = sheet.array("factors", "high");
  const auto meanings = sheet.both("factors", "text");
  std::vector<VariedFactor> factors;
  for (std::size_t i = 0; i < names.size(); ++i)
    factors.push_back(
        {factor_title(names[i], kinds[i]), meanings[i],
         range_text(low.at({{"parameter", i}}), high.at({{"parameter", i}}), units[i], words[i])});
  return factors;
}

Text output_measure_title(const std::string& measure) {
  static const std::map<std::string, Text> table = {
      {"log_error_lq_count", {"Error of log LQ of firm counts", "企业数量区位商的误差（对数）"}},
      {"log_error_lq_revenue", {"Error of log LQ of revenue", "营收区位商的误差（对数）"}},
      {"hhi", {"Concentration of firms (HHI)", "企业集中度（赫芬达尔指数）"}},
      {"gini", {"Inequality of firms (Gini)", "企业分布不平等（基尼系数）"}},
  };
  const auto found = table.find(measure);
  if (found != table.end()) return found->second;
  const std::pair<std::string, Text> when[] = {{"_before", {"{} before", "{}：校准前"}},
                                               {"_after", {"{} after", "{}：校准后"}},
                                               {"_change", {"{}, change", "{}：变化"}}};
  for (const auto& [ending, words] : when)
    if (measure.ends_with(ending))
      return phrase(words, output_measure_title(without(measure, ending)));
  const EffectMeasure& known = effect_measure(measure);
  return known.name.empty() ? measure_title(measure) : known.title;
}

std::vector<MeasuredOutput> measured_outputs(const Sheet& sheet, const std::string& group) {
  const auto measures = sheet.texts(group, "measure"), places = sheet.texts(group, "place");
  const auto names = sheet.texts(group, "place_name");
  const auto chinese = sheet.has(group, "place_zh") ? sheet.texts(group, "place_zh")
                                                    : std::vector<std::string>(names.size());
  std::vector<MeasuredOutput> outputs;
  for (std::size_t i = 0; i < measures.size(); ++i) {
    const Text words = output_measure_title(measures[i]), place = in_both(names[i], chinese[i]);
    outputs.push_back({measures[i], places[i], place,
                       phrase({"{0}, {1}", "{1}：{0}"}, words, place),
                       effect_measure(measures[i]).unit});
  }
  return outputs;
}

bool Estimate::is_known() const { return !std::isnan(value); }

Estimates::Estimates(const Sheet& sheet, const std::string& group, const std::string& name)
    : value_(sheet.array(group, name)),
      low_(sheet.array(group, name + "_low")),
      high_(sheet.array(group, name + "_high")) {}

Estimate Estimates::at(const Array::Where& where) const {
  return {value_.at(where), low_.at(where), high_.at(where)};
}

std::vector<Text> statistic_titles(const Sheet& sheet, const std::string& group) {
  std::vector<Text> titles;
  for (const std::string& name : sheet.labels(group, "statistic"))
    titles.push_back(name == "mean" ? Text{"the mean over runs", "多次模拟的均值"}
                     : name == "noise" ? Text{"the noise (luck of a run)", "噪声（单次模拟的运气）"}
                                       : plainly(name));
  return titles;
}

void draw_the_strongest(Chart& chart) {
  chart.spec["transform"].push_back({{"filter", fmt::format("datum.order < {}", factors_drawn)}});
}

Text more_in_the_table(std::size_t factors) {
  if (factors <= factors_drawn) return {};
  return phrase({" Drawn: the {} strongest; the table has all {}.",
                 "图中为最强的 {} 个，数据表列出全部 {} 个。"},
                factors_drawn, factors);
}

std::vector<std::size_t> strongest_first(const std::vector<double>& values) {
  std::vector<std::size_t> order(values.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto key = [&](std::size_t i) { return std::isnan(values[i]) ? -HUGE_VAL : values[i]; };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
  return order;
}

std::size_t outputs_that_vary(const Sheet& sheet, const std::string& group,
                              const std::string& index) {
  const Array values = sheet.array(group, index);
  std::size_t varying = 0;
  for (std::size_t o = 0; o < values.size("output"); ++o)
    varying +=
        spread_of(values.along("parameter", {{"statistic", of_mean}, {"output", o}})).present > 0;
  return varying;
}

namespace {

// Factor by factor; of Morris as shares of the largest; empty where the output does not vary.
std::vector<double> strengths_of(const Sheet& sheet, std::size_t output) {
  const bool is_sobol = sheet.has("sobol");
  const Array array = is_sobol ? sheet.array("sobol", "total") : sheet.array("morris", "mu_star");
  std::vector<double> of = array.along("parameter", {{"statistic", of_mean}, {"output", output}});
  double most = missing;
  for (const double value : of) most = std::fmax(most, value);
  if (std::isnan(most) || (!is_sobol && !(most > 0))) return {};
  for (double& value : of) value /= is_sobol ? 1 : most;
  return of;
}

}  // namespace

std::vector<FactorShare> shares_of_factors(const Sheet& sheet) {
  const std::size_t factors = sheet.labels("factors", "parameter").size();
  std::vector<std::vector<double>> of_factor(factors);
  std::vector<FactorShare> shares;
  for (std::size_t f = 0; f < factors; ++f) shares.push_back({f, missing, missing, missing});
  for (std::size_t o = 0; o < sheet.labels("outputs", "output").size(); ++o) {
    const auto of = strengths_of(sheet, o);
    if (of.empty()) continue;
    ++shares[strongest_first(of).front()].strongest_in;
    for (std::size_t f = 0; f < factors; ++f) {
      of_factor[f].push_back(of[f]);
      shares[f].least = std::fmin(shares[f].least, of[f]);
      shares[f].most = std::fmax(shares[f].most, of[f]);
    }
  }
  for (FactorShare& share : shares) share.mean = spread_of(of_factor[share.factor]).mean;
  std::stable_sort(shares.begin(), shares.end(), [](const FactorShare& a, const FactorShare& b) {
    return !std::isnan(a.mean) && (std::isnan(b.mean) || a.mean > b.mean);
  });
  return shares;
}

std::vector<std::size_t> factors_without_effect(const Sheet& sheet) {
  std::vector<std::size_t> weak;
  for (const FactorShare& share : shares_of_factors(sheet))
    if (!std::isnan(share.most) && share.most < next_to_nothing) weak.push_back(share.factor);
  return weak;
}

namespace {

// Different ones, in the order in which they come.
std::vector<std::string> different(const std::vector<std::string>& all) {
  std::vector<std::string> once;
  for (const std::string& one : all)
    if (std::find(once.begin(), once.end(), one) == once.end()) once.push_back(one);
  return once;
}

std::size_t place_in(const std::vector<std::string>& all, const std::string& one) {
  return static_cast<std::size_t>(std::find(all.begin(), all.end(), one) - all.begin());
}

}  // namespace

void add_output_choice(Chart& chart, const std::vector<MeasuredOutput>& outputs,
                       const std::vector<std::size_t>& of_rows) {
  std::vector<std::string> all_measures, all_places;
  for (const MeasuredOutput& output : outputs) {
    all_measures.push_back(output.measure);
    all_places.push_back(output.place);
  }
  const auto measures = different(all_measures), places = different(all_places);
  const bool is_product = measures.size() * places.size() == outputs.size();
  std::vector<double> measure_at, place_at, output_at;
  std::vector<Text> titles;
  for (const std::size_t output : of_rows) {
    measure_at.push_back(static_cast<double>(place_in(measures, outputs[output].measure)));
    place_at.push_back(static_cast<double>(place_in(places, outputs[output].place)));
    output_at.push_back(static_cast<double>(output));
    titles.push_back(outputs[output].title);
  }
  chart.table.add("output", {"Output", "结果"}, titles, outputs.size() > 1);
  if (!is_product) {
    chart.table.add("output_at", {"Output", "结果"}, output_at, 0, false);
    std::vector<Text> options;
    for (const MeasuredOutput& output : outputs) options.push_back(output.title);
    add_choice(chart, "output_at", {"Output", "结果"}, options);
    return;
  }
  std::vector<Text> measure_options, place_options;
  for (const std::string& measure : measures)
    measure_options.push_back(output_measure_title(measure));
  for (const std::string& place : places)
    place_options.push_back(
        std::find_if(outputs.begin(), outputs.end(), [&](const MeasuredOutput& output) {
          return output.place == place;
        })->place_name);
  chart.table.add("measure_at", {"Measure", "指标"}, measure_at, 0, false);
  chart.table.add("place_at", {"Place", "地点"}, place_at, 0, false);
  add_choice(chart, "place_at", {"Place", "地点"}, place_options);
  add_choice(chart, "measure_at", {"Measure", "指标"}, measure_options);
}

void add_measure_choice(Chart& chart, const std::vector<MeasuredOutput>& outputs,
                        const std::vector<std::size_t>& of_rows) {
  std::vector<std::string> all;
  for (const MeasuredOutput& output : outputs) all.push_back(output.measure);
  const auto measures = different(all);
  std::vector<double> measure_at;
  std::vector<Text> titles, options;
  for (const std::size_t output : of_rows) {
    measure_at.push_back(static_cast<double>(place_in(measures, outputs[output].measure)));
    titles.push_back(output_measure_title(outputs[output].measure));
  }
  for (const std::string& measure : measures) options.push_back(output_measure_title(measure));
  chart.table.add("measure", {"Measure", "指标"}, titles, measures.size() > 1);
  chart.table.add("measure_at", {"Measure", "指标"}, measure_at, 0, false);
  add_choice(chart, "measure_at", {"Measure", "指标"}, options);
}

}  // namespace agglomera::output::report
