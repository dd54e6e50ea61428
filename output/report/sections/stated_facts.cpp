#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "output/report/drawing/marks.hpp"
#include "output/report/measures.hpp"
#include "output/report/sections/sections.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

const Text held = {"held", "相符"};
const Text not_held = {"not held", "不符"};
const Text undecided = {"cannot be judged", "无法判断"};

constexpr double most_drawn = 2.5;  // times the stated value

struct Fact {
  Text statement, relation, note;
  std::string unit;
  double stated, low, middle, high;
  Text verdict;
};

Text verdict_of(double holds) { return holds == 1 ? held : holds == 0 ? not_held : undecided; }

// Without a sentence of its own, a fact is told by its name, its cities and its years.
Text told(const Sheet& sheet, const std::string& name, const std::string& cities, double from,
          double to) {
  std::vector<Text> places;
  std::string city;
  for (const char letter : cities + ";") {
    if (letter != ';') {
      city += letter;
    } else if (!city.empty()) {
      places.push_back(sheet.places().name(city));
      city.clear();
    }
  }
  std::string words = name;
  std::replace(words.begin(), words.end(), '_', ' ');
  const std::string years = from == to ? number(to, 0) : number(from, 0) + "–" + number(to, 0);
  return phrase({"{} {} {}", "{} {} {}"}, words, list_of(places), years);
}

Text relation_of(const std::string& relation) {
  if (relation == "~") return {"about", "约"};
  if (relation == ">=") return {"at least", "不少于"};
  if (relation == "<=") return {"at most", "不多于"};
  if (relation == "between 0 and 1") return {"between 0 and 1", "介于 0 和 1 之间"};
  return {"", ""};
}

std::vector<Fact> facts_of(const Sheet& sheet) {
  const std::string group = "stated_facts";
  const auto names = sheet.texts(group, "fact"), cities = sheet.texts(group, "city"),
             relations = sheet.texts(group, "relation"), units = sheet.texts(group, "unit");
  const auto statements = sheet.both(group, "statement"), notes = sheet.both(group, "note");
  const Array from = sheet.array(group, "year_from"), to = sheet.array(group, "year_to"),
              value = sheet.array(group, "value"), low = sheet.array(group, "simulated_q05"),
              middle = sheet.array(group, "simulated_q50"),
              high = sheet.array(group, "simulated_q95"), holds = sheet.array(group, "holds");
  std::vector<Fact> facts;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const Array::Where here = {{"fact_number", i}};
    const bool is_worded = i < statements.size() && !statements[i].empty();
    facts.push_back(
        {is_worded ? statements[i] : told(sheet, names[i], cities[i], from.at(here), to.at(here)),
         relation_of(relations[i]), i < notes.size() ? notes[i] : Text{}, units[i], value.at(here),
         low.at(here), middle.at(here), high.at(here), verdict_of(holds.at(here))});
  }
  return facts;
}

// A share or a growth in percent; firms and ranks as they are.
double shown(const Fact& fact, double value) {
  return fact.unit == "fraction" ? 100 * value : value;
}

Text unit_of(const Fact& fact) {
  if (fact.unit == "fraction") return {"%", "%"};
  if (fact.unit == "rank") return {"rank", "名次"};
  return unit_text(fact.unit);
}

// In two lines of like length where it is long: between words, or between characters where there are
// no spaces. Characters of three bytes and more are twice as wide.
std::string in_two_lines(const std::string& sentence) {
  constexpr int widest = 46;
  const bool has_spaces = sentence.find(' ') != std::string::npos;
  std::vector<std::pair<std::size_t, int>> breaks;  // where, and how wide what stands before is
  int width = 0;
  for (std::size_t i = 0; i < sentence.size(); ++i) {
    const auto byte = static_cast<unsigned char>(sentence[i]);
    if ((byte & 0xC0) == 0x80) continue;  // inside a character
    if (has_spaces ? byte == ' ' : byte >= 0xE0 && sentence.compare(i, 3, "。") != 0)
      breaks.emplace_back(i, width);
    width += byte >= 0xE0 ? 2 : 1;
  }
  if (width <= widest || breaks.empty()) return sentence;
  const auto middle =
      std::min_element(breaks.begin(), breaks.end(), [&](const auto& a, const auto& b) {
        return std::abs(2 * a.second - width) < std::abs(2 * b.second - width);
      });
  return sentence.substr(0, middle->first) + "\n" + sentence.substr(middle->first + has_spaces);
}

Table table_of(const std::vector<Fact>& facts) {
  std::vector<Text> statements, lines, relations, units, verdicts, notes;
  std::vector<double> stated, low, middle, high, width, ratio_low, ratio_middle, ratio_high;
  for (const Fact& fact : facts) {
    statements.push_back(fact.statement);
    lines.push_back({in_two_lines(fact.statement.en), in_two_lines(fact.statement.zh)});
    relations.push_back(fact.relation);
    units.push_back(unit_of(fact));
    verdicts.push_back(fact.verdict);
    notes.push_back(fact.note);
    stated.push_back(shown(fact, fact.stated));
    low.push_back(shown(fact, fact.low));
    middle.push_back(shown(fact, fact.middle));
    high.push_back(shown(fact, fact.high));
    const bool divides = std::isfinite(fact.stated) && fact.stated != 0;
    const auto ratio = [&](double value) { return divides ? value / fact.stated : missing; };
    ratio_low.push_back(ratio(fact.low));
    ratio_middle.push_back(ratio(fact.middle));
    ratio_high.push_back(ratio(fact.high));
    width.push_back(100 * std::fabs(ratio(fact.high) - ratio(fact.low)));
  }
  Table table;
  table.add("statement", {"What the source states", "原文所述"}, statements);
  table.add("verdict", {"Simulated", "模拟是否相符"}, verdicts);
  table.add("relation", {"Meant as", "含义"}, relations);
  table.add("stated", {"Stated", "原文数值"}, stated, 1);
  table.add("q50", {"Median", "模拟中位数"}, middle, 1);
  table.add("q05", {"5 %", "5%"}, low, 1);
  table.add("q95", {"95 %", "95%"}, high, 1);
  table.add("unit", {"Unit", "单位"}, units);
  table.add("width", {"Width of the interval (% of stated)", "区间宽度（占原文数值 %）"}, width, 0);
  table.add("note", {"Remark", "备注"}, notes);
  table.add("lines", {"In lines", "分行"}, lines, false);
  table.add("ratio_low", {"5 % of stated", "5% 之比"}, ratio_low, 2, false);
  table.add("ratio_middle", {"Median of stated", "中位数之比"}, ratio_middle, 2, false);
  table.add("ratio_high", {"95 % of stated", "95% 之比"}, ratio_high, 2, false);
  return table;
}

Json ratio(const std::string& field) {
  Json x = quantitative(field);
  x["scale"] = {{"domain", {0, most_drawn}}, {"clamp", true}, {"nice", false}};
  x["axis"] = {{"values", {0, 0.5, 1, 1.5, 2, 2.5}}, {"format", "~g"}};
  return x;
}

Json spec_of() {
  Json row = nominal("row_number");
  row["type"] = "ordinal";
  row["axis"] = nullptr;
  Json verdict = nominal("verdict");
  verdict["scale"] =
      colours_of({held, not_held, undecided}, {"simulated", "observed", "unexplained"});
  verdict["legend"] = {{"title", nullptr}, {"symbolType", "circle"}, {"symbolOpacity", 1}};
  const Json tips = {
      {{"field", "statement"}, {"type", "nominal"}, {"title", Text{"Stated", "原文"}}},
      {{"field", "stated"},
       {"type", "quantitative"},
       {"title", Text{"Value", "数值"}},
       {"format", ",.1f"}},
      {{"field", "q50"},
       {"type", "quantitative"},
       {"title", Text{"Median", "模拟中位数"}},
       {"format", ",.1f"}},
      {{"field", "q05"},
       {"type", "quantitative"},
       {"title", Text{"5 %", "5%"}},
       {"format", ",.1f"}},
      {{"field", "q95"},
       {"type", "quantitative"},
       {"title", Text{"95 %", "95%"}},
       {"format", ",.1f"}},
      {{"field", "unit"}, {"type", "nominal"}, {"title", Text{"Unit", "单位"}}},
      {{"field", "verdict"}, {"type", "nominal"}, {"title", Text{"Simulated", "模拟"}}}};
  Json interval =
      layer("rule", {{"strokeWidth", 6}, {"opacity", 0.4}, {"strokeCap", "round"}, {"yOffset", 15}},
            {{"x", ratio("ratio_low")},
             {"x2", {{"field", "ratio_high"}}},
             {"color", verdict},
             {"tooltip", tips}});
  Json middle = layer("point", {{"filled", true}, {"size", 60}, {"opacity", 1}, {"yOffset", 15}},
                      {{"x", ratio("ratio_middle")}, {"color", verdict}, {"tooltip", tips}});
  Json words = layer("text",
                     {{"align", "left"},
                      {"baseline", "bottom"},
                      {"lineBreak", "\n"},
                      {"lineHeight", 15},
                      {"yOffset", -7},
                      {"fontSize", 12},
                      {"limit", {{"expr", "width"}}},
                      {"tooltip", false}},
                     {{"x", {{"value", 0}}},
                      {"text", {{"field", "lines"}, {"type", "nominal"}}},
                      {"color", {{"value", themed("ink")}}}});
  const Json stated = layer("tick",
                            {{"orient", "vertical"},
                             {"size", 14},
                             {"thickness", 2},
                             {"yOffset", 15},
                             {"color", themed("ink")},
                             {"tooltip", false}},
                            {{"x", {{"datum", 1}, {"type", "quantitative"}}}});
  return {{"data", {{"name", "table"}}},
          {"transform",
           {{{"filter", "isValid(datum.ratio_middle)"}},
            {{"window", {{{"op", "row_number"}, {"as", "row_number"}}}}}}},
          {"height", {{"step", 56}}},
          {"encoding", {{"y", row}}},
          {"layer", {interval, stated, middle, words}}};
}

std::size_t count(const std::vector<Fact>& facts, const Text& verdict) {
  return static_cast<std::size_t>(std::count_if(
      facts.begin(), facts.end(), [&](const Fact& fact) { return fact.verdict == verdict; }));
}

Chart chart_of(const std::vector<Fact>& facts) {
  Chart chart;
  chart.id = "facts";
  chart.title = {"Simulated, as a multiple of what is stated", "模拟值与原文数值之比"};
  chart.says =
      phrase({"{} stated facts: the simulated 90 % interval as a multiple of the stated value.",
              "{} 项原文所述：模拟的 90% 区间与原文数值之比。"},
             facts.size());
  chart.spec = spec_of();
  chart.table = table_of(facts);
  chart.note = phrase(
      {"Upright tick (1): as stated. Bars: 90 % interval (5 % to 95 % of the members); dots: "
       "median; beyond 0 and "
       "{} drawn at the edge. A value holds when the "
       "interval meets it (counts and ranks within 0.5, \"about\" within 10 %), a bound when the "
       "median keeps it. What the source contradicts itself "
       "cannot be judged. A wide interval meets a value easily: its width, in percent of the "
       "stated "
       "value, is in the table. Facts without one stated number are in the table only.",
       "竖线（1）表示与原文一致。横条为 90% 区间（成员的 5% 至 95%），圆点为中位数；超出 0 至 {} "
       "者画在边缘。数值：区间与之相交即为相符（家数与名次容差 "
       "0.5，“约”容差 "
       "10%）；界限：中位数满足即为相符。原文自相矛盾者无法判断。区间越宽越容易相符："
       "表中列有区间宽度（占原文数值的百分比）。没有单一数值者只列于表中。"},
      most_drawn);
  return chart;
}

}  // namespace

Section stated_facts(const Sheet& sheet) {
  Section section{"stated-facts", {}};
  if (!sheet.has("stated_facts") || sheet.labels("stated_facts", "fact_number").empty())
    return section;
  section.title = {"What the source states, held against the run", "原文所述与模拟的对照"};
  if (!sheet.has("stated_facts", "holds") || !sheet.has("stated_facts", "simulated_q50") ||
      !sheet.has("stated_facts", "simulated_q05") || !sheet.has("stated_facts", "simulated_q95")) {
    section.warnings.push_back(
        {"This file was made before results said which stated facts hold. Run it again, or see "
         "agglomera compare.",
         "本文件生成时尚不记录原文所述是否相符。请重新运行，或使用 agglomera compare。"});
    return section;
  }
  const auto facts = facts_of(sheet);
  section.says.push_back(phrase(
      {"Of {} statements {} hold in the simulation, {} do not, and {} cannot be judged. To hold "
       "says little where the simulated interval is wide.",
       "共 {} 项陈述：{} 项与模拟相符，{} 项不符，{} "
       "项无法判断。模拟区间较宽时，“相符”说明不了多少。"},
      facts.size(), count(facts, held), count(facts, not_held), count(facts, undecided)));
  const bool any = std::any_of(facts.begin(), facts.end(), [](const Fact& fact) {
    return std::isfinite(fact.middle) && std::isfinite(fact.stated) && fact.stated != 0;
  });
  if (any)
    section.charts.push_back(chart_of(facts));
  else
    section.listings.push_back({"facts", {"Stated and simulated", "原文与模拟"}, table_of(facts)});
  return section;
}

}  // namespace agglomera::output::report
