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
  return phrase({"What is the best mix of measures for {} million USD?",
                 "{} 百万美元的预算，最佳的政策组合是什么？"},
                number(goal.budget, 0));
}

Text answer_of(const Sheet& sheet, const std::vector<Mix>& mixes, const Goal& goal) {
  const Mix& best = mixes.front();
  Text answer = phrase(
      {"By {0} the best mix would bring {1} {2}: {3}. It costs {4} of {5} million USD and consists of {6}.",
       "到 {0} 年，最佳组合将使{1}{2}：{3}。成本为 {5} 百万美元预算中的 {4} 百万美元，构成为：{6}。"},
      goal.year, goal.cities, gained(goal, best.effect), verdict(best.effect), number(best.cost, 0),
      number(goal.budget, 0), made_of(best, lever_titles(sheet)));
  if (mixes.size() < 2) return answer;
  const Effect ahead_of_next = ahead(sheet, best, mixes[1]);
  const Text order =
      ahead_of_next.is_told() && ahead_of_next.mean > 0
          ? Text{"It is ahead of the next mix by more than the Monte Carlo error.",
                 "它领先于下一个组合，超出蒙特卡罗误差。"}
          : Text{"Whether it is better than the next mix cannot be told.",
                 "它是否优于下一个组合，无法判断。"};
  return {answer.en + " " + order.en, answer.zh + order.zh};
}

std::vector<Text> caveats_of(const Mix& best, const Goal& goal) {
  std::vector<Text> caveats = {
      {"How strongly firms react to levers, and what they cost, is assumed.",
       "企业对杠杆的反应强度及其成本均为假设。"},
      phrase({"The search promised {}; fresh draws give {}: the difference is the winner's curse.",
              "搜索时的承诺为 {}，新抽样给出 {}：差额为赢家诅咒。"},
             signed_size(best.searched_mean / goal.measure.unit),
             signed_size(best.effect.mean / goal.measure.unit))};
  if (best.is_extrapolated)
    caveats.push_back({"The best mix uses a lever beyond its usual strength: extrapolation.",
                       "最佳组合中有杠杆超过通常强度：属于外推。"});
  return caveats;
}

Chart chart_of(const std::vector<Mix>& mixes, const Goal& goal, const std::vector<Text>& levers) {
  const std::vector<Text> kinds = {{"Not beaten", "未被超越"},
                                   {"Beaten on fresh draws", "在新抽样上被超越"}};
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
  chart.table.add("row", {"Mix", "组合"}, rows);
  chart.table.add("kind", {"Beaten", "是否被超越"}, row_kinds);
  chart.table.add("contents", {"Consists of", "构成"}, contents);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  chart.table.add("told", {"Told from zero (1: yes)", "能否与零区分（1：能）"}, told, 0);
  columns.into(chart.table, goal.measure.decimals);
  chart.note = {"At most ten mixes. Circle: mean on fresh draws, filled where it can be told from zero; thick: half of the "
                "members; thin: 90 % of them (5 % to 95 %).",
                "最多十个组合。圆点：新抽样上的均值，可与零区分时为实心；粗线：一半成员；细线：90 % 的成员（5 % 至 95 %）。"};
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
  headline.caveats = caveats_of(mixes.front(), goal);
  headline.charts.push_back(chart_of(mixes, goal, lever_titles(sheet)));
  return headline;
}

}  // namespace agglomera::output::report
