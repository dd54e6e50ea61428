#include <algorithm>
#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/rows.hpp"
#include "output/report/headlines/headlines.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/in_turn.hpp"
#include "output/report/reading/skill.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

std::vector<Skill> scored(const std::vector<Skill>& all) {
  std::vector<Skill> some;
  for (const Skill& skill : all)
    if (skill.verdict() != Verdict::no_target) some.push_back(skill);
  return some;
}

bool is_too_few(const Skill& skill) {
  return skill.verdict() == Verdict::inconclusive && skill.has_too_few_origins();
}

Text short_verdict(const Skill& skill) {
  return is_too_few(skill) ? Text{"too few origins", "起点太少"} : verdict_text(skill.verdict());
}

// "1 and 2 years ahead (+0.11, +0.18)".
Text horizons_of(const std::vector<Skill>& skills) {
  std::vector<Text> years;
  std::string values;
  for (const Skill& skill : skills) {
    years.push_back(plainly(std::to_string(skill.horizon)));
    values += (values.empty() ? "" : ", ") + with_sign(skill.skill, 2);
  }
  const bool one = skills.size() == 1 && skills.front().horizon == 1;
  return phrase({one ? "{} year ahead ({})" : "{} years ahead ({})", "提前 {} 年（{}）"},
                in_turn(years), values);
}

Text verdict_of_measure(const std::vector<Skill>& skills, const std::string& measure) {
  const std::pair<Verdict, Text> patterns[] = {
      {Verdict::better, {"better than the best simple forecast {}", "{}优于最佳简单预测"}},
      {Verdict::worse, {"worse than the best simple forecast {}", "{}劣于最佳简单预测"}},
      {Verdict::inconclusive, {"inconclusive {}", "{}尚无定论"}}};
  Text parts;
  const auto append = [&](const Text& part) {
    parts.en += (parts.en.empty() ? "" : ", ") + part.en;
    parts.zh += (parts.zh.empty() ? "" : "，") + part.zh;
  };
  for (const auto& [verdict, pattern] : patterns) {
    std::vector<Skill> of;
    for (const Skill& skill : skills)
      if (skill.measure == measure && skill.verdict() == verdict && !is_too_few(skill))
        of.push_back(skill);
    if (of.empty()) continue;
    append(phrase(pattern, horizons_of(of)));
  }
  for (const Skill& skill : skills)
    if (skill.measure == measure && is_too_few(skill))
      append(phrase({"{} {}", "{}{}"}, horizons_of({skill}), verdict_with_reason(skill)));
  return phrase({"{}: {}. ", "{}：{}。"}, measure_title(measure), parts);
}

Text answer_of(const std::vector<Skill>& skills) {
  Text answer;
  for (std::size_t i = 0; i < skills.size(); ++i) {
    if (i > 0 && skills[i - 1].measure == skills[i].measure) continue;
    const Text verdict = verdict_of_measure(skills, skills[i].measure);
    answer.en += verdict.en;
    answer.zh += verdict.zh;
  }
  return answer;
}

// Of the nearest horizon of each measure.
std::vector<Text> coverage_of(const std::vector<Skill>& skills) {
  std::vector<Text> held;
  for (std::size_t i = 0; i < skills.size(); ++i) {
    const Skill& skill = skills[i];
    if (i > 0 && skills[i - 1].measure == skill.measure) continue;
    held.push_back(phrase({"{}, {}: the 90 % intervals held {} [{}, {}] of what came.",
                           "{}，{}：90 % 区间涵盖了后来观测的 {} [{}, {}]。"},
                          measure_title(skill.measure), years_ahead(skill.horizon),
                          percent(skill.coverage_90), percent(skill.coverage_90_low),
                          percent(skill.coverage_90_high)));
  }
  return held;
}

// Bars of skill from the zero line, the verdict in words at their ends.
Chart skill_chart(const std::vector<Skill>& skills) {
  std::vector<Text> horizon, measure, verdict, reason, best;
  std::vector<double> value, p, smallest_p, origins, targets;
  double low = 0, high = 0;
  for (const Skill& skill : skills) {
    horizon.push_back(years_ahead(skill.horizon));
    measure.push_back(measure_title(skill.measure));
    verdict.push_back(short_verdict(skill));
    reason.push_back(verdict_with_reason(skill));
    best.push_back(method_title(skill.best));
    value.push_back(skill.skill);
    p.push_back(skill.sign_flip_p);
    smallest_p.push_back(skill.smallest_p());
    origins.push_back(skill.origins > 0 ? skill.origins : missing);
    targets.push_back(skill.targets);
    low = std::min(low, skill.skill);
    high = std::max(high, skill.skill);
  }
  // The zero line always; on a side of it only where a bar is, and room for the words at its end.
  const auto domain = [low, high](double room) {
    const double words = room * std::max(high - low, 0.02);
    return Json::array({low < 0 ? low - words : 0.0, high > 0 || low == 0 ? high + words : 0.0});
  };
  Json y = nominal("measure");
  y["sort"] = nullptr;
  Json bars = layer("bar", {{"stroke", themed("surface")}, {"strokeWidth", 1.5}},
                    {{"x", quantitative("skill")}, {"yOffset", y}});
  bars["encoding"]["x"]["scale"] = {{"domain", by_width(domain(0.35), domain(0.9))},
                                    {"nice", false}};
  bars["encoding"]["x"]["axis"] = {
      {"format", "+.2~f"}, {"tickCount", by_width(5, 3)}, {"title", nullptr}};
  bars["encoding"]["color"] = nominal("measure");
  bars["encoding"]["color"]["scale"] = {
      {"range", Json::array({themed("first"), themed("fourth")})}};
  bars["encoding"]["color"]["sort"] = nullptr;
  bars["encoding"]["color"]["legend"] = {{"title", nullptr}, {"columns", 1}};
  Json middle = y;
  middle["bandPosition"] = 0.5;
  const auto words = [&](const char* side, const char* align, int shift) {
    Json text = layer(
        "text",
        {{"align", align},
         {"dx", shift},
         {"fontSize", 12},
         {"tooltip", false},
         {"baseline", "middle"}},
        {{"x", quantitative("skill")}, {"yOffset", middle}, {"text", {{"field", "verdict"}}}});
    text["transform"] = Json::array({{{"filter", side}}});
    return text;
  };
  Chart chart;
  chart.id = "skill";
  chart.title = {"Skill against the best simple forecast (above 0: better)",
                 "相对最佳简单预测的预测技能（大于 0 为更优）"};
  chart.says =
      phrase({"Skill of the forecasts for {} pairs of measure and horizon, with the verdict.",
              "{} 组指标与预测期的预测技能及判断。"},
             skills.size());
  chart.spec = rows_of("horizon",
                       Json::array({bars, rule_at(0, "ink"), words("datum.skill >= 0", "left", 6),
                                    words("datum.skill < 0", "right", -6)}),
                       58, rows_in(horizon));
  chart.table.add("horizon", {"Horizon", "预测期"}, horizon);
  chart.table.add("measure", {"Measure", "指标"}, measure);
  chart.table.add("skill", {"Skill", "预测技能"}, value);
  chart.table.add("p", {"p by flipping signs", "符号翻转 p 值"}, p, 3);
  if (std::any_of(origins.begin(), origins.end(), [](double n) { return !std::isnan(n); })) {
    chart.table.add("origins", {"Origins", "起点数"}, origins, 0);
    chart.table.add("smallest_p", {"Smallest possible p", "p 的最小可能值"}, smallest_p, 3);
  }
  chart.table.add("reason", {"Verdict", "判断"}, reason);
  chart.table.add("verdict", {"Verdict, short", "判断（简）"}, verdict, false);
  chart.table.add("best", {"Best simple forecast", "最佳简单预测"}, best);
  chart.table.add("targets", {"Observations forecast", "被预测的观测数"}, targets, 0);
  chart.note = phrase(
      {"Skill = 1 − CRPS / CRPS of the best simple forecast of that horizon. p: how "
       "often such a difference comes by chance, whole origins flipped; above {0} it is "
       "called inconclusive. n origins give no p below 1/2^(n − 1): of 4 or fewer none can "
       "be below {0}.",
       "预测技能 = 1 − CRPS / 该预测期最佳简单预测的 CRPS。p "
       "为偶然出现此差异的概率（按起点整体翻转符号）；大于 {0} 即称“尚无定论”。n 个起点的 p 最小为 "
       "1/2^(n − 1)：起点不超过 4 个时，p 不可能小于 {0}。"},
      number(usual_significance, 1));
  return chart;
}

}  // namespace

Headline backtest_headline(const Sheet& sheet) {
  Headline headline;
  headline.question = {"How well would forecasts have done?", "预测会有多准？"};
  const Text asked = sheet.one("experiment", "question");
  if (!asked.empty()) headline.question = asked;
  const auto skills = scored(skills_of(sheet));
  if (skills.empty()) {
    headline.answer = {"This file holds no forecast that could be compared with an observation.",
                       "本文件不含可与观测比较的预测。"};
    return headline;
  }
  headline.answer = answer_of(skills);
  headline.details = coverage_of(skills);
  headline.charts.push_back(skill_chart(skills));
  headline.caveats.push_back(
      {"Each forecast was fitted to what was known at its origin and held against what came after. "
       "“Best simple forecast” is chosen afterwards: a hard rival.",
       "每个预测只用起点之前已知的数据拟合，再与其后的观测比较。"
       "“最佳简单预测”是事后选出的，是较强的对手。"});
  return headline;
}

}  // namespace agglomera::output::report
