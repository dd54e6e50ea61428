#include <algorithm>
#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/rows.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/free_numbers.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

const Text prior_key = {"Prior", "先验"};
const Text posterior_key = {"Posterior", "后验"};

// The columns of the rows of numbers, gathered row by row.
struct Columns {
  std::vector<Text> title, told, meaning, source, side;
  std::vector<double> usual, prior_low, prior_middle, prior_high, low, middle, high, contraction;

  void add(const FreeNumber& number, const Spread& prior) {
    title.push_back(number.labelled());
    told.push_back(told_in_words(number.told()));
    meaning.push_back(number.meaning);
    source.push_back(number.source);
    usual.push_back(number.usual);
    prior_low.push_back(prior.q05);
    prior_middle.push_back(prior.q50);
    prior_high.push_back(prior.q95);
    low.push_back(number.q05);
    middle.push_back(number.q50);
    high.push_back(number.q95);
    contraction.push_back(number.contraction);
  }

  Table table(const Text& heading, int decimals) const {
    Table table;
    table.add("number", heading, title);
    const auto said = [](const Text& text) { return !text.empty(); };
    if (std::any_of(meaning.begin(), meaning.end(), said))
      table.add("meaning", {"Meaning", "含义"}, meaning);
    table.add("told", {"What the observations tell", "观测的约束"}, told);
    table.add("usual", {"Usual value", "通常取值"}, usual, decimals);
    table.add("prior_low", {"Prior 5 %", "先验 5 %"}, prior_low, decimals);
    table.add("prior_middle", {"Prior median", "先验中位数"}, prior_middle, decimals);
    table.add("prior_high", {"Prior 95 %", "先验 95 %"}, prior_high, decimals);
    table.add("low", {"Posterior 5 %", "后验 5 %"}, low, decimals);
    table.add("middle", {"Posterior median", "后验中位数"}, middle, decimals);
    table.add("high", {"Posterior 95 %", "后验 95 %"}, high, decimals);
    table.add("contraction", {"Contraction", "收缩度"}, contraction);
    if (std::any_of(source.begin(), source.end(), said))
      table.add("source", {"Source of the prior", "先验来源"}, source);
    return table;
  }
};

// --- how much each number is told -----------------------------------------------------------------

Text kind_of(const FreeNumber& number) {
  static const std::vector<std::pair<std::string, Text>> kinds = {
      {"amenity", {"Amenity of cities", "各城市区位优势"}},
      {"growth_advantage", {"Growth of cities", "各城市增长优势"}},
  };
  if (number.quantity.empty()) return {"Parameters", "全局参数"};
  for (const auto& [name, kind] : kinds)
    if (name == number.quantity) return kind;
  return city_quantity_title(number.quantity);
}

Chart contraction_of_all(const std::vector<FreeNumber>& numbers) {
  std::vector<Text> kind, title, told;
  std::vector<double> contraction;
  for (const FreeNumber& number : numbers) {
    kind.push_back(kind_of(number));
    title.push_back(number.title);
    told.push_back(told_in_words(number.told()));
    contraction.push_back(number.contraction);
  }
  Chart chart;
  chart.id = "contraction";
  chart.title = {"How much the observations tell: contraction of each free number",
                 "观测提供了多少信息：各待估参数的收缩度"};
  chart.says =
      phrase({"Contraction of {} free numbers by kind: {} are well told, {} a little, {} not.",
              "{} 个待估参数的收缩度（按类别）：{} 个可较好确定，{} 个略有约束，{} "
              "个未受约束。"},
             numbers.size(), told_among(numbers, Told::well), told_among(numbers, Told::a_little),
             told_among(numbers, Told::not_at_all));
  // Marks may lie on one another: the legend counts them.
  const auto counted = [&](Told told) {
    return phrase({"{}: {}", "{}：{} 个"}, told_in_words(told), told_among(numbers, told));
  };
  const Json scale =
      colours_of({counted(Told::well), counted(Told::a_little), counted(Told::not_at_all)},
                 {"posterior", "fourth", "observed"});
  std::vector<Text> classes;
  for (const FreeNumber& number : numbers) classes.push_back(counted(number.told()));
  Json ticks = layer("tick", {{"thickness", 2}, {"size", 24}, {"opacity", 0.85}},
                     {{"x", quantitative("contraction")}});
  ticks["encoding"]["x"]["axis"] = {{"tickCount", 5}, {"title", nullptr}};
  ticks["encoding"]["color"] = nominal("class");
  ticks["encoding"]["color"]["scale"] = scale;
  ticks["encoding"]["color"]["legend"] = {{"title", nullptr}, {"columns", by_width(4, 1)}};
  chart.spec = rows_of(
      "kind", Json::array({rule_at(told_from, "ink"), rule_at(well_told_from, "ink"), ticks}), 40,
      rows_in(kind));
  chart.table.add("number", {"Number", "数值"}, title);
  chart.table.add("kind", {"Kind", "类别"}, kind);
  chart.table.add("contraction", {"Contraction", "收缩度"}, contraction);
  chart.table.add("told", {"What the observations tell", "观测的约束"}, told);
  chart.table.add("class", {"Class and its count", "类别及个数"}, classes, false);
  chart.note = {
      "Contraction = 1 − posterior variance / prior variance: 1 where the observations fix "
      "the number, 0 where they say nothing (a little below 0 by chance). Dashed: told a little "
      "from 0.1, well told from 0.5.",
      "收缩度 = 1 − 后验方差 / 先验方差：1 表示观测完全确定该数值，0 "
      "表示观测没有提供信息（偶然可略小于 0）。虚线：0.1 起为略有约束，0.5 起为可较好确定。"};
  return chart;
}

// --- parameters, each on its own scale ------------------------------------------------------------

// Two rows for each parameter, prior and posterior.
Chart own_scales(const Sheet& sheet, const std::vector<FreeNumber>& parameters) {
  Columns columns;
  std::vector<Text> side;
  std::vector<double> low, middle, high;
  for (const FreeNumber& number : parameters) {
    if (!sheet.has("prior", number.id)) continue;
    const Spread prior = spread_of(sheet.array("prior", number.id).along("draw", {{"chain", 0}}));
    for (const bool after : {false, true}) {
      columns.add(number, prior);
      side.push_back(after ? posterior_key : prior_key);
      low.push_back(after ? number.q05 : prior.q05);
      middle.push_back(after ? number.q50 : prior.q50);
      high.push_back(after ? number.q95 : prior.q95);
    }
  }
  Chart chart;
  chart.id = "parameters-own-scale";
  chart.title = {"Each parameter on its own scale, prior and posterior (90 % intervals)",
                 "各参数的先验与后验（各自原单位，90 % 区间）"};
  chart.says = phrase({"Prior and posterior intervals of {} parameters, a panel for each.",
                       "{} 个参数的先验区间与后验区间，每个参数一格。"},
                      side.size() / 2);
  Json colour = nominal("side");
  colour["scale"] = colours_of({prior_key, posterior_key}, {"prior", "posterior"});
  colour["legend"] = {{"title", nullptr}};
  Json bars = interval_rule("low", "high", "prior", 7), dots = dot("middle", "ink", 45);
  bars["mark"].erase("color");
  bars["encoding"]["color"] = colour;
  Json x = quantitative("low");
  x["scale"] = {{"zero", false}, {"nice", true}};
  x["axis"] = {{"tickCount", 3}, {"title", nullptr}};
  bars["encoding"]["x"] = x;
  Json y = nominal("side");
  y["sort"] = nullptr;
  y["axis"] = nullptr;
  chart.spec = panels_in_order(
      "number", {{"height", 34}, {"encoding", {{"y", y}}}, {"layer", Json::array({bars, dots})}});
  chart.spec["resolve"] = {{"scale", {{"x", "independent"}}}};
  chart.table.add("number", {"Parameter", "参数"}, columns.title);
  const bool said = std::any_of(columns.meaning.begin(), columns.meaning.end(),
                                [](const Text& text) { return !text.empty(); });
  if (said) chart.table.add("meaning", {"Meaning", "含义"}, columns.meaning);
  chart.table.add("side", {"Before or after", "先验或后验"}, side);
  chart.table.add("low", {"5 %", "5 %"}, low, 4);
  chart.table.add("middle", {"Median", "中位数"}, middle, 4);
  chart.table.add("high", {"95 %", "95 %"}, high, 4);
  chart.table.add("usual", {"Usual value", "通常取值"}, columns.usual, 4);
  chart.table.add("contraction", {"Contraction", "收缩度"}, columns.contraction);
  chart.table.add("told", {"What the observations tell", "观测的约束"}, columns.told);
  chart.note = {"Bars run from 5 % to 95 %; dots are medians. Scales differ from panel to panel.",
                "横条为 5 %—95 % 区间，圆点为中位数。各格坐标不同。"};
  chart.panel_width = 170;
  return chart;
}

// --- numbers of cities ----------------------------------------------------------------------------

Chart of_cities(const Sheet& sheet, const std::string& quantity, std::vector<FreeNumber> numbers) {
  std::stable_sort(numbers.begin(), numbers.end(),
                   [](const auto& a, const auto& b) { return a.q50 > b.q50; });
  const Array prior = sheet.array("prior", quantity);
  Columns columns;
  for (const FreeNumber& number : numbers) {
    const std::size_t city = sheet.index("prior", "city", number.city);
    if (city == prior.size("city")) continue;
    columns.add(number, spread_of(prior.along("draw", {{"chain", 0}, {"city", city}})));
  }
  Chart chart;
  chart.id = "learned-" + id_part(quantity);
  chart.title = phrase({"{} by city", "各城市：{}"}, city_quantity_title(quantity));
  chart.says =
      phrase({"Prior and posterior intervals of {} cities; {} are well told, {} a little, {} not.",
              "{} 个城市的先验区间与后验区间：{} 个可较好确定，{} 个略有约束，{} 个未受约束。"},
             numbers.size(), told_among(numbers, Told::well), told_among(numbers, Told::a_little),
             told_among(numbers, Told::not_at_all));
  Json layers = interval_pairs("prior", prior_key, posterior_key, "prior", "posterior");
  layers.insert(layers.begin(), rule_at(0, "muted"));
  chart.spec = rows_of("number", layers, 18, columns.title.size());
  chart.table = columns.table({"City", "城市"}, 2);
  chart.note = {
      "Bars: 5 % to 95 %; dots: posterior medians; cities in their order. These numbers are "
      "what the model needs beside its mechanisms: fitted, not explained.",
      "横条为 5 %—95 % 区间，圆点为后验中位数，按中位数排序。"
      "这些数值是模型机理之外所需的补充：是拟合出来的，不是解释。"};
  return chart;
}

// --- other ways to the same answer ----------------------------------------------------------------

Chart modes(const Sheet& sheet) {
  const auto parameters = sheet.labels("modes", "parameter");
  const auto numbers = sheet.labels("modes", "mode");
  const Array deviation = sheet.array("modes", "deviation");
  const Array value = sheet.array("modes", "value"), restarts = sheet.array("modes", "restarts");
  std::vector<Text> title, mode;
  std::vector<double> at, cost, ended;
  for (std::size_t m = 0; m < numbers.size(); ++m)
    for (std::size_t p = 0; p < parameters.size(); ++p) {
      title.push_back(parameter_title(parameters[p]));
      mode.push_back(plainly(numbers[m]));
      at.push_back(deviation.at({{"mode", m}, {"parameter", p}}));
      cost.push_back(value.at({{"mode", m}}));
      ended.push_back(restarts.at({{"mode", m}}));
    }
  Chart chart;
  chart.id = "modes";
  chart.title = {"Modes of the posterior (CMA-ES; prior standard deviations)",
                 "后验的众数点（CMA-ES，以先验标准差为单位）"};
  chart.says = phrase({"Where {} modes lie in {} parameters.", "{} 个众数点在 {} 个参数上的位置。"},
                      numbers.size(), parameters.size());
  Json dots = dot("deviation", "posterior", 70);
  dots["mark"].erase("color");
  dots["encoding"]["x"]["axis"] = {{"tickCount", 6}, {"title", nullptr}};
  Json colour = nominal("mode", {"Mode, best first", "众数点（最优在前）"});
  colour["sort"] = nullptr;
  colour["scale"] = {{"range", Json::array({themed("first"), themed("second"), themed("third"),
                                            themed("fourth"), themed("fifth"), themed("sixth")})}};
  dots["encoding"]["color"] = colour;
  dots["encoding"]["shape"] = {{"field", "mode"}, {"type", "nominal"}, {"sort", nullptr}};
  chart.spec = rows_of("number", Json::array({rule_at(0, "muted"), dots}), 22, parameters.size());
  chart.table.add("number", {"Parameter", "参数"}, title);
  chart.table.add("mode", {"Mode", "众数点"}, mode);
  chart.table.add("deviation", {"Deviation", "偏离"}, at);
  chart.table.add("value", {"− log posterior", "负对数后验"}, cost, 1);
  chart.table.add("restarts", {"Restarts that ended there", "收敛于此的重启次数"}, ended, 0);
  chart.note = {
      "Each mode is where several searches ended. Modes far apart mean that unlike values fit "
      "about as well.",
      "每个众数点是若干次搜索的终点。众数点相距较远，说明不同取值的拟合程度相近。"};
  return chart;
}

Chart cross_check(const Sheet& sheet) {
  const auto parameters = sheet.labels("cross_check", "parameter");
  std::vector<Text> title;
  std::vector<double> columns[6];
  const auto reach = [&](const char* mean, const char* sd, std::size_t p, double sds) {
    return sheet.array("cross_check", mean).at({{"parameter", p}}) +
           sds * sheet.array("cross_check", sd).at({{"parameter", p}});
  };
  for (std::size_t p = 0; p < parameters.size(); ++p) {
    title.push_back(parameter_title(parameters[p]));
    for (int i = 0; i < 3; ++i) {
      columns[i].push_back(reach("abc_mean", "abc_sd", p, (i - 1) * prior_reach));
      columns[3 + i].push_back(reach("mean", "sd", p, (i - 1) * prior_reach));
    }
  }
  Chart chart;
  chart.id = "cross-check";
  chart.title = {"The posterior and a cross-check by ABC-SMC (prior standard deviations)",
                 "后验与 ABC-SMC 交叉检验（以先验标准差为单位）"};
  chart.says = phrase({"Means and 90 % intervals of {} parameters by two methods.",
                       "两种方法得到的 {} 个参数的均值与 90 % 区间。"},
                      parameters.size());
  chart.spec = rows_of(
      "number", interval_pairs("abc", {"ABC-SMC", "ABC-SMC"}, posterior_key, "prior", "posterior"),
      24, parameters.size());
  chart.table.add("number", {"Parameter", "参数"}, title);
  chart.table.add("abc_low", {"ABC 5 %", "ABC 5 %"}, columns[0]);
  chart.table.add("abc_middle", {"ABC mean", "ABC 均值"}, columns[1]);
  chart.table.add("abc_high", {"ABC 95 %", "ABC 95 %"}, columns[2]);
  chart.table.add("low", {"Posterior 5 %", "后验 5 %"}, columns[3]);
  chart.table.add("middle", {"Posterior mean", "后验均值"}, columns[4]);
  chart.table.add("high", {"Posterior 95 %", "后验 95 %"}, columns[5]);
  chart.note = {"Intervals are mean ± 1.64 standard deviations. Bars that overlap agree.",
                "区间为均值 ± 1.64 个标准差。两条重叠即一致。"};
  return chart;
}

// The parameters of the whole model by how much they are told: "Well told: Appeal of elsewhere. …".
Text summary(const std::vector<FreeNumber>& parameters) {
  const std::pair<Told, Text> classes[] = {
      {Told::well, {"Well told: {}.", "可较好确定：{}。"}},
      {Told::a_little, {"Told only a little: {}.", "仅略有约束：{}。"}},
      {Told::not_at_all, {"Not told, they stay as assumed: {}.", "未受约束、沿用假设：{}。"}}};
  Text all;
  for (const auto& [told, pattern] : classes) {
    std::vector<Text> titles;
    for (const FreeNumber& number : parameters)
      if (number.told() == told) titles.push_back(number.title);
    if (titles.empty()) continue;
    const Text sentence = phrase(pattern, list_of(titles));
    all.en += (all.en.empty() ? "" : " ") + sentence.en;
    all.zh += sentence.zh;
  }
  return all;
}

}  // namespace

Section learned(const Sheet& sheet) {
  Section section{"learned", {"What was learned", "从观测中学到什么"}};
  const auto numbers = free_numbers(sheet);
  const bool drawn = std::any_of(numbers.begin(), numbers.end(),
                                 [](const FreeNumber& number) { return !std::isnan(number.q50); });
  if (!drawn) {
    section.warnings.push_back(
        {"This file holds no draws of free numbers.", "本文件不含待估参数的抽样。"});
    return section;
  }
  const auto parameters = parameters_of(numbers);
  if (!parameters.empty()) section.says.push_back(summary(parameters));
  section.charts.push_back(contraction_of_all(numbers));
  const bool has_prior = std::any_of(parameters.begin(), parameters.end(), [&](const auto& number) {
    return sheet.has("prior", number.id);
  });
  if (has_prior) section.charts.push_back(own_scales(sheet, parameters));
  for (const std::string& quantity : city_quantities_of(numbers)) {
    std::vector<FreeNumber> of_quantity;
    for (const FreeNumber& number : numbers)
      if (number.quantity == quantity) of_quantity.push_back(number);
    if (sheet.has("prior", quantity))
      section.charts.push_back(of_cities(sheet, quantity, of_quantity));
  }
  if (!sheet.labels("modes", "mode").empty()) section.charts.push_back(modes(sheet));
  if (!sheet.labels("cross_check", "parameter").empty())
    section.charts.push_back(cross_check(sheet));
  return section;
}

}  // namespace agglomera::output::report
