#include <algorithm>
#include <cmath>
#include <optional>

#include "output/report/reading/agreement.hpp"
#include "output/report/drawing/effect_rows.hpp"
#include "output/report/headlines/headlines.hpp"
#include "output/report/reading/policies.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t cities_drawn = 12;

Text sentences(const std::vector<Text>& parts) {
  Text all;
  for (const Text& part : parts) {
    if (part.empty()) continue;
    all = all.empty() ? part : Text{all.en + " " + part.en, all.zh + part.zh};
  }
  return all;
}

struct Context {
  const Sheet& sheet;
  std::vector<Policy> policies;
  Gained firms;
  int year;

  Effect gain(std::size_t policy) const {
    return effect_of(firms.by(policies[policy], policies[policy].treated));
  }
};

// --- One policy ------------------------------------------------------------------------------------

Text treated_answer(const Context& of, const Effect& gain) {
  const bool several = of.policies[0].treated.size() != 1;
  return phrase({several ? "By {1} {0} together would have {2}: {3}." : "By {1} {0} would have {2}: {3}.",
                 several ? "到 {1} 年，{0}合计将{2}：{3}。" : "到 {1} 年，{0}将{2}：{3}。"},
                treated_text(of.sheet, of.policies[0]), of.year, firms_more(gain), verdict(gain));
}

// The place not treated that loses most, of those whose loss is told from zero.
Text most_lost_by(const Context& of) {
  const auto ids = of.sheet.labels("effect", "city");
  Effect worst{};
  Text name;
  for (const std::size_t city : of.firms.elsewhere(of.policies[0])) {
    const Effect effect = effect_of(of.firms.by(of.policies[0], {city}));
    if (!effect.is_told() || effect.mean >= worst.mean) continue;
    worst = effect;
    name = of.sheet.places().name(ids[city]);
  }
  if (name.empty()) return {};
  return phrase({"Most is lost by {}: {}.", "减少最多的是{}：{}。"}, name, firms_more(worst));
}

Text whom_it_costs(const Context& of) {
  const auto others = of.firms.elsewhere(of.policies[0]);
  const Effect elsewhere = effect_of(of.firms.by(of.policies[0], others));
  if (others.empty() || !elsewhere.is_known()) return {};
  const Text rest = phrase({"All other places together: {}; {}.", "其他地点合计：{}；{}。"},
                           firms_more(elsewhere), verdict(elsewhere));
  return sentences({rest, most_lost_by(of)});
}

const std::vector<Text> kinds = {{"Treated", "受政策作用"}, {"Not treated", "未受政策作用"}};

Chart cities_chart(const Context& of) {
  const Sheet& sheet = of.sheet;
  const std::size_t measure = sheet.index("effect", "measure", "firms");
  if (measure >= sheet.labels("effect", "measure").size()) return {};
  const Effects effects(sheet, "effect");
  const auto ids = sheet.labels("effect", "city");
  const std::size_t last = sheet.years("effect").size() - 1;
  const auto& treated = of.policies[0].treated;
  std::vector<Text> rows, row_kinds;
  std::vector<double> order, told;
  EffectColumns columns;
  for (const std::size_t city :
       cities_shown(sheet, effects, of.policies[0], 0, measure, cities_drawn)) {
    Effect effect =
        effects.at({{"scenario", 0}, {"measure", measure}, {"city", city}, {"year", last}});
    const Effect of_members = effect_of(of.firms.by(of.policies[0], {city}));
    effect.more = of_members.more;
    effect.fewer = of_members.fewer;
    rows.push_back(city_label(sheet, ids[city]));
    row_kinds.push_back(kinds[std::find(treated.begin(), treated.end(), city) == treated.end()]);
    order.push_back(static_cast<double>(order.size()));
    told.push_back(effect.is_told() ? 1 : 0);
    columns.add(effect);
  }
  Chart chart;
  chart.id = "answer";
  chart.title = phrase({"Firms more or fewer in {}, by city", "{} 年各城市企业数的增减（家）"}, of.year);
  chart.says = {"Effect on firms by city, treated and most affected, with 50 % and 90 % intervals around zero.",
                "受政策作用与受影响最大的城市企业数的变化，附 50 % 与 90 % 区间。"};
  chart.spec = effect_rows(kinds, {"policy", "baseline"}, {});
  add_shares(chart.spec);
  chart.table.add("row", {"City", "城市"}, rows);
  chart.table.add("kind", {"Treated", "政策作用"}, row_kinds);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  chart.table.add("told", {"Told from zero (1: yes)", "能否与零区分（1：能）"}, told, 0);
  columns.into(chart.table, 2);
  chart.note = {"Treated and most affected cities. Circle: mean, filled where it can be told from zero (more than two Monte "
                "Carlo errors). Thick: half of the members; thin: 90 % of them (5 % to 95 %). At the right: share of the members with more and with fewer firms; in "
                "the others nothing changes. * never observed.",
                "受政策作用与受影响最大的城市。圆点：均值，可与零区分（超过两倍蒙特卡罗误差）时为实心。粗线：一半成员；"
                "细线：90 % 的成员（5 % 至 95 %）。右侧：企业增加与减少的成员比例，其余成员不变。* 从未有观测值。"};
  return chart;
}

// --- Revenue ---------------------------------------------------------------------------------------

// The cities of /effect whose mean effect on a measure is largest and least in the last year.
struct Ends {
  std::size_t first, last;
};
std::optional<Ends> ends_of(const Context& of, std::size_t policy, const std::string& measure) {
  const std::size_t m = of.sheet.index("effect", "measure", measure);
  if (m >= of.sheet.labels("effect", "measure").size()) return {};
  const Effects effects(of.sheet, "effect");
  std::vector<std::pair<double, std::size_t>> ranked;
  for (const std::size_t city : all_cities(of.sheet)) {
    const double mean = effects.at({{"scenario", policy}, {"measure", m}, {"city", city},
                                    {"year", of.sheet.years("effect").size() - 1}}).mean;
    if (!std::isnan(mean)) ranked.push_back({mean, city});
  }
  if (ranked.empty()) return {};
  const auto [low, high] = std::minmax_element(ranked.begin(), ranked.end());
  return Ends{high->second, low->second};
}

// Where revenue tells another story than firms: another sign where the policy acts, another place that
// gains or loses most. Only what is told from zero counts.
Text revenue_differs(const Context& of, std::size_t p) {
  const auto firms = ends_of(of, p, "firms"), revenue = ends_of(of, p, "revenue");
  if (!firms || !revenue || !of.sheet.has("series", "revenue")) return {};
  const Policy& policy = of.policies[p];
  const Gained gained(of.sheet, "revenue");
  const auto ids = of.sheet.labels("effect", "city");
  std::vector<Text> parts;
  const Effect treated = effect_of(gained.by(policy, policy.treated));
  const Effect in_firms = of.gain(p);
  if (treated.is_told() && in_firms.is_told() && treated.mean * in_firms.mean < 0)
    parts.push_back(phrase({"where the policy acts it changes by {}", "政策作用之处变化 {}"},
                           revenue_change(treated)));
  const auto end = [&](std::size_t city, std::size_t other, bool gains, const Text& words) {
    const Effect effect = effect_of(gained.by(policy, {city}));
    if (city == other || !effect.is_told() || (effect.mean > 0) != gains) return;
    parts.push_back(phrase(words, of.sheet.places().name(ids[city]), revenue_change(effect)));
  };
  end(revenue->first, firms->first, true, {"{} gains most: {}", "{}增加最多：{}"});
  end(revenue->last, firms->last, false, {"{} loses most: {}", "{}减少最多：{}"});
  if (parts.empty()) return {};
  Text all = parts[0];
  for (std::size_t i = 1; i < parts.size(); ++i) all = phrase({"{}; {}", "{}；{}"}, all, parts[i]);
  return phrase({"In revenue {}.", "就营收而言，{}。"}, all);
}

// What others lose for each firm gained; empty where the file does not say.
Text displaced(const Context& of, const Policy& policy) {
  if (!of.sheet.has("pairing", "displacement_ratio")) return {};
  const std::size_t scenario = of.sheet.index("pairing", "scenario", policy.id);
  const Array ratios = of.sheet.array("pairing", "displacement_ratio");
  if (scenario >= ratios.size("scenario")) return {};
  return displacement_text(ratios.at({{"scenario", scenario}}));
}

// --- Several policies ------------------------------------------------------------------------------

double share_best(const Context& of, std::size_t policy) {
  const Sheet& sheet = of.sheet;
  if (!sheet.has("ranking", "p_best")) return NAN;
  const std::size_t scenario = sheet.index("ranking", "scenario", of.policies[policy].id);
  const std::size_t region = sheet.index("ranking", "region", "treated");
  const Array best = sheet.array("ranking", "p_best");
  if (scenario >= best.size("scenario") || region >= best.size("region")) return NAN;
  return best.at({{"scenario", scenario}, {"region", region}});
}

// Is the first ahead of the second, member by member?
Text order_told(const Context& of, std::size_t first, std::size_t second) {
  auto difference = of.firms.by(of.policies[first], of.policies[first].treated);
  const auto others = of.firms.by(of.policies[second], of.policies[second].treated);
  for (std::size_t m = 0; m < difference.size(); ++m) difference[m] -= others[m];
  const Effect ahead = effect_of(difference);
  const Text& next = of.policies[second].title;
  if (!ahead.is_told())
    return phrase({"Whether it is ahead of the next, “{}”, cannot be told.",
                   "它是否领先于其次的“{}”，无法判断。"}, next);
  if (ahead.excludes_zero())
    return phrase({"It is ahead of the next, “{}”, in at least 95 % of the members.",
                   "在至少 95 % 的成员中，它领先于其次的“{}”。"}, next);
  return phrase({"On average it is ahead of the next, “{}”, by {} ({}); ahead in {}, behind in {} of the members.",
                 "平均而言，它比其次的“{}”多 {} 家（{}）；{} 的成员中领先，{} 的成员中落后。"}, next,
                firms_text(ahead.mean), interval_text(ahead), percent(ahead.more),
                percent(ahead.fewer));
}

Text several_answer(const Context& of) {
  const auto order = best_first(of.sheet, of.policies);
  const Effect best = of.gain(order[0]);
  if (!best.is_told() || best.mean < 0)
    return phrase({"None of the {} policies brings the cities it treats a gain in firms by {} that can be told from zero.",
                   "{0} 项政策中，没有一项能使受其作用的城市到 {1} 年获得可与零区分的企业增加。"},
                  of.policies.size(), of.year);
  return phrase({"“{}” gains most: by {} the cities it treats would have {}: {}.",
                 "增加最多的是“{}”：到 {} 年受其作用的城市将{}：{}。"},
                of.policies[order[0]].title, of.year, firms_more(best), verdict(best));
}

Text how_far_ahead(const Context& of) {
  const auto order = best_first(of.sheet, of.policies);
  const Effect best = of.gain(order[0]);
  if (!best.is_told() || best.mean < 0) return {};
  const double p_best = share_best(of, order[0]);
  return sentences({std::isnan(p_best) ? Text{}
                                       : phrase({"It is the best in {} of the members.",
                                                 "在 {} 的成员中它是最佳。"},
                                                percent(p_best)),
                    order_told(of, order[0], order[1])});
}

Text several_costs(const Context& of) {
  const Policy& best = of.policies[best_first(of.sheet, of.policies)[0]];
  const Effect elsewhere = effect_of(of.firms.by(best, of.firms.elsewhere(best)));
  const Effect world = effect_of(of.firms.by(best, all_cities(of.sheet)));
  return sentences(
      {phrase({"Under “{}” all other places together would have {}: {}.", "在“{}”下，其他地点合计将{}：{}。"},
              best.title, firms_more(elsewhere), verdict(elsewhere)),
       displaced(of, best),
       phrase({"The world’s net: {} firms ({}).", "全世界净变化：{} 家企业（{}）。"},
              signed_firms(world.mean), interval_text(world))});
}

Chart policies_chart(const Context& of) {
  const Text kind = {"Policies", "政策"};
  std::vector<Text> rows, row_kinds;
  std::vector<double> order, told, world;
  EffectColumns columns;
  for (const std::size_t p : best_first(of.sheet, of.policies)) {
    const Effect gain = of.gain(p);
    if (!gain.is_known()) continue;
    rows.push_back(of.policies[p].title);
    row_kinds.push_back(kind);
    order.push_back(static_cast<double>(order.size()));
    told.push_back(gain.is_told() ? 1 : 0);
    world.push_back(gain.mean +
                    effect_of(of.firms.by(of.policies[p], of.firms.elsewhere(of.policies[p]))).mean);
    columns.add(gain);
  }
  Chart chart;
  chart.id = "answer";
  chart.title = phrase({"Firms gained in the treated cities by {}, policy by policy",
                        "到 {} 年受政策作用的城市增加的企业数（家），按政策"}, of.year);
  chart.says = {"Firms gained by policy with 50 % and 90 % intervals, and the mean gain of the whole world.",
                "各政策增加的企业数及 50 % 与 90 % 区间，另标全世界的平均增加。"};
  chart.spec = effect_rows({kind}, {"policy"}, {});
  add_shares(chart.spec, false);
  chart.spec["layer"].push_back(
      {{"mark", {{"type", "point"}, {"shape", "diamond"}, {"size", 60}, {"filled", true}, {"opacity", 1},
                 {"color", {{"theme", "siphoned"}}}}},
       {"encoding", {{"x", effect_axis("world")}, {"y", rows_axis()}}}});
  chart.table.add("row", {"Policy", "政策"}, rows);
  chart.table.add("kind", {"Kind", "类别"}, row_kinds, false);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  chart.table.add("told", {"Told from zero (1: yes)", "能否与零区分（1：能）"}, told, 0);
  columns.into(chart.table, 2);
  chart.table.add("world", {"Whole world, mean", "全世界均值"}, world, 2);
  chart.note = {"Circle: mean gain of the treated cities, filled where it can be told from zero; thick half, thin 90 % of the "
                "members. Diamond: mean gain of the whole world; left of the circle, others pay. At the right of a wide page: share of the members with more and with fewer "
                "firms where the policy acts.",
                "圆点：受政策作用城市的平均增加，可与零区分时为实心；粗线含一半成员，细线含 90 %。菱形：全世界的平均增加；"
                "位于圆点左侧时，由其他地点承担代价。宽屏右侧：政策作用之处企业增加与减少的成员比例。"};
  return chart;
}

// --- Caveats ---------------------------------------------------------------------------------------

// Cities outside the observed conditions in most members of the last year, of any policy.
Text extrapolated(const Context& of) {
  if (!of.sheet.has("extrapolation", "outside")) return {};
  const Array outside = of.sheet.array("extrapolation", "outside");
  const auto ids = of.sheet.labels("extrapolation", "city");
  std::vector<Text> found;
  for (std::size_t city = 0; city < ids.size() && outside.size("year") > 0; ++city)
    for (std::size_t p = 0; p < outside.size("scenario"); ++p)
      if (outside.at({{"scenario", p}, {"city", city}, {"year", outside.size("year") - 1}}) > 0.5) {
        found.push_back(of.sheet.places().name(ids[city]));
        break;
      }
  if (found.empty()) return {};
  if (found.size() > 6)
    return phrase({"In most members {} cities are outside what the observed years knew: extrapolation.",
                   "在多数成员中，有 {} 个城市超出观测年份的范围：属于外推。"}, found.size());
  return phrase({found.size() == 1
                     ? "In most members {} is outside what the observed years knew: extrapolation."
                     : "In most members {} are outside what the observed years knew: extrapolation.",
                 "在多数成员中，{}超出观测年份的范围：属于外推。"}, list_of(found));
}

std::vector<Text> caveats_of(const Context& of) {
  std::vector<Text> caveats = {
      {"How strongly firms react to a policy is assumed, not measured: no policy was ever held against data here.",
       "企业对政策的反应强度是假设的，并非测得：此处没有任何政策与数据对照过。"}};
  const int observed = last_observed_year(of.sheet);
  if (observed > 0 && observed < of.year)
    caveats.push_back(phrase({"Years after {} rest on continued backgrounds and world totals: assumptions.",
                              "{} 年以后的结果以背景与全球总量的延续为前提：属于假设。"}, observed));
  const Text outside = extrapolated(of);
  if (!outside.empty()) caveats.push_back(outside);
  return caveats;
}

Text question_of(const std::vector<Policy>& policies) {
  if (policies.size() > 1)
    return phrase({"Which of {} policies brings most firms, and at whose cost?",
                   "{} 项政策中，哪一项带来的企业最多？代价由谁承担？"}, policies.size());
  if (!policies[0].question.empty()) return policies[0].question;
  return phrase({"What would the policy “{}” change, and at whose cost?",
                 "政策“{}”会带来什么变化？代价由谁承担？"}, policies[0].title);
}

// One sentence, and what else belongs to it.
void answer(const Context& of, Headline& headline) {
  const bool several = of.policies.size() > 1;
  headline.answer = several ? several_answer(of) : treated_answer(of, of.gain(0));
  const std::vector<Text> details =
      several ? std::vector<Text>{how_far_ahead(of), several_costs(of),
                                  revenue_differs(of, best_of(of.sheet, of.policies))}
              : std::vector<Text>{whom_it_costs(of), revenue_differs(of, 0)};
  for (const Text& detail : details)
    if (!detail.empty()) headline.details.push_back(detail);
}

}  // namespace

Headline policy_headline(const Sheet& sheet) {
  std::vector<Policy> policies = policies_of(sheet);
  if (policies.empty() || last_year(sheet) == 0)
    return {{"What would the policy change?", "政策会带来什么变化？"},
            {"The file holds no effect of a policy.", "本文件不含政策的效果。"}};
  const Context of{sheet, policies, Gained(sheet), last_year(sheet)};
  Headline headline{question_of(policies), {}, caveats_of(of)};
  const bool acts = std::any_of(policies.begin(), policies.end(),
                                [](const Policy& policy) { return !policy.treated.empty(); });
  if (!acts && sheet.has("effect", "treated"))
    headline.answer = {"The policy acts on no city of this file; the effects by city are below.",
                       "该政策不作用于本文件中的任何城市；各城市的效果见下文。"};
  else if (!acts)
    headline.answer = {"The file does not say which cities the policy treats; the effects by city are below.",
                       "本文件未说明政策作用于哪些城市；各城市的效果见下文。"};
  else if (!of.gain(0).is_known())
    headline.answer = {"It cannot be said: no member has both worlds.", "无法回答：没有任何成员同时具备两个情景。"};
  else
    answer(of, headline);
  Chart chart = policies.size() > 1 ? policies_chart(of) : cities_chart(of);
  if (chart.table.rows() > 0) headline.charts.push_back(std::move(chart));
  return headline;
}

}  // namespace agglomera::output::report
