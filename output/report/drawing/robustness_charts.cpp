#include "output/report/drawing/robustness_charts.hpp"

#include <algorithm>
#include <cmath>

#include "output/report/drawing/effect_rows.hpp"
#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/switches.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t places_outside = 12;

Text quantity_title(const std::string& quantity) {
  if (quantity == "firms_treated") return {"Firms, treated cities", "企业数，受政策作用的城市"};
  if (quantity == "firms_clusters") return {"Firms, their clusters", "企业数，所在城市群"};
  if (quantity == "firms_world") return {"Firms, whole world", "企业数，全世界"};
  if (quantity == "mean_lq_count_treated")
    return {"Mean LQ of firm counts, treated cities", "平均企业数量区位商，受政策作用的城市"};
  return plainly(quantity);
}

// --- Other assumptions -----------------------------------------------------------------------------

}  // namespace

Text variant_title(const std::string& variant) {
  if (variant == "as_drawn") return {"As assumed", "按原假设"};
  if (variant == "fixed_demand") return {"Demand fixed (psi = 0)", "需求固定（psi = 0）"};
  if (variant == "level_background") return {"Backgrounds level", "背景保持不变"};
  if (variant == "undamped_background") return {"Backgrounds undamped", "背景趋势不减弱"};
  return plainly(variant);
}

Chart variants_chart(const Sheet& sheet, const std::vector<Policy>& policies) {
  const Effects effects(sheet, "robustness");
  const auto variants = sheet.labels("robustness", "variant");
  const auto quantities = sheet.labels("robustness", "quantity");
  const Text asked = {"As assumed", "按原假设"}, other = {"Otherwise", "其他假设"};
  std::vector<Text> rows, kinds, titles, quantity_titles, quantity_names;
  std::vector<double> policy, quantity, order, told;
  EffectColumns columns;
  for (const std::string& name : quantities) quantity_names.push_back(quantity_title(name));
  for (std::size_t p = 0; p < policies.size(); ++p)
    for (std::size_t q = 0; q < quantities.size(); ++q)
      for (std::size_t v = 0; v < variants.size(); ++v) {
        const Effect effect = effects.at({{"scenario", p}, {"variant", v}, {"quantity", q}});
        if (!effect.is_known()) continue;
        rows.push_back(variant_title(variants[v]));
        kinds.push_back(v == 0 ? asked : other);
        titles.push_back(policies[p].title);
        quantity_titles.push_back(quantity_names[q]);
        policy.push_back(static_cast<double>(p));
        quantity.push_back(static_cast<double>(q));
        order.push_back(static_cast<double>(v));
        told.push_back(effect.is_told() ? 1 : 0);
        columns.add(effect);
      }
  Chart chart;
  chart.id = "other-assumptions";
  chart.title = phrase({"The effect in {} under other assumptions", "其他假设下 {} 年的效果"},
                       last_year(sheet));
  chart.says = {"Mean effect with 50 % and 90 % intervals under each set of assumptions.",
                "各组假设下的平均效果，附 50 % 与 90 % 区间。"};
  chart.spec = effect_rows({asked, other}, {"policy", "baseline"}, {});
  chart.table.add("row", {"Assumption", "假设"}, rows);
  chart.table.add("quantity_title", {"Quantity", "量"}, quantity_titles);
  chart.table.add("policy_title", {"Policy", "政策"}, titles, policies.size() > 1);
  chart.table.add("kind", {"Kind", "类别"}, kinds, false);
  chart.table.add("policy", {"Policy", "政策"}, policy, 0, false);
  chart.table.add("quantity", {"Quantity", "量"}, quantity, 0, false);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  chart.table.add("told", {"Told from zero (1: yes)", "能否与零区分（1：能）"}, told, 0);
  columns.into(chart.table, 3);
  add_choice(chart, "policy", {"Policy", "政策"}, titles_of(policies), best_of(sheet, policies));
  add_choice(chart, "quantity", {"Quantity", "量"}, quantity_names);
  chart.note = {
      "Each against a baseline under the same assumptions. Psi = 0: the world's firms and revenue "
      "do not "
      "grow with what places offer. Backgrounds (all firms of a city) level: as in the last "
      "observed year; "
      "undamped: their trends go on in full. Circle filled: told from zero; lines: 50 % and 90 % "
      "of the members.",
      "各与相同假设下的基准情景相比。psi = 0：全世界的企业数与营收不随各地条件增长。"
      "背景（各城市全部企业）保持不变：停在最后一个观测年；不减弱：趋势完全延续。实心圆：可与零区分"
      "；"
      "线段：50 % 与 90 % 的成员。"};
  return chart;
}

namespace {

// --- Turning point ---------------------------------------------------------------------------------

const std::vector<Text> turns = {{"Spreads at any strength", "任何强度都扩散"},
                                 {"Turns to siphoning", "由扩散转为虹吸"},
                                 {"Turns to spread", "由虹吸转为扩散"},
                                 {"Siphons at any strength", "任何强度都虹吸"},
                                 {"Not moved", "不受影响"}};
constexpr const char* turn_fields[] = {"spreads", "to_siphoning", "to_spread", "siphons",
                                       "unmoved"};

Text pulled_title(const Sheet& sheet, const std::string& id) {
  if (id == "untreated") return {"All untreated cities", "所有未受政策作用的城市"};
  const auto cities = sheet.labels("effect", "city");
  if (std::find(cities.begin(), cities.end(), id) != cities.end()) return city_label(sheet, id);
  return phrase({"{} (cluster)", "{}（城市群）"}, sheet.places().cluster(id));
}

// Places that share a cluster with a treated city, clusters, and all together.
bool is_near(const Sheet& sheet, const Policy& policy, const std::string& id) {
  const auto cities = sheet.labels("effect", "city");
  if (std::find(cities.begin(), cities.end(), id) == cities.end()) return true;
  const std::string cluster = sheet.places().place(id).cluster;
  if (cluster.empty()) return false;
  return std::any_of(policy.treated.begin(), policy.treated.end(), [&](std::size_t city) {
    return sheet.places().place(cities[city]).cluster == cluster;
  });
}

Json turning_spec() {
  Json colour = nominal("kind");
  colour["scale"] = colours_of(turns, {"spilled", "third", "fourth", "siphoned", "middle"});
  colour["scale"]["range"] = Json::array(
      {themed("spilled"), themed("first"), themed("fourth"), themed("siphoned"), themed("middle")});
  colour["legend"] = row_legend("square");
  Json x = quantitative("share");
  x["axis"] = {{"format", ".0%"}, {"tickCount", 5}};
  x["scale"] = {{"domain", {0, 1}}};
  x["stack"] = "zero";
  return rows_spec(
      Json::array({layer("bar", {{"height", {{"band", 0.7}}}},
                         {{"x", x},
                          {"y", rows_axis()},
                          {"color", colour},
                          {"order", {{"field", "turn"}, {"type", "quantitative"}}}})}));
}

}  // namespace

Chart turning_chart(const Sheet& sheet, const std::vector<Policy>& policies) {
  const auto pulled = sheet.labels("turning_point", "pulled");
  std::vector<Array> shares;
  for (const char* field : turn_fields) shares.push_back(sheet.array("turning_point", field));
  const Array low = sheet.array("turning_point", "factor_q05"),
              median = sheet.array("turning_point", "factor_q50"),
              high = sheet.array("turning_point", "factor_q95");
  std::vector<Text> rows, kinds, titles;
  std::vector<double> policy, order, turn, share, lows, medians, highs;
  for (std::size_t p = 0; p < policies.size(); ++p)
    for (std::size_t place = 0; place < pulled.size(); ++place) {
      const Array::Where at = {{"scenario", p}, {"pulled", place}};
      const double unmoved = shares[4].at(at);
      if (std::isnan(unmoved) || unmoved == 1 || !is_near(sheet, policies[p], pulled[place]))
        continue;
      for (std::size_t t = 0; t < turns.size(); ++t) {
        if (!(shares[t].at(at) > 0)) continue;
        rows.push_back(pulled_title(sheet, pulled[place]));
        kinds.push_back(turns[t]);
        titles.push_back(policies[p].title);
        policy.push_back(static_cast<double>(p));
        order.push_back(pulled[place] == "untreated" ? -1.0
                                                     : static_cast<double>(place));  // all first
        turn.push_back(static_cast<double>(t));
        share.push_back(shares[t].at(at));
        const bool turning = t == 1;
        lows.push_back(turning ? low.at(at) : NAN);
        medians.push_back(turning ? median.at(at) : NAN);
        highs.push_back(turning ? high.at(at) : NAN);
      }
    }
  Chart chart;
  chart.id = "turning-point";
  chart.title = {"Attractiveness of untreated places: spread or siphoning? Share of members",
                 "未受政策作用地点的吸引力：扩散还是虹吸？成员比例"};
  chart.says = {
      "Share of members in which the policy spreads, siphons or turns, by place, as stacked bars.",
      "各地点中政策表现为扩散、虹吸或转折的成员比例（堆叠条形）。"};
  chart.spec = turning_spec();
  Table& table = chart.table;
  table.add("row", {"Place", "地点"}, rows);
  table.add("kind", {"What the policy does", "政策的作用"}, kinds);
  table.add("policy_title", {"Policy", "政策"}, titles, policies.size() > 1);
  table.add("policy", {"Policy", "政策"}, policy, 0, false);
  table.add("order", {"Order", "次序"}, order, 0, false);
  table.add("turn", {"Order", "次序"}, turn, 0, false);
  table.add("share", {"Share of members", "成员比例"}, share, 3);
  table.add("factor_q05", {"Turns at factor: 5 %", "转折倍数：5 %"}, lows, 2);
  table.add("factor_q50", {"Turns at factor: median", "转折倍数：中位数"}, medians, 2);
  table.add("factor_q95", {"Turns at factor: 95 %", "转折倍数：95 %"}, highs, 2);
  add_choice(chart, "policy", {"Policy", "政策"}, titles_of(policies), best_of(sheet, policies));
  chart.note = {
      "What the policy adds to the attractiveness (utility) of untreated places, at its strengths "
      "times a factor up to the "
      "largest allowed. Cities that share a cluster with a treated one, clusters and all together. "
      "Where "
      "it turns, the table gives the factor (1: the strength asked for). * nothing was ever "
      "observed there.",
      "政策在其强度乘以某一倍数（直至允许的最大值）时对未受作用地点吸引力（效用）的增减。列出与受政"
      "策作用城市同属一个城市群的城市、"
      "城市群及全部合计。发生转折的倍数见数据表（1 为所设强度）。* 当地从未有观测值。"};
  return chart;
}

namespace {

// --- Beyond what was observed ----------------------------------------------------------------------

const std::vector<Text> outside_kinds = {{"Without the policy", "基准情景（无政策）"},
                                         {"With the policy", "政策情景"}};

}  // namespace

Chart outside_chart(const Sheet& sheet, const std::vector<Policy>& policies) {
  const Array with = sheet.array("extrapolation", "outside");
  const Array without = sheet.array("extrapolation", "outside_without");
  const auto ids = sheet.labels("extrapolation", "city");
  const std::size_t last = with.size("year") - 1;
  std::vector<Text> rows, titles;
  std::vector<double> policy, order, shares_with, shares_without;
  for (std::size_t p = 0; p < policies.size() && with.size("year") > 0; ++p) {
    std::vector<std::pair<double, std::size_t>> ranked;
    for (std::size_t city = 0; city < ids.size(); ++city) {
      const double share = with.at({{"scenario", p}, {"city", city}, {"year", last}});
      if (share > 0) ranked.push_back({-share, city});
    }
    std::sort(ranked.begin(), ranked.end());
    for (std::size_t i = 0; i < std::min(ranked.size(), places_outside); ++i) {
      const std::size_t city = ranked[i].second;
      rows.push_back(city_label(sheet, ids[city]));
      titles.push_back(policies[p].title);
      policy.push_back(static_cast<double>(p));
      order.push_back(static_cast<double>(i));
      shares_with.push_back(-ranked[i].first);
      shares_without.push_back(without.at({{"city", city}, {"year", last}}));
    }
  }
  Chart chart;
  chart.id = "outside-observed";
  chart.title = phrase({"Outside what the observed years knew, {}: share of members",
                        "{} 年超出观测年份范围的成员比例"},
                       last_year(sheet));
  chart.says = {
      "Share of members outside the observed conditions, with the policy and without, by city.",
      "各城市在有无政策情景下超出观测条件的成员比例。"};
  const auto axis = [](const char* field) {
    Json x = quantitative(field);
    x["axis"] = {{"format", ".0%"}, {"tickCount", 5}};
    x["scale"] = {{"domain", {0, 1}}};
    return x;
  };
  Json gap = layer("rule", {{"color", themed("grid")}, {"strokeWidth", 3}},
                   {{"x", axis("without")}, {"x2", {{"field", "with"}}}, {"y", rows_axis()}});
  const auto dots = [&](const char* field, std::size_t kind) {
    Json dot = layer("point", {{"filled", true}, {"size", 70}, {"opacity", 1}},
                     {{"x", axis(field)}, {"y", rows_axis()}});
    dot["encoding"]["color"] = {{"datum", outside_kinds[kind]},
                                {"scale", colours_of(outside_kinds, {"baseline", "policy"})},
                                {"legend", row_legend("circle")}};
    return dot;
  };
  chart.spec = rows_spec(Json::array({gap, dots("without", 0), dots("with", 1)}));
  Table& table = chart.table;
  table.add("row", {"City", "城市"}, rows);
  table.add("policy_title", {"Policy", "政策"}, titles, policies.size() > 1);
  table.add("policy", {"Policy", "政策"}, policy, 0, false);
  table.add("order", {"Order", "次序"}, order, 0, false);
  table.add("without", {"Without the policy", "无政策"}, shares_without, 3);
  table.add("with", {"With the policy", "有政策"}, shares_with, 3);
  add_choice(chart, "policy", {"Policy", "政策"}, titles_of(policies), best_of(sheet, policies));
  chart.note = phrase({"The {} cities most often outside the range that any place knew in the "
                       "observed years, in some "
                       "input of utility or growth: there the model extrapolates.",
                       "最常超出观测年份内任何地点所经历范围（效用或增长的某项输入）的 {} "
                       "个城市：模型在这些地方属于外推。"},
                      places_outside);
  return chart;
}

}  // namespace agglomera::output::report
