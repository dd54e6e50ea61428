#include <algorithm>
#include <cctype>
#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/rows.hpp"
#include "output/report/drawing/waterfall.hpp"
#include "output/report/headlines/headlines.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/in_turn.hpp"
#include "output/report/reading/parts.hpp"

namespace agglomera::output::report {
namespace {

const std::vector<std::string> drawn_measures = {"lq_count", "lq_revenue"};

double mean_size(const Sheet& sheet, std::size_t measure, std::size_t part) {
  const Array parts = sheet.array("attribution", "mean");
  double sum = 0, cities = 0;
  for (const std::size_t city : cities_explained(sheet, measure)) {
    const double value = parts.at({{"measure", measure}, {"part", part}, {"city", city}});
    if (std::isnan(value)) continue;
    sum += std::abs(value);
    cities += 1;
  }
  return sum / cities;  // 0 / 0: none
}

Table sizes_of(const Sheet& sheet) {
  const auto titles = part_titles(sheet);
  const auto ids = sheet.labels("attribution", "part");
  std::vector<Text> part, measure;
  std::vector<double> size;
  const auto add = [&](const Text& name, const std::string& of, double value) {
    if (std::isnan(value)) return;
    part.push_back(name);
    measure.push_back(measure_title(of));
    size.push_back(value);
  };
  for (std::size_t p = 0; p <= titles.size(); ++p)
    for (const std::string& name : drawn_measures) {
      const std::size_t m = sheet.index("attribution", "measure", name);
      if (m == sheet.labels("attribution", "measure").size()) continue;
      if (p == 0)
        add(not_explained_title(), name, unexplained_of(sheet, m).mean_unexplained);
      else
        add(titles.at(p - 1), name, mean_size(sheet, m, p - 1));
    }
  Table table;
  table.add("part", {"Part", "组成部分"}, part);
  table.add("measure", {"Measure", "指标"}, measure);
  table.add("size", {"Mean absolute size", "平均绝对值"}, size);
  return table;
}

Chart chart_of(const Sheet& sheet, Table table) {
  Chart chart;
  chart.id = "sizes-of-parts";
  chart.title = phrase({"How large each part of the change {} is, on average over cities (in LQ)",
                        "{}变化中各部分的平均大小（区位商）"},
                       from_to(sheet));
  chart.says = {"Mean absolute size of each part of the change, the part not explained first.",
                "变化各组成部分的平均绝对值，未解释部分在前。"};
  Json offset = nominal("measure");
  offset["sort"] = nullptr;
  Json bars = layer("bar", {{"stroke", themed("surface")}, {"strokeWidth", 1.5}},
                    {{"x", quantitative("size")}, {"yOffset", offset}});
  bars["encoding"]["x"]["axis"] = {{"tickCount", 4}, {"title", nullptr}};
  bars["encoding"]["color"] = nominal("measure");
  bars["encoding"]["color"]["sort"] = nullptr;
  bars["encoding"]["color"]["scale"] = {
      {"range", Json::array({themed("first"), themed("fourth")})}};
  bars["encoding"]["color"]["legend"] = {{"title", nullptr}, {"columns", by_width(4, 1)}};
  chart.spec =
      rows_of("part", Json::array({bars}), 32, sheet.labels("attribution", "part").size() + 1);
  chart.table = std::move(table);
  chart.note = {
      "Not explained: mean of |observed − median simulated change|. The other bars: mean of "
      "|mean contribution| (Shapley values). Unexplained amenity is fitted to each city, "
      "not explained either.",
      "未解释部分：|观测变化 − 模拟变化中位数| 的均值。其余各条：|平均贡献| 的均值"
      "（Shapley 值）。未解释的区位优势是逐城市拟合的，同样不算解释。"};
  return chart;
}

// The mechanisms that the study is about, where none of the observed cities shows them for sure.
Text not_told_from_zero(const Sheet& sheet) {
  const std::pair<const char*, Text> mechanisms[] = {
      {"innovation", {"innovation resources", "创新资源"}},
      {"coupling", {"technology–culture coupling", "科技与文化耦合"}},
      {"governance", {"positioning and governance", "定位与治理"}}};
  const auto nowhere = certain_nowhere(sheet, drawn_measures);
  std::vector<Text> names;
  for (const auto& [part, name] : mechanisms)
    if (std::find(nowhere.begin(), nowhere.end(), sheet.index("told_apart", "part", part)) !=
        nowhere.end())
      names.push_back(name);
  if (names.empty()) return {};
  Text said = phrase({"{} cannot be told from zero in any observed city.",
                      "{}的作用在任何有观测的城市都无法与零区分。"},
                     list_of(names));
  said.en[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(said.en[0])));
  return said;
}

// What is left over, what is told of no city, and what the intervals hold, where a change was observed.
Text answer_of(const Sheet& sheet) {
  std::vector<Text> left, fitted, inside;
  for (const std::string& name : drawn_measures) {
    const std::size_t m = sheet.index("attribution", "measure", name);
    if (m == sheet.labels("attribution", "measure").size()) continue;
    const Unexplained all = unexplained_of(sheet, m);
    if (all.cities == 0) continue;
    left.push_back(phrase({"{} of the mean change of {}", "{1}平均变化的 {0}"},
                          percent(all.mean_unexplained / all.mean_observed), measure_title(name)));
    fitted.push_back(plainly(percent(all.amenity_share)));
    inside.push_back(phrase({"{} of {}", "{1} 个中的 {0} 个"}, all.inside, all.cities));
  }
  if (left.empty()) return {};
  const Text none = not_told_from_zero(sheet);
  return phrase(
      {"The model leaves {0} unexplained; of the sizes of its parts, {1} is amenity fitted to each "
       "city, not explained. {3}The 90 % interval holds the observed change in {2} cities.",
       "模型未能解释{0}；其各部分大小合计中，{1} 来自逐城市拟合的区位优势，并非解释。"
       "{3}90 % 区间涵盖观测变化的城市：{2}。"},
      in_turn(left), in_turn(fitted), in_turn(inside),
      none.empty() ? none : Text{none.en + " ", none.zh});
}

}  // namespace

Headline explain_headline(const Sheet& sheet) {
  Headline headline;
  headline.question =
      phrase({"To what are the changes of location quotients {} due?", "{}区位商的变化源于什么？"},
             from_to(sheet));
  headline.answer = answer_of(sheet);
  if (headline.answer.empty())
    headline.answer = {
        "No change was observed over the years of this run, so nothing says how much is "
        "unexplained; below is what the model simulates.",
        "该模拟期内没有可对照的观测变化，无法判断未解释部分；以下仅为模型的模拟结果。"};
  headline.caveats.push_back(
      {"Parts are what the model would attribute, not causes shown by data: mechanisms switched on "
       "and "
       "off in every order (Shapley values).",
       "各部分是模型的归因，不是数据证明的因果：逐一开关各机理并对所有次序取平均（Shapley 值）。"});
  Table table = sizes_of(sheet);
  if (table.rows() > 0) headline.charts.push_back(chart_of(sheet, std::move(table)));
  return headline;
}

}  // namespace agglomera::output::report
