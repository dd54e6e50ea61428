#include <algorithm>
#include <cmath>
#include <limits>

#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/switches.hpp"
#include "output/report/reading/agreement.hpp"
#include "output/report/reading/policies.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t cities_of_one = 8, cities_of_several = 4;

// A city of /effect whose two worlds are drawn.
struct Shown {
  std::size_t policy;
  std::size_t measure;  // number of the choice
  std::size_t city;
  std::size_t order;  // of its panel
};

struct Context {
  const Sheet& sheet;
  std::vector<Policy> policies;
  std::vector<std::string> measures;  // as chosen from
  std::vector<Shown> shown;
};

const std::vector<Text> worlds = {{"Without the policy", "基准情景（无政策）"},
                                  {"With the policy", "政策情景"}};

Context context_of(const Sheet& sheet) {
  Context of{sheet, policies_of(sheet), {}, {}};
  const std::size_t most = of.policies.size() == 1 ? cities_of_one : cities_of_several;
  const Effects effects(sheet, "effect");
  std::vector<std::size_t> in_effect;
  for (const std::string measure : {"firms", "lq_count", "lq_revenue", "revenue"}) {
    if (of.policies.size() > 1 && measure == "revenue") continue;  // for the page's size
    const std::size_t m = sheet.index("effect", "measure", measure);
    if (m >= sheet.labels("effect", "measure").size() || !sheet.has("series", measure)) continue;
    in_effect.push_back(m);
    of.measures.push_back(measure);
  }
  // The same cities for every measure: a panel that lost its rows would have no axis to draw.
  for (std::size_t p = 0; p < of.policies.size() && !in_effect.empty(); ++p) {
    std::size_t order = 0;
    for (const std::size_t city :
         cities_shown(sheet, effects, of.policies[p], p, in_effect[0], most)) {
      const bool is_known = std::all_of(in_effect.begin(), in_effect.end(), [&](std::size_t m) {
        return effects
            .at({{"scenario", p},
                 {"measure", m},
                 {"city", city},
                 {"year", sheet.years("effect").size() - 1}})
            .is_known();
      });
      if (!is_known) continue;
      for (std::size_t m = 0; m < in_effect.size(); ++m) of.shown.push_back({p, m, city, order});
      ++order;
    }
  }
  return of;
}

// Columns that say of which choice, city and year a row is.
struct Labels {
  std::vector<double> policy, measure, year, order;
  std::vector<Text> policy_title, measure_title, city;

  void add(const Context& of, const Shown& shown, const Text& name, int year_) {
    policy.push_back(static_cast<double>(shown.policy));
    measure.push_back(static_cast<double>(shown.measure));
    year.push_back(year_);
    order.push_back(static_cast<double>(shown.order));
    policy_title.push_back(of.policies[shown.policy].title);
    measure_title.push_back(effect_measure(of.measures[shown.measure]).title);
    city.push_back(name);
  }
  void into(Table& table, bool of_several) const {
    table.add("city", {"City", "城市"}, city);
    table.add("year", {"Year", "年份"}, year, 0);
    table.add("policy_title", {"Policy", "政策"}, policy_title, of_several);
    table.add("measure_title", {"Measure", "指标"}, measure_title);
    table.add("policy", {"Policy", "政策"}, policy, 0, false);
    table.add("measure", {"Measure", "指标"}, measure, 0, false);
    table.add("order", {"Order", "次序"}, order, 0, false);
  }
};

std::vector<double> scaled(std::vector<double> members, const std::string& measure) {
  for (double& value : members)
    value = measure == "firms" && value < 0 ? std::numeric_limits<double>::quiet_NaN()  // it failed
                                            : value / effect_measure(measure).unit;
  return members;
}

// Calls back with the members of each year of each city shown, without and with the policy.
template <typename Act>
void each_year(const Context& of, Act act) {
  const auto years = of.sheet.years("series");
  const auto ids = of.sheet.labels("effect", "city");
  for (std::size_t m = 0; m < of.measures.size(); ++m) {
    const Array series = of.sheet.array("series", of.measures[m]);
    for (const Shown& shown : of.shown) {
      if (shown.measure != m) continue;
      const std::string& policy = of.policies[shown.policy].id;
      Array::Where without = {{"scenario", 0},
                              {"city", of.sheet.index("series", "city", ids[shown.city])}};
      Array::Where with = without;
      with["scenario"] = of.sheet.index("series", "scenario", policy);
      for (std::size_t y = 0; y < years.size(); ++y) {
        without["year"] = with["year"] = y;
        act(shown, city_label(of.sheet, ids[shown.city]), years[y],
            scaled(series.along("member", without), of.measures[m]),
            scaled(series.along("member", with), of.measures[m]));
      }
    }
  }
}

// A line where observations end and the forecast begins.
void mark_forecast(Json& layers, const Sheet& sheet) {
  const int last = last_observed_year(sheet);
  const auto years = sheet.years("series");
  if (last == 0 || years.empty() || last >= years.back() || last < years.front()) return;
  layers.push_back(
      layer("rule", {{"color", themed("forecast")}, {"strokeDash", {4, 3}}, {"tooltip", false}},
            {{"x", {{"datum", last}}}}));
}

Text forecast_note(const Sheet& sheet) {
  const int last = last_observed_year(sheet);
  if (last == 0) return {};
  const Text forecast = phrase(
      {" Right of the dashed line ({}) nothing was observed: forecast under continued backgrounds.",
       "虚线（{} 年）右侧没有观测值：为背景延续假设下的预测。"},
      last);
  const auto set = agreement_of(sheet, "lq_count").set_years;
  if (std::find(set.begin(), set.end(), last) == set.end()) return forecast;
  return phrase({"{0} In {1} each run is set to what was observed: that is the jump.",
                 "{0}{1} 年各次模拟均按观测值设定，因此出现跳变。"},
                forecast, last);
}

void add_choices(Chart& chart, const Context& of) {
  std::vector<Text> measures;
  for (const std::string& measure : of.measures) measures.push_back(effect_measure(measure).title);
  add_choice(chart, "policy", {"Policy", "政策"}, titles_of(of.policies),
             best_of(of.sheet, of.policies));
  add_choice(chart, "measure", {"Measure", "指标"}, measures);
}

Json in_panels(Json layers, const Sheet& sheet, bool own_scale) {
  mark_forecast(layers, sheet);
  Json spec = panels_of("city", std::move(layers), 90, own_scale);
  spec["facet"]["sort"] = {{"field", "order"}, {"op", "min"}};
  spec["spec"]["encoding"]["x"]["axis"]["tickCount"] = 3;
  return spec;
}

Chart worlds_chart(const Context& of) {
  Labels labels;
  std::vector<Text> world;
  std::vector<double> low, median, high;
  each_year(of, [&](const Shown& shown, const Text& name, int year, const auto& without,
                    const auto& with) {
    const Spread spreads[] = {spread_of(without), spread_of(with)};
    for (std::size_t w = 0; w < 2; ++w) {
      labels.add(of, shown, name, year);
      world.push_back(worlds[w]);
      low.push_back(spreads[w].q05);
      median.push_back(spreads[w].q50);
      high.push_back(spreads[w].q95);
    }
  });
  Chart chart;
  chart.id = "worlds-by-year";
  chart.title = {"With and without the policy, year by year", "有无政策的逐年对照"};
  chart.says = {"Median and 90 % band by year, with the policy and without, a panel for each city.",
                "有政策与无政策情景下逐年的中位数与 90 % 区间，每城一格。"};
  Json colour = nominal("world");
  colour["scale"] = colours_of(worlds, {"baseline", "policy"});
  colour["legend"] = {
      {"title", nullptr}, {"symbolType", "stroke"}, {"symbolStrokeWidth", 3}, {"symbolOpacity", 1}};
  Json area = band("q05", "q95", "policy", 0.18), middle = line("q50", "policy");
  area["encoding"]["color"] = colour;
  middle["encoding"]["color"] = colour;
  middle["encoding"]["strokeDash"] = nominal("world");
  middle["encoding"]["strokeDash"]["scale"] = {{"domain", worlds}, {"range", {{1, 0}, {5, 3}}}};
  middle["encoding"]["strokeDash"]["legend"] = colour["legend"];
  chart.spec = in_panels(Json::array({area, middle}), of.sheet, true);
  labels.into(chart.table, of.policies.size() > 1);
  chart.table.add("world", {"World", "情景"}, world);
  chart.table.add("q05", {"5 %", "5 %"}, low, 3);
  chart.table.add("q50", {"Median", "中位数"}, median, 3);
  chart.table.add("q95", {"95 %", "95 %"}, high, 3);
  add_choices(chart, of);
  chart.panel_width = 190;
  chart.note = phrase({"Grey: without the policy; blue, dashed: with it. Bands hold 90 % of the "
                       "members (5 % to 95 %).{}",
                       "灰色：无政策；蓝色虚线：有政策。区间带含 90 % 的成员（5 % 至 95 %）。{}"},
                      forecast_note(of.sheet));
  return chart;
}

Chart difference_chart(const Context& of) {
  Labels labels;
  std::vector<double> low, median, mean, high;
  const int first = of.sheet.years("effect").front();
  each_year(of, [&](const Shown& shown, const Text& name, int year, const auto& without,
                    const auto& with) {
    if (year < first) return;
    std::vector<double> difference(with);
    for (std::size_t m = 0; m < difference.size(); ++m) difference[m] -= without[m];
    const Spread spread = spread_of(difference);
    labels.add(of, shown, name, year);
    low.push_back(spread.q05);
    median.push_back(spread.q50);
    mean.push_back(spread.mean);
    high.push_back(spread.q95);
  });
  Chart chart;
  chart.id = "paired-difference";
  chart.title = {"The difference, member by member", "逐个成员的差"};
  chart.says = {
      "Mean and 90 % band of the paired difference by year, a panel for each city, around zero.",
      "逐年配对差的均值与 90 % 区间，每城一格，以零为界。"};
  Json zero = zero_line("y");
  chart.spec =
      in_panels(Json::array({band("q05", "q95", "policy", 0.2), zero, line("mean", "policy")}),
                of.sheet, false);
  labels.into(chart.table, of.policies.size() > 1);
  chart.table.add("q05", {"5 %", "5 %"}, low, 3);
  chart.table.add("q50", {"Median", "中位数"}, median, 3);
  chart.table.add("mean", {"Mean", "均值"}, mean, 3);
  chart.table.add("q95", {"95 %", "95 %"}, high, 3);
  add_choices(chart, of);
  chart.panel_width = 190;
  chart.note = {
      "Each member is run twice with the same parameters and the same luck, so what makes the two "
      "worlds uncertain mostly cancels: this band (5 % to 95 % of the differences) is much "
      "narrower "
      "than the bands above. Line: mean difference.",
      "每个成员以相同参数、相同随机因素各运行一次，两个情景共同的不确定性大多相互抵消："
      "此处的区间带（差的 5 % 至 95 %）远窄于上图。线：平均差。"};
  return chart;
}

}  // namespace

Section both_worlds(const Sheet& sheet) {
  Section section{"both-worlds", {"Both worlds", "两个世界：有无政策"}};
  const Context of = context_of(sheet);
  if (of.shown.empty()) {
    section.warnings.push_back(
        {"No city is moved by the policy in any member: there is nothing to compare.",
         "没有任何城市在任何成员中受政策影响：无可比较。"});
    return section;
  }
  const std::size_t most = of.policies.size() == 1 ? cities_of_one : cities_of_several;
  section.says.push_back(
      phrase({"At most {} cities: those treated and those most affected in {}, in {}.",
              "最多显示 {} 个城市：受政策作用的城市与 {} 年受影响最大的城市（按{}）。"},
             most, last_year(sheet), effect_measure(of.measures[0]).words));
  section.charts.push_back(worlds_chart(of));
  section.charts.push_back(difference_chart(of));
  return section;
}

}  // namespace agglomera::output::report
