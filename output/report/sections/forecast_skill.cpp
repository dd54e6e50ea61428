#include <algorithm>
#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/rows.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/skill.hpp"
#include "output/report/sections/sections.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

const Text model_key = {"Agglomera", "Agglomera"};
const Text best_key = {"Best simple forecast", "最佳简单预测"};
const Text simple_key = {"Other simple forecasts", "其他简单预测"};

struct Scored {
  std::string method;
  double crps;
};

// All methods of one measure and horizon that have a score: the model, then by CRPS.
std::vector<Scored> scored(const Sheet& sheet, std::size_t measure, std::size_t horizon) {
  const auto methods = sheet.labels("scores", "method");
  const Array crps = sheet.array("scores", "crps");
  std::vector<Scored> all;
  for (std::size_t m = 0; m < methods.size(); ++m) {
    const double value = crps.at({{"measure", measure}, {"method", m}, {"horizon", horizon}});
    if (!std::isnan(value)) all.push_back({methods[m], value});
  }
  std::stable_sort(all.begin(), all.end(), [](const Scored& a, const Scored& b) {
    if ((a.method == "model") != (b.method == "model")) return a.method == "model";
    return a.crps < b.crps;
  });
  return all;
}

Table crps_rows(const Sheet& sheet, std::size_t measure) {
  std::vector<Text> horizon, method, key;
  std::vector<double> crps, order;
  const auto horizons = sheet.years("scores", "horizon");
  for (std::size_t h = 0; h < horizons.size(); ++h) {
    int place = 0;
    for (const Scored& of : scored(sheet, measure, h)) {
      const bool model = of.method == "model";
      horizon.push_back(years_ahead(horizons[h]));
      method.push_back(method_title(of.method));
      key.push_back(model ? model_key : place == 1 ? best_key : simple_key);
      crps.push_back(of.crps);
      order.push_back(place++);
    }
  }
  Table table;
  table.add("horizon", {"Horizon", "预测期"}, horizon);
  table.add("method", {"Method", "方法"}, method);
  table.add("crps", {"CRPS", "CRPS"}, crps, 3);
  table.add("key", {"Kind", "类别"}, key);
  table.add("order", {"Order", "次序"}, order, 0, false);
  return table;
}

double largest(const Table& table) {
  double most = 0;
  for (const Column& column : table.columns())
    if (column.name == "crps")
      for (const double value : std::get<std::vector<double>>(column.cells))
        most = std::max(most, value);
  return most;
}

Chart crps_chart(const Sheet& sheet, std::size_t measure, const std::string& name) {
  Chart chart;
  chart.id = "crps-" + id_part(name);
  chart.title = phrase({"{}: error of each method (mean CRPS, shorter is better)",
                        "{}：各方法的误差（平均 CRPS，越短越好）"},
                       measure_title(name));
  chart.says =
      phrase({"Mean CRPS of {} methods at {} horizons.", "{} 种方法在 {} 个预测期的平均 CRPS。"},
             sheet.labels("scores", "method").size(), sheet.years("scores", "horizon").size());
  chart.table = crps_rows(sheet, measure);
  Json place = {{"field", "order"}, {"type", "ordinal"}};
  Json bars = layer("bar", {{"stroke", themed("surface")}, {"strokeWidth", 1.5}},
                    {{"x", quantitative("crps")}, {"yOffset", place}});
  bars["encoding"]["x"]["scale"] = {{"domain", {0, 1.45 * largest(chart.table)}}, {"nice", false}};
  bars["encoding"]["x"]["axis"] = {{"tickCount", 4}, {"title", nullptr}};
  bars["encoding"]["color"] = nominal("key");
  bars["encoding"]["color"]["scale"] =
      colours_of({model_key, best_key, simple_key}, {"simulated", "forecast", "prior"});
  bars["encoding"]["color"]["legend"] = {{"title", nullptr}, {"columns", by_width(4, 1)}};
  Json words = layer(
      "text",
      {{"align", "left"}, {"dx", 5}, {"fontSize", 11}, {"baseline", "middle"}, {"tooltip", false}},
      {{"x", quantitative("crps")},
       {"yOffset", {{"field", "order"}, {"type", "ordinal"}, {"bandPosition", 0.5}}},
       {"text", {{"field", "method"}}}});
  chart.spec =
      rows_of("horizon", Json::array({bars, words}), 120, sheet.years("scores", "horizon").size());
  chart.note = {
      "CRPS: distance between the forecast distribution and what came, in LQ. Simple "
      "forecasts: last value; drift (last value and mean yearly change); Theta; damped trend; "
      "smoothed level; autoregression common to all cities.",
      "CRPS 为预测分布与实际结果之间的距离（区位商单位）。简单预测包括：末值外推、漂移"
      "（末值加年均变化）、Theta 法、阻尼趋势、指数平滑、各城市共用的自回归。"};
  return chart;
}

Chart coverage_chart(const std::vector<Skill>& skills) {
  std::vector<Text> horizon, measure, level;
  std::vector<double> share, low, high, expected, targets;
  for (const Skill& skill : skills)
    for (const bool wide : {true, false}) {
      horizon.push_back(years_ahead(skill.horizon));
      measure.push_back(measure_title(skill.measure));
      level.push_back(wide ? Text{"90 %", "90 %"} : Text{"50 %", "50 %"});
      share.push_back(wide ? skill.coverage_90 : skill.coverage_50);
      low.push_back(wide ? skill.coverage_90_low : missing);
      high.push_back(wide ? skill.coverage_90_high : missing);
      expected.push_back(wide ? 0.9 : 0.5);
      targets.push_back(skill.targets);
    }
  Chart chart;
  chart.id = "coverage";
  chart.title = {"Share of what came inside the 50 % and 90 % intervals",
                 "落入 50 % 与 90 % 预测区间的观测比例"};
  chart.says = {
      "Coverage of the forecasts by horizon and measure beside the expected 50 % and 90 %.",
      "各预测期、各指标的区间涵盖率与应有的 50 %、90 %。"};
  Json offset = nominal("measure");
  offset["sort"] = nullptr;
  Json colour = nominal("measure");
  colour["sort"] = nullptr;
  colour["scale"] = {{"range", Json::array({themed("first"), themed("fourth")})}};
  colour["legend"] = {{"title", nullptr}, {"columns", by_width(4, 1)}};
  Json rule = interval_rule("low", "high", "first", 3), dots = dot("share", "first", 80);
  rule["mark"].erase("color");
  dots["mark"].erase("color");
  for (Json* of : {&rule, &dots}) {
    (*of)["encoding"]["color"] = colour;
    (*of)["encoding"]["yOffset"] = offset;
  }
  rule["transform"] = Json::array({{{"filter", "isValid(datum.low) && isValid(datum.high)"}}});
  dots["encoding"]["shape"] = nominal("level");
  dots["encoding"]["shape"]["legend"] = nullptr;
  dots["encoding"]["shape"]["sort"] = nullptr;
  dots["encoding"]["x"]["scale"] = {{"domain", {0, 1}}};
  dots["encoding"]["x"]["axis"] = {{"format", "%"}, {"values", {0, 0.5, 0.9}}, {"title", nullptr}};
  chart.spec =
      rows_of("horizon", Json::array({rule_at(0.5, "ink"), rule_at(0.9, "ink"), rule, dots}), 44,
              rows_in(horizon));
  chart.table.add("horizon", {"Horizon", "预测期"}, horizon);
  chart.table.add("measure", {"Measure", "指标"}, measure);
  chart.table.add("level", {"Interval", "区间"}, level);
  chart.table.add("share", {"Share inside", "落入比例"}, share);
  chart.table.add("low", {"5 % end", "5 % 端"}, low);
  chart.table.add("high", {"95 % end", "95 % 端"}, high);
  chart.table.add("expected", {"Expected", "应有比例"}, expected);
  chart.table.add("targets", {"Observations forecast", "被预测的观测数"}, targets, 0);
  chart.note = {
      "Circles: 90 % intervals; squares: 50 %. Dashed: the shares an honest forecast reaches. "
      "Bars: 5 % to 95 % by drawing whole "
      "origins again (block bootstrap), for the 90 % intervals; with few origins themselves "
      "uncertain.",
      "圆点为 90 % 区间，方点为 50 % 区间。虚线为可靠预测应达到的比例。横条为 90 % 区间涵盖率的 5 "
      "%—95 % "
      "范围（按起点整块自助抽样）；起点少，该范围本身也不精确。"};
  return chart;
}

Listing verdicts(const std::vector<Skill>& skills) {
  std::vector<Text> horizon, measure, verdict, best;
  std::vector<double> value, p, crps, best_crps;
  for (const Skill& skill : skills) {
    measure.push_back(measure_title(skill.measure));
    horizon.push_back(years_ahead(skill.horizon));
    verdict.push_back(verdict_with_reason(skill));
    best.push_back(method_title(skill.best));
    value.push_back(skill.skill);
    p.push_back(skill.sign_flip_p);
    crps.push_back(skill.crps);
    best_crps.push_back(skill.best_crps);
  }
  Listing listing;
  listing.id = "verdicts";
  listing.title = {"Skill and verdict", "预测技能与判断"};
  listing.table.add("measure", {"Measure", "指标"}, measure);
  listing.table.add("horizon", {"Horizon", "预测期"}, horizon);
  listing.table.add("crps", {"CRPS", "CRPS"}, crps, 3);
  listing.table.add("best_crps", {"CRPS of the best simple", "最佳简单预测的 CRPS"}, best_crps, 3);
  listing.table.add("best", {"Best simple forecast", "最佳简单预测"}, best);
  listing.table.add("skill", {"Skill", "预测技能"}, value);
  listing.table.add("p", {"p by flipping signs", "符号翻转 p 值"}, p, 3);
  listing.table.add("verdict", {"Verdict", "判断"}, verdict);
  return listing;
}

}  // namespace

Section forecast_skill(const Sheet& sheet) {
  Section section{"forecast-skill", {"Against simple forecasts", "与简单预测比较"}};
  std::vector<Skill> skills;
  for (const Skill& skill : skills_of(sheet))
    if (skill.verdict() != Verdict::no_target) skills.push_back(skill);
  if (skills.empty()) {
    section.warnings.push_back(
        {"This file holds no forecast that could be compared with an observation.",
         "本文件不含可与观测比较的预测。"});
    return section;
  }
  std::vector<Text> open;
  for (const Skill& skill : skills)
    if (skill.verdict() == Verdict::inconclusive)
      open.push_back(phrase(
          {"{} {}{}", "{}{}{}"}, measure_title(skill.measure), years_ahead(skill.horizon),
          skill.has_too_few_origins() ? phrase({" ({})", "（{}）"}, verdict_with_reason(skill))
                                      : Text{}));
  if (!open.empty())
    section.warnings.push_back(phrase(
        {"Inconclusive, the difference may be chance: {}.", "尚无定论，差异可能出于偶然：{}。"},
        list_of(open)));
  const auto measures = sheet.labels("scores", "measure");
  for (std::size_t m = 0; m < measures.size(); ++m)
    if (crps_rows(sheet, m).rows() > 0) section.charts.push_back(crps_chart(sheet, m, measures[m]));
  section.charts.push_back(coverage_chart(skills));
  section.listings.push_back(verdicts(skills));
  return section;
}

}  // namespace agglomera::output::report
