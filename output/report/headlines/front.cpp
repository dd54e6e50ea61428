#include <algorithm>

#include "output/report/drawing/effect_rows.hpp"
#include "output/report/headlines/headlines.hpp"
#include "output/report/reading/mixes.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t most_rows = 10;

Text question_of(const Sheet& sheet, const Goal& goal) {
  const Text asked = sheet.one("experiment", "question");
  if (!asked.empty()) return asked;
  return phrase({"What is the best mix of measures for {}?", "{}的预算，最佳的政策组合是什么？"},
                money_text(goal.budget));
}

// All mixes found gain the same: then none of them is the best.
Text alike_answer(const Sheet& sheet, const std::vector<Mix>& mixes, const Goal& goal) {
  const std::vector<Text> levers = lever_titles(sheet);
  const std::size_t lever = main_lever(mixes, levers.size());
  const Text into =
      lever < levers.size()
          ? phrase({"practically everything goes into {}", "几乎全部投入{}"}, levers[lever])
          : Text{"what they spend on differs, what they gain does not",
                 "投入各不相同，增加却没有差别"};
  return phrase({"All {} mixes found gain the same within Monte Carlo error: {}. With {}, by {} {} "
                 "would have {}: {}.",
                 "找到的 {} 个组合在蒙特卡罗误差内效果相同：{}。采用{}，到 {} 年，{}将{}：{}。"},
                mixes.size(), into, mix_title(mixes.front()), goal.year, goal.cities,
                gained(goal, mixes.front().effect), verdict(mixes.front().effect));
}

Text answer_of(const Sheet& sheet, const std::vector<Mix>& mixes, const Goal& goal) {
  const Mix& best = mixes.front();
  if (mixes.size() > 1 && are_alike(mixes)) return alike_answer(sheet, mixes, goal);
  return phrase(
      {"By {0} the best mix would bring {1} {2}: {3}. It costs {4} of {5} and consists of {6}.",
       "到 {0} 年，最佳组合将使{1}{2}：{3}。成本为 {4}（预算 {5}），构成为：{6}。"},
      goal.year, goal.cities, gained(goal, best.effect), verdict(best.effect),
      money_text(best.cost), money_text(goal.budget), made_of(best, lever_titles(sheet)));
}

Text order_told(const Sheet& sheet, const std::vector<Mix>& mixes) {
  if (mixes.size() < 2 || are_alike(mixes)) return {};
  const Effect ahead_of_next = ahead(sheet, mixes[0], mixes[1]);
  return ahead_of_next.is_told() && ahead_of_next.mean > 0
             ? Text{"It is ahead of the next mix by more than the Monte Carlo error.",
                    "它领先于下一个组合，超出蒙特卡罗误差。"}
             : Text{"Whether it is better than the next mix cannot be told.",
                    "它是否优于下一个组合，无法判断。"};
}

std::string signed_amount(const Goal& goal, double value) {
  return goal.measure.name == "firms" ? signed_firms(value)
                                      : signed_size(value / goal.measure.unit);
}

std::vector<Text> caveats_of(const Mix& best, const Goal& goal) {
  std::vector<Text> caveats = {
      {"How strongly firms react to levers, and what they cost, is assumed.",
       "企业对政策工具的反应强度及其成本均为假设。"},
      phrase({"The search promised {}; fresh draws give {}: the difference is the winner's curse.",
              "搜索时的承诺为 {}，新抽样给出 {}：差额为赢家诅咒。"},
             signed_amount(goal, best.searched_mean), signed_amount(goal, best.effect.mean))};
  if (best.is_extrapolated)
    caveats.push_back(phrase({"{} uses a lever beyond its usual strength: extrapolation.",
                              "{}中有政策工具超过通常强度：属于外推。"},
                             mix_title(best)));
  return caveats;
}

Chart chart_of(const std::vector<Mix>& mixes, const Goal& goal, const std::vector<Text>& levers) {
  const std::vector<Text> kinds = {{"Not dominated", "非劣解"},
                                   {"Not ahead on fresh draws", "在新抽样上不领先"}};
  std::vector<Text> rows, row_kinds, contents;
  std::vector<double> order, told;
  EffectColumns columns;
  for (std::size_t i = 0; i < std::min(mixes.size(), most_rows); ++i) {
    rows.push_back(mix_title(mixes[i]));
    row_kinds.push_back(kinds[mixes[i].is_dominated]);
    contents.push_back(made_of(mixes[i], levers));
    order.push_back(static_cast<double>(i));
    told.push_back(mixes[i].effect.is_told() ? 1 : 0);
    columns.add(mixes[i].effect, goal.measure.unit);
  }
  Chart chart;
  chart.id = "answer";
  chart.title = phrase({"Effect of the best mixes on {} in {}", "最佳组合对 {1} 年{0}的效果"},
                       goal.measure.words, goal.year);
  chart.says = {"Effect of each mix with 50 % and 90 % intervals around zero, the best first.",
                "各组合的效果及 50 % 与 90 % 区间，最佳在上。"};
  chart.spec = effect_rows(kinds, {"policy", "baseline"}, {});
  add_shares(chart.spec);
  chart.table.add("row", {"Mix", "组合"}, rows);
  chart.table.add("kind", {"Standing", "是否非劣"}, row_kinds);
  chart.table.add("contents", {"Consists of", "构成"}, contents);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  chart.table.add("told", {"Told from zero (1: yes)", "能否与零区分（1：能）"}, told, 0);
  columns.into(chart.table, goal.measure.decimals);
  chart.note = {
      "At most ten mixes. Circle: mean on fresh draws, filled where it can be told from zero; "
      "thick: half of the "
      "members; thin: 90 % of them (5 % to 95 %). At the right: share of the members with more and "
      "with fewer.",
      "最多十个组合。圆点：新抽样上的均值，可与零区分时为实心；粗线：一半成员；细线：90 % "
      "的成员（5 % 至 95 %）。右侧：增加与减少的成员比例。"};
  return chart;
}

}  // namespace

Headline front_headline(const Sheet& sheet) {
  const Goal goal = goal_of(sheet);
  Headline headline{question_of(sheet, goal), {}};
  const std::vector<Mix> mixes =
      sheet.has("front") && sheet.has("levers") ? mixes_of(sheet) : std::vector<Mix>{};
  if (mixes.empty()) {
    headline.answer = {"No mix has a known effect.", "没有效果已知的组合。"};
    return headline;
  }
  headline.answer = answer_of(sheet, mixes, goal);
  if (const Text order = order_told(sheet, mixes); !order.empty())
    headline.details.push_back(order);
  headline.caveats = caveats_of(mixes.front(), goal);
  headline.charts.push_back(chart_of(mixes, goal, lever_titles(sheet)));
  return headline;
}

}  // namespace agglomera::output::report
