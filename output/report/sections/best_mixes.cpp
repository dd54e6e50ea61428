#include <algorithm>
#include <cmath>
#include <set>
#include <string>

#include "output/report/drawing/effect_rows.hpp"
#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/switches.hpp"
#include "output/report/reading/mixes.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t most_drawn = 500, most_rows = 25;
constexpr std::size_t most_with_errors = 60;
constexpr std::size_t most_levers = 6;  // with a colour of their own
constexpr const char* lever_colours[] = {"first", "second", "third", "fourth", "fifth", "sixth"};

const Text kept = {"Not dominated", "非劣解"},
           beaten = {"Not ahead on fresh draws", "在新抽样上不领先"};

using Mixes = std::vector<Mix>;

Mixes at_most(const Mixes& mixes, std::size_t most) {
  return {mixes.begin(), mixes.begin() + static_cast<std::ptrdiff_t>(std::min(mixes.size(), most))};
}

// --- The front -------------------------------------------------------------------------------------

struct Across {
  Text title;
  double (*value)(const Mix& mix, double unit);
};
const std::vector<Across>& across() {
  static const std::vector<Across> all = {
      {{"5 % quantile of the effect", "效果的 5 % 分位数"},
       [](const Mix& mix, double unit) { return mix.effect.q05 / unit; }},
      {{"Cost (million USD)", "成本（百万美元）"}, [](const Mix& mix, double) { return mix.cost; }},
      {{"Inequality (Gini)", "不平等（基尼系数）"},
       [](const Mix& mix, double) { return mix.inequality; }}};
  return all;
}

// The first axis along which most of the mixes differ.
std::size_t telling_axis(const Mixes& mixes, double unit) {
  for (std::size_t a = 0; a < across().size(); ++a) {
    std::set<std::string> different;
    for (const Mix& mix : mixes)
      different.insert(fmt::format("{:.5g}", across()[a].value(mix, unit)));
    if (2 * different.size() > mixes.size()) return a;
  }
  return 0;
}

// Least, middle and largest inequality: what the legend shows.
Json inequalities(const Mixes& mixes) {
  double low = INFINITY, high = -INFINITY;
  for (const Mix& mix : mixes) {
    if (std::isnan(mix.inequality)) continue;
    low = std::min(low, mix.inequality);
    high = std::max(high, mix.inequality);
  }
  if (!(low <= high)) return Json::array();
  if (low == high) return Json::array({low});
  return Json::array({low, (low + high) / 2, high});
}

Json front_spec(const Mixes& mixes) {
  Json x = quantitative("x");
  x["scale"] = {{"zero", false}, {"nice", true}, {"padding", 12}};
  x["axis"] = {{"tickCount", 5}};
  const auto y = [](const char* field) {
    Json y = quantitative(field, {"Mean effect", "平均效果"});
    y["scale"] = {{"zero", false}, {"padding", 8}};
    y["axis"] = {{"tickCount", 5}};
    return y;
  };
  Json colour = quantitative("inequality", {"Inequality (Gini)", "不平等（基尼系数）"});
  colour["scale"] = {{"range", Json::array({themed("high"), themed("low")})}};
  colour["legend"] = {{"format", ".4f"}, {"values", inequalities(mixes)}};
  const auto dots = [&](bool filled) {
    Json dots =
        layer("point", {{"size", 110}, {"opacity", 1}, {"strokeWidth", 2.5}, {"filled", filled}},
              {{"x", x}, {"y", y("mean")}, {"color", colour}});
    dots["transform"] = {{{"filter", filled ? "datum.dominated == 0" : "datum.dominated == 1"}}};
    return dots;
  };
  Json layers = Json::array();
  if (mixes.size() <= most_with_errors)
    layers.push_back(layer("rule",
                           {{"color", themed("muted")}, {"strokeWidth", 1}, {"opacity", 0.6}},
                           {{"x", x}, {"y", y("low")}, {"y2", {{"field", "high"}}}}));
  const auto is_beaten = [](const Mix& mix) { return mix.is_dominated; };
  if (std::any_of(mixes.begin(), mixes.end(), is_beaten)) layers.push_back(dots(false));
  if (!std::all_of(mixes.begin(), mixes.end(), is_beaten)) layers.push_back(dots(true));
  return {{"data", {{"name", "table"}}}, {"height", 300}, {"layer", layers}};
}

Chart front_chart(const Mixes& mixes, const Goal& goal, const std::vector<Text>& levers) {
  const double unit = goal.measure.unit;
  std::vector<Text> names, axes, kinds, contents;
  std::vector<double> axis, x, mean, low, high, q05, q95, cost, inequality, regret, per_firm,
      dominated;
  std::vector<std::vector<double>> strengths(levers.size());
  for (std::size_t a = 0; a < across().size(); ++a)
    for (const Mix& mix : mixes) {
      names.push_back(mix_title(mix));
      axes.push_back(across()[a].title);
      kinds.push_back(mix.is_dominated ? beaten : kept);
      axis.push_back(static_cast<double>(a));
      x.push_back(across()[a].value(mix, unit));
      mean.push_back(mix.effect.mean / unit);
      low.push_back((mix.effect.mean - 2 * mix.effect.monte_carlo_se) / unit);
      high.push_back((mix.effect.mean + 2 * mix.effect.monte_carlo_se) / unit);
      q05.push_back(mix.effect.q05 / unit);
      q95.push_back(mix.effect.q95 / unit);
      cost.push_back(mix.cost);
      inequality.push_back(mix.inequality);
      regret.push_back(mix.regret / unit);
      per_firm.push_back(mix.cost_per_firm);
      dominated.push_back(mix.is_dominated ? 1 : 0);
      for (std::size_t l = 0; l < levers.size(); ++l) strengths[l].push_back(mix.strengths[l]);
    }
  Chart chart;
  chart.id = "front";
  chart.title =
      phrase({"Mixes of levers: mean effect on {} in {}", "政策工具组合：{1} 年对{0}的平均效果"},
             goal.measure.words, goal.year);
  chart.says = {
      "Each mix as a point: mean effect against its 5 % quantile, cost or inequality; colour: "
      "inequality.",
      "每个组合一点：平均效果对 5 % 分位数、成本或不平等；颜色表示不平等。"};
  chart.spec = front_spec(mixes);
  Table& table = chart.table;
  table.add("name", {"Mix", "组合"}, names);
  table.add("axis_title", {"Horizontal axis", "横轴"}, axes);
  table.add("x", {"On the horizontal axis", "横轴值"}, x, 3);
  table.add("axis", {"Axis", "横轴"}, axis, 0, false);
  table.add("mean", {"Mean effect", "平均效果"}, mean, 3);
  table.add("low", {"Mean − 2 Monte Carlo errors", "均值 − 2 倍蒙特卡罗误差"}, low, 3);
  table.add("high", {"Mean + 2 Monte Carlo errors", "均值 + 2 倍蒙特卡罗误差"}, high, 3);
  table.add("q05", {"5 %", "5 %"}, q05, 3);
  table.add("q95", {"95 %", "95 %"}, q95, 3);
  table.add("cost", {"Cost (million USD)", "成本（百万美元）"}, cost, 1);
  table.add("inequality", {"Inequality (Gini)", "不平等（基尼系数）"}, inequality, 4);
  table.add("regret", {"Regret", "遗憾值"}, regret, 3);
  table.add("per_firm", {"Cost per firm (million USD)", "每家成本（百万美元）"}, per_firm, 2);
  table.add("kind", {"Standing", "是否非劣"}, kinds);
  table.add("dominated", {"Dominated", "为劣解"}, dominated, 0, false);
  for (std::size_t l = 0; l < levers.size(); ++l)
    table.add("strength" + std::to_string(l), phrase({"Strength: {}", "强度：{}"}, levers[l]),
              strengths[l], 3);
  std::vector<Text> options;
  for (const Across& one : across()) options.push_back(one.title);
  add_choice(chart, "axis", {"Horizontal axis", "横轴"}, options, telling_axis(mixes, unit));
  Json tips = Json::array({{{"field", "name"}, {"title", Text{"Mix", "组合"}}}});
  const auto tip = [&](const std::string& field, const Text& title, const char* format) {
    tips.push_back(
        {{"field", field}, {"type", "quantitative"}, {"title", title}, {"format", format}});
  };
  tip("mean", {"Mean effect", "平均效果"}, ".3~f");
  tip("q05", {"5 %", "5 %"}, ".3~f");
  tip("cost", {"Cost (million USD)", "成本（百万美元）"}, ".1f");
  tip("inequality", {"Inequality", "不平等"}, ".4f");
  for (std::size_t l = 0; l < levers.size(); ++l)
    tip("strength" + std::to_string(l), levers[l], ".3~f");
  for (Json& one : chart.spec["layer"])
    if (one["mark"]["type"] == "point") one["encoding"]["tooltip"] = tips;
  chart.note = {
      "Filled: no other mix is better in everything on the fresh draws; hollow: another is. Bars "
      "(where mixes are few): two "
      "Monte Carlo errors up and down. Inequality: mean Gini of the measure over the wanted "
      "cities.",
      "实心：在新抽样上为非劣解；空心：不领先。竖线（组合较少时）：上下各两倍蒙特卡罗误差。"
      "不平等：目标城市之间该指标的平均基尼系数。"};
  return chart;
}

// --- What the mixes are made of --------------------------------------------------------------------

Chart levers_chart(const Mixes& mixes, const std::vector<Text>& all_levers) {
  std::vector<Text> levers(
      all_levers.begin(),
      all_levers.begin() + static_cast<std::ptrdiff_t>(std::min(all_levers.size(), most_levers)));
  if (all_levers.size() > most_levers) levers.back() = {"Other levers", "其他政策工具"};
  const bool is_free =
      std::none_of(mixes.begin(), mixes.end(), [](const Mix& mix) { return mix.cost > 0; });
  std::vector<Text> rows, kinds, names;
  std::vector<double> order, amount, strength;
  for (std::size_t i = 0; i < mixes.size(); ++i)
    for (std::size_t l = 0; l < all_levers.size(); ++l) {
      rows.push_back(mix_title(mixes[i]));
      kinds.push_back(levers[std::min(l, levers.size() - 1)]);
      names.push_back(all_levers[l]);
      order.push_back(static_cast<double>(i));
      strength.push_back(mixes[i].strengths[l]);
      amount.push_back(is_free ? mixes[i].strengths[l] : mixes[i].costs[l]);
    }
  Chart chart;
  chart.id = "levers-of-mixes";
  chart.title = is_free ? Text{"What each mix consists of (strength)", "各组合的构成（强度）"}
                        : Text{"What each mix spends on (million USD)", "各组合的支出（百万美元）"};
  chart.says = {"Stacked bars: what each mix spends on each lever, the best mix first.",
                "堆叠条形：各组合在各政策工具上的支出，最佳组合在上。"};
  Json colour = nominal("kind");
  std::vector<std::string> colours(std::begin(lever_colours),
                                   std::begin(lever_colours) + levers.size());
  colour["scale"] = colours_of(levers, colours);
  colour["legend"] = row_legend("square");
  Json x = effect_axis("amount");
  x["stack"] = "zero";
  chart.spec = rows_spec(Json::array({layer("bar", {{"height", {{"band", 0.7}}}},
                                            {{"x", x}, {"y", rows_axis()}, {"color", colour}})}));
  Table& table = chart.table;
  table.add("row", {"Mix", "组合"}, rows);
  table.add("lever", {"Lever", "政策工具"}, names);
  table.add("kind", {"Colour", "颜色"}, kinds, false);
  table.add("order", {"Order", "次序"}, order, 0, false);
  table.add("strength", {"Strength", "强度"}, strength, 4);
  table.add("amount",
            is_free ? Text{"Strength", "强度"} : Text{"Cost (million USD)", "成本（百万美元）"},
            amount, 2);
  chart.note = {"Mixes that no other dominates first, by mean effect.",
                "非劣解在前，按平均效果排序。"};
  return chart;
}

// --- Winner's curse --------------------------------------------------------------------------------

Chart curse_chart(const Mixes& mixes, const Goal& goal) {
  const double unit = goal.measure.unit;
  const std::vector<Text> kinds = {{"In the search", "搜索时"}, {"On fresh draws", "新抽样"}};
  std::vector<Text> rows;
  std::vector<double> order, searched, fresh, excess, error;
  for (std::size_t i = 0; i < mixes.size(); ++i) {
    rows.push_back(mix_title(mixes[i]));
    order.push_back(static_cast<double>(i));
    searched.push_back(mixes[i].searched_mean / unit);
    fresh.push_back(mixes[i].effect.mean / unit);
    excess.push_back(searched.back() - fresh.back());
    error.push_back(mixes[i].effect.monte_carlo_se / unit);
  }
  Chart chart;
  chart.id = "winners-curse";
  chart.title = phrase(
      {"Promised in the search, kept on fresh draws: {}", "搜索时的承诺与新抽样上的兑现：{}"},
      goal.measure.title);
  chart.says = {"Mean effect of each mix in the search and on fresh draws, joined by a line.",
                "各组合在搜索时与新抽样上的平均效果，以线段相连。"};
  const auto axis = [](const char* field) {
    Json x = effect_axis(field);
    x["scale"] = {{"zero", false}, {"padding", 12}};
    return x;
  };
  Json gap = layer("rule", {{"color", themed("muted")}, {"strokeWidth", 2}, {"opacity", 0.5}},
                   {{"x", axis("fresh")}, {"x2", {{"field", "searched"}}}, {"y", rows_axis()}});
  const auto dots = [&](const char* field, std::size_t kind) {
    Json dot = layer("point", {{"filled", true}, {"size", 70}, {"opacity", 1}},
                     {{"x", axis(field)}, {"y", rows_axis()}});
    dot["encoding"]["color"] = {{"datum", kinds[kind]},
                                {"scale", colours_of(kinds, {"baseline", "policy"})},
                                {"legend", row_legend("circle")}};
    return dot;
  };
  chart.spec = rows_spec(Json::array({gap, dots("searched", 0), dots("fresh", 1)}));
  chart.table.add("row", {"Mix", "组合"}, rows);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  chart.table.add("searched", kinds[0], searched, 3);
  chart.table.add("fresh", kinds[1], fresh, 3);
  chart.table.add("excess", {"Winner's curse", "赢家诅咒"}, excess, 3);
  chart.table.add("error", {"Monte Carlo error", "蒙特卡罗误差"}, error, 3);
  chart.note = {
      "The search picks what did best on its own draws, so it promises too much (the winner's "
      "curse). Only the "
      "fresh value counts; the plain numbers of this page are of fresh draws.",
      "搜索挑选在其自身抽样上表现最好的组合，因此承诺偏高（赢家诅咒）。应以新抽样上的值为准；本页其"
      "他数字均来自新抽样。"};
  return chart;
}

// --- In words --------------------------------------------------------------------------------------

void say(Section& section, const Mixes& mixes, const Goal& goal, const std::vector<Text>& levers) {
  const Mix& best = mixes.front();
  const double unit = goal.measure.unit;
  const std::size_t lever = main_lever(mixes, levers.size());
  if (mixes.size() > 1 && are_alike(mixes)) {
    section.says.push_back(phrase(
        {"All {} mixes found gain the same within Monte Carlo error: {}.",
         "找到的 {} 个组合在蒙特卡罗误差内效果相同：{}。"},
        mixes.size(),
        lever < levers.size()
            ? phrase({"practically everything goes into {}", "几乎全部投入{}"}, levers[lever])
            : Text{"which of them is taken makes no difference", "取哪一个没有差别"}));
  } else {
    const auto is_kept = [](const Mix& mix) { return !mix.is_dominated; };
    section.says.push_back(
        phrase({"Mixes that came out of the search: {}; dominated by no other on fresh draws: {}. "
                "The largest mean "
                "effect has {}: {}.",
                "搜索得到 {} 个组合；其中 {} 个在新抽样上为非劣解。平均效果最大的是{}：{}。"},
               mixes.size(), std::count_if(mixes.begin(), mixes.end(), is_kept), mix_title(best),
               made_of(best, levers)));
  }
  const auto amount = [&](double value) {
    return goal.measure.name == "firms" ? firms_text(value) : size_text(value / unit);
  };
  section.says.push_back(
      phrase(goal.measure.name == "firms"
                 ? Text{"Regret of {}: on average the best mix of each member gains {} firms more.",
                        "{} 的遗憾值：每个成员的最佳组合平均比它多 {} 家企业。"}
                 : Text{"Regret of {}: on average the best mix of each member gains {} more in {}.",
                        "{} 的遗憾值：每个成员的最佳组合平均比它多 {}（{}）。"},
             mix_title(best), amount(best.regret), goal.measure.words));
  section.says.push_back(phrase(
      goal.measure.name == "firms"
          ? Text{"Without levers these cities would have {0} firms in {2}; inequality (Gini) {3}.",
                 "不用任何政策工具时，这些城市 {2} 年共有 {0} 家企业；不平等（基尼系数）{3}。"}
          : Text{"Without levers {1} of these cities would be {0} in {2}; inequality (Gini) {3}.",
                 "不用任何政策工具时，这些城市 {2} 年的{1}为 {0}；不平等（基尼系数）{3}。"},
      amount(goal.baseline), goal.measure.words, goal.year, number(goal.baseline_inequality, 3)));
  if (goal.costs_from == "assumed")
    section.says.push_back({"Costs are assumed.", "成本为假设。"});
  else if (!goal.costs_from.empty())
    section.says.push_back(phrase({"Costs: {}.", "成本来源：{}。"}, goal.costs_from));
  if (std::any_of(mixes.begin(), mixes.end(), [](const Mix& mix) { return mix.is_extrapolated; }))
    section.warnings.push_back(
        {"Some mixes use a lever beyond its usual strength: nothing so strong was ever held "
         "against data.",
         "部分组合的政策工具强度超过通常范围：如此强的力度从未与数据对照。"});
}

}  // namespace

Section best_mixes(const Sheet& sheet) {
  Section section{"best-mixes", {"The best mixes", "最佳组合（帕累托前沿）"}};
  const Mixes all = sheet.has("front") && sheet.has("levers") ? mixes_of(sheet) : Mixes{};
  if (all.empty()) {
    section.warnings.push_back(
        {"The file holds no mix with a known effect.", "本文件没有效果已知的组合。"});
    return section;
  }
  const Goal goal = goal_of(sheet);
  const std::vector<Text> levers = lever_titles(sheet);
  say(section, all, goal, levers);
  const Mixes drawn = at_most(all, most_drawn), rows = at_most(all, most_rows);
  section.charts = {front_chart(drawn, goal, levers), levers_chart(rows, levers),
                    curse_chart(rows, goal)};
  const auto left_out = [&](Chart& chart, std::size_t shown) {
    if (shown == all.size()) return;
    chart.note = phrase({"{} Shown: {} of {} mixes, those not dominated first; {} are left out.",
                         "{}显示 {}／{} 个组合，非劣解优先；省略 {} 个。"},
                        chart.note, shown, all.size(), all.size() - shown);
  };
  left_out(section.charts[0], drawn.size());
  left_out(section.charts[1], rows.size());
  left_out(section.charts[2], rows.size());
  return section;
}

}  // namespace agglomera::output::report
