#include <algorithm>
#include <cmath>

#include "output/report/effect_rows.hpp"
#include "output/report/marks.hpp"
#include "output/report/policies.hpp"
#include "output/report/sections/sections.hpp"
#include "output/report/switches.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t places_outside = 12;

Text variant_title(const std::string& variant) {
  if (variant == "as_drawn") return {"As assumed", "按原假设"};
  if (variant == "fixed_demand") return {"Demand fixed (psi = 0)", "需求固定（psi = 0）"};
  if (variant == "level_background") return {"Backgrounds stay level", "背景保持不变"};
  if (variant == "undamped_background") return {"Backgrounds go on undamped", "背景趋势不减弱"};
  return plainly(variant);
}

Text quantity_title(const std::string& quantity) {
  if (quantity == "firms_treated") return {"Firms, treated cities", "企业数，受政策作用的城市"};
  if (quantity == "firms_clusters") return {"Firms, their clusters", "企业数，所在城市群"};
  if (quantity == "firms_world") return {"Firms, whole world", "企业数，全世界"};
  if (quantity == "mean_lq_count_treated")
    return {"Mean LQ of firm counts, treated cities", "平均企业数量区位商，受政策作用的城市"};
  return plainly(quantity);
}

std::vector<Text> titles_of(const std::vector<Policy>& policies) {
  std::vector<Text> titles;
  for (const Policy& policy : policies) titles.push_back(policy.title);
  return titles;
}

// --- Other assumptions -----------------------------------------------------------------------------

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
  add_probabilities(chart.spec);
  chart.table.add("row", {"Assumption", "假设"}, rows);
  chart.table.add("quantity_title", {"Quantity", "量"}, quantity_titles);
  chart.table.add("policy_title", {"Policy", "政策"}, titles, policies.size() > 1);
  chart.table.add("kind", {"Kind", "类别"}, kinds, false);
  chart.table.add("policy", {"Policy", "政策"}, policy, 0, false);
  chart.table.add("quantity", {"Quantity", "量"}, quantity, 0, false);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  chart.table.add("told", {"Told from zero (1: yes)", "能否与零区分（1：能）"}, told, 0);
  columns.into(chart.table, 3);
  add_choice(chart, "policy", {"Policy", "政策"}, titles_of(policies));
  add_choice(chart, "quantity", {"Quantity", "量"}, quantity_names);
  chart.note = {"Each against a baseline under the same assumptions. Psi = 0: the world's firms and revenue do not "
                "grow with what places offer. Circle filled: told from zero; lines: 50 % and 90 % of the members; "
                "at the right: probability of a positive effect.",
                "各与相同假设下的基准情景相比。psi = 0：全世界的企业数与营收不随各地条件增长。实心圆：可与零区分；"
                "线段：50 % 与 90 % 的成员；右侧：效果为正的概率。"};
  return chart;
}

// Does the sign of the treated cities' gain hold under all assumptions?
Text variants_text(const Sheet& sheet, std::size_t policy) {
  const Effects effects(sheet, "robustness");
  const auto variants = sheet.labels("robustness", "variant");
  const std::size_t q = sheet.index("robustness", "quantity", "firms_treated");
  if (q >= sheet.labels("robustness", "quantity").size()) return {};
  std::size_t up = 0, down = 0, known = 0;
  for (std::size_t v = 0; v < variants.size(); ++v) {
    const Effect effect = effects.at({{"scenario", policy}, {"variant", v}, {"quantity", q}});
    if (!effect.is_known()) continue;
    ++known;
    if (effect.is_told()) ++(effect.mean > 0 ? up : down);
  }
  if (known == 0) return {};
  if (up == known || down == known)
    return up == known ? Text{"The treated cities gain firms on average under every assumption tried.",
                              "在所有试过的假设下，受政策作用的城市平均都增加企业。"}
                       : Text{"The treated cities lose firms on average under every assumption tried.",
                              "在所有试过的假设下，受政策作用的城市平均都减少企业。"};
  return phrase({"Of {} sets of assumptions, the treated cities' mean gain in firms is told from zero as a gain "
                 "under {} and as a loss under {}.",
                 "{} 组假设中，受政策作用的城市企业数的平均变化有 {} 组可判为增加，{} 组可判为减少。"},
                known, up, down);
}

// --- Turning point ---------------------------------------------------------------------------------

const std::vector<Text> turns = {{"Spreads at any strength", "任何强度都扩散"},
                                 {"Turns to siphoning", "由扩散转为虹吸"},
                                 {"Turns to spread", "由虹吸转为扩散"},
                                 {"Siphons at any strength", "任何强度都虹吸"},
                                 {"Not moved", "不受影响"}};
constexpr const char* turn_fields[] = {"spreads", "to_siphoning", "to_spread", "siphons", "unmoved"};

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
  colour["scale"]["range"] = Json::array({themed("spilled"), themed("first"), themed("fourth"),
                                          themed("siphoned"), themed("middle")});
  colour["legend"] = {{"title", nullptr}, {"columns", 2}};
  Json x = quantitative("share");
  x["axis"] = {{"format", ".0%"}, {"tickCount", 5}};
  x["scale"] = {{"domain", {0, 1}}};
  x["stack"] = "zero";
  return {{"data", {{"name", "table"}}},
          {"height", {{"step", 22}}},
          {"mark", {{"type", "bar"}, {"height", {{"band", 0.7}}}}},
          {"encoding",
           {{"x", x}, {"y", rows_axis()}, {"color", colour},
            {"order", {{"field", "turn"}, {"type", "quantitative"}}}}}};
}

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
      if (std::isnan(unmoved) || unmoved == 1 || !is_near(sheet, policies[p], pulled[place])) continue;
      for (std::size_t t = 0; t < turns.size(); ++t) {
        if (!(shares[t].at(at) > 0)) continue;
        rows.push_back(pulled_title(sheet, pulled[place]));
        kinds.push_back(turns[t]);
        titles.push_back(policies[p].title);
        policy.push_back(static_cast<double>(p));
        order.push_back(static_cast<double>(place));
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
  chart.title = {"Does siphoning outweigh spread? Share of members", "虹吸是否超过扩散？成员比例"};
  chart.says = {"Share of members in which the policy spreads, siphons or turns, by place, as stacked bars.",
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
  add_choice(chart, "policy", {"Policy", "政策"}, titles_of(policies));
  chart.note = {"What the policy adds to the utility of untreated places, at its strengths times a factor up to the "
                "largest allowed. Cities that share a cluster with a treated one, clusters and all together. Where "
                "it turns, the table gives the factor (1: the strength asked for). * nothing was ever observed there.",
                "政策在其强度乘以某一倍数（直至允许的最大值）时对未受作用地点效用的增减。列出与受政策作用城市同属一个城市群的城市、"
                "城市群及全部合计。发生转折的倍数见数据表（1 为所设强度）。* 当地从未有观测值。"};
  return chart;
}

// --- Beyond what was observed ----------------------------------------------------------------------

const std::vector<Text> outside_kinds = {{"Without the policy", "基准情景（无政策）"},
                                         {"With the policy", "政策情景"}};

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
  chart.says = {"Share of members outside the observed conditions, with the policy and without, by city.",
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
                                {"legend", {{"title", nullptr}}}};
    return dot;
  };
  chart.spec = {{"data", {{"name", "table"}}},
                {"height", {{"step", 22}}},
                {"layer", Json::array({gap, dots("without", 0), dots("with", 1)})}};
  Table& table = chart.table;
  table.add("row", {"City", "城市"}, rows);
  table.add("policy_title", {"Policy", "政策"}, titles, policies.size() > 1);
  table.add("policy", {"Policy", "政策"}, policy, 0, false);
  table.add("order", {"Order", "次序"}, order, 0, false);
  table.add("without", {"Without the policy", "无政策"}, shares_without, 3);
  table.add("with", {"With the policy", "有政策"}, shares_with, 3);
  add_choice(chart, "policy", {"Policy", "政策"}, titles_of(policies));
  chart.note = phrase({"The {} cities most often outside the range that any place knew in the observed years, in some "
                       "input of utility or growth: there the model extrapolates.",
                       "最常超出观测年份内任何地点所经历范围（效用或增长的某项输入）的 {} 个城市：模型在这些地方属于外推。"},
                      places_outside);
  return chart;
}

// --- In numbers ------------------------------------------------------------------------------------

double of_policy(const Sheet& sheet, const std::string& group, const std::string& name,
                 std::size_t policy, const std::string& region = "") {
  if (!sheet.has(group, name)) return NAN;
  const Array array = sheet.array(group, name);
  Array::Where at = {{"scenario", policy}};
  if (!region.empty()) at["region"] = sheet.index(group, "region", region);
  if (policy >= array.size("scenario")) return NAN;
  if (!region.empty() && at["region"] >= array.size("region")) return NAN;
  return array.at(at);
}

std::string times(double factor) {
  return std::isinf(factor) ? "∞" : number(factor, 0);
}

std::vector<Text> numbers_in_words(const Sheet& sheet) {
  std::vector<Text> says;
  const double ratio = of_policy(sheet, "pairing", "displacement_ratio", 0);
  if (!std::isnan(ratio))
    says.push_back(phrase({"Displacement: other places lose {} firms for each firm the treated cities gain.",
                           "挤出：受政策作用的城市每增加一家企业，其他地点减少 {} 家。"},
                          size_text(ratio)));
  else
    says.push_back({"Displacement is not given: the treated cities' gain is within Monte Carlo error of zero.",
                    "挤出比不予给出：受政策作用城市的增加在蒙特卡罗误差内与零无法区分。"});
  const double parameters = of_policy(sheet, "gain", "variance_by_parameters", 0, "treated");
  const double error = of_policy(sheet, "gain", "variance_by_parameters_se", 0, "treated");
  const double seed = of_policy(sheet, "gain", "variance_by_seed", 0, "treated");
  if (!std::isnan(parameters) && !std::isnan(seed)) {
    const double all = std::max(parameters, 0.0) + seed;
    if (all > 0 && parameters > 2 * error)
      says.push_back(phrase({"Of the variance of that gain over members, {} is due to what is not known of the parameters, "
                             "the rest to luck.",
                             "该增加在成员间的方差中，{} 来自参数的不确定，其余来自随机因素。"},
                            percent(parameters / all)));
    else if (all > 0)
      says.push_back({"Nearly all of the variance of that gain over members is luck: what the parameters account for "
                      "cannot be told from nothing.",
                      "该增加在成员间的方差几乎全部来自随机因素：参数所能解释的部分与零无法区分。"});
  }
  const double treated = of_policy(sheet, "pairing", "variance_reduction_treated", 0);
  const double others = of_policy(sheet, "pairing", "variance_reduction_untreated", 0);
  if (!std::isnan(treated) && !std::isnan(others))
    says.push_back(phrase({"Pairing the two worlds on the same luck makes the variance of differences {} times smaller in the "
                           "treated cities and {} times in the others (at a tenth of the strength).",
                           "两个情景使用相同随机因素配对，使差的方差在受政策作用的城市缩小为 1/{}，其他城市为 1/{}（强度为十分之一时）。"},
                          times(treated), times(others)));
  return says;
}

Listing numbers_by_policy(const Sheet& sheet, const std::vector<Policy>& policies) {
  Listing listing{"robustness-in-numbers", {"Each policy in numbers", "各政策的数字"}, {}};
  const auto column = [&](const std::string& group, const std::string& name,
                          const std::string& region = "") {
    std::vector<double> values;
    for (std::size_t p = 0; p < policies.size(); ++p)
      values.push_back(of_policy(sheet, group, name, p, region));
    return values;
  };
  Table& table = listing.table;
  table.add("policy", {"Policy", "政策"}, titles_of(policies));
  table.add("displacement", {"Lost elsewhere per firm gained", "每增一家别处减少（家）"},
            column("pairing", "displacement_ratio"));
  table.add("parameters", {"Variance by parameters", "来自参数的方差"},
            column("gain", "variance_by_parameters", "treated"), 3);
  table.add("parameters_se", {"Its error", "其误差"},
            column("gain", "variance_by_parameters_se", "treated"), 3);
  table.add("seed", {"Variance by luck", "来自随机因素的方差"},
            column("gain", "variance_by_seed", "treated"), 3);
  table.add("pairing_treated", {"Variance reduction by pairing, treated", "配对的方差缩减，受作用城市"},
            column("pairing", "variance_reduction_treated"), 0);
  table.add("pairing_untreated", {"Variance reduction by pairing, others", "配对的方差缩减，其他"},
            column("pairing", "variance_reduction_untreated"), 0);
  listing.note = {"Of the treated cities' gain in firms in the last year. Displacement is not given where that gain is within "
                  "Monte Carlo error of zero. Variance reduction at a tenth of the strength.",
                  "针对受政策作用城市最后一年企业数的增加。该增加与零无法区分时不给出挤出比。方差缩减按十分之一强度计算。"};
  return listing;
}

void add_unless_empty(Section& section, Chart chart) {
  if (chart.table.rows() > 0) section.charts.push_back(std::move(chart));
}

}  // namespace

Section robustness(const Sheet& sheet) {
  Section section{"robustness", {"What it rests on", "结论的稳健性"}};
  const std::vector<Policy> policies = policies_of(sheet);
  if (policies.empty()) {
    section.warnings.push_back({"The file holds no policy.", "本文件不含政策。"});
    return section;
  }
  if (policies.size() == 1) {
    if (sheet.has("robustness")) {
      const Text text = variants_text(sheet, 0);
      if (!text.empty()) section.says.push_back(text);
    }
    for (const Text& text : numbers_in_words(sheet)) section.says.push_back(text);
  } else {
    section.listings.push_back(numbers_by_policy(sheet, policies));
  }
  if (sheet.has("robustness"))
    add_unless_empty(section, variants_chart(sheet, policies));
  else
    section.warnings.push_back({"The effect was not tried under other assumptions.",
                                "未在其他假设下检验效果。"});
  if (sheet.has("turning_point")) add_unless_empty(section, turning_chart(sheet, policies));
  if (sheet.has("extrapolation")) add_unless_empty(section, outside_chart(sheet, policies));
  return section;
}

}  // namespace agglomera::output::report
