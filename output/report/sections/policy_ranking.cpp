#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "output/report/drawing/effect_rows.hpp"
#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/switches.hpp"
#include "output/report/reading/policies.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

Text region_title(const std::string& region) {
  if (region == "treated") return {"Treated cities", "受政策作用的城市"};
  if (region == "clusters") return {"Their clusters", "所在城市群"};
  if (region == "world") return {"Whole world", "全世界"};
  return plainly(region);
}

// One value of a group by policy and region; NaN where the file has none.
double value_of(const Sheet& sheet, const std::string& group, const std::string& variable,
                const Policy& policy, const std::string& region) {
  const double missing = std::numeric_limits<double>::quiet_NaN();
  if (!sheet.has(group, variable)) return missing;
  const Array array = sheet.array(group, variable);
  Array::Where at = {{"scenario", sheet.index(group, "scenario", policy.id)}};
  if (array.size("region") > 0) at["region"] = sheet.index(group, "region", region);
  if (at["scenario"] >= array.size("scenario")) return missing;
  if (at.contains("region") && at["region"] >= array.size("region")) return missing;
  return array.at(at);
}

// Best first in the region; those without a gain last.
std::vector<std::size_t> by_gain(const Effects& gain, std::size_t policies, std::size_t region) {
  std::vector<std::size_t> order(policies);
  std::iota(order.begin(), order.end(), 0);
  const auto mean = [&](std::size_t p) {
    const double value = gain.at({{"scenario", p}, {"region", region}}).mean;
    return std::isnan(value) ? -1e300 : value;
  };
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return mean(a) > mean(b); });
  return order;
}

Chart chart_of(const Sheet& sheet, const std::vector<Policy>& policies) {
  const Effects gain(sheet, "gain");
  const auto regions = sheet.labels("gain", "region");
  std::vector<Text> rows, region_titles, kinds;
  std::vector<double> region_number, order, told, best, regret, cost, per_firm, displaced;
  EffectColumns columns;
  const Text kind = {"Policies", "政策"};
  for (std::size_t r = 0; r < regions.size(); ++r) {
    const auto ordered = by_gain(gain, policies.size(), r);
    for (std::size_t place = 0; place < ordered.size(); ++place) {
      const Policy& policy = policies[ordered[place]];
      const Effect effect = gain.at({{"scenario", ordered[place]}, {"region", r}});
      if (!effect.is_known()) continue;
      rows.push_back(policy.title);
      region_titles.push_back(region_title(regions[r]));
      kinds.push_back(kind);
      region_number.push_back(static_cast<double>(r));
      order.push_back(static_cast<double>(place));
      told.push_back(effect.is_told() ? 1 : 0);
      best.push_back(value_of(sheet, "ranking", "p_best", policy, regions[r]));
      regret.push_back(value_of(sheet, "ranking", "regret", policy, regions[r]));
      cost.push_back(value_of(sheet, "gain", "cost", policy, regions[r]));
      per_firm.push_back(value_of(sheet, "gain", "cost_per_firm", policy, regions[r]));
      displaced.push_back(value_of(sheet, "pairing", "displacement_ratio", policy, regions[r]));
      columns.add(effect);
    }
  }
  const bool has_cost = spread_of(cost).present > 0;
  Chart chart;
  chart.id = "policies-side-by-side";
  chart.title = phrase({"Firms gained by {}, best first", "{} 年增加的企业数（家），由多到少"},
                       last_year(sheet));
  chart.says = {
      "Firms gained by each policy with 50 % and 90 % intervals; at the right how often each is "
      "the best.",
      "各政策增加的企业数及 50 % 与 90 % 区间；右侧为该政策为最佳的比例。"};
  chart.spec = effect_rows({kind}, {"policy"}, {});
  chart.table.add("row", {"Policy", "政策"}, rows);
  chart.table.add("region_title", {"Region", "范围"}, region_titles);
  chart.table.add("kind", {"Kind", "类别"}, kinds, false);
  chart.table.add("region", {"Region", "范围"}, region_number, 0, false);
  chart.table.add("order", {"Order", "次序"}, order, 0, false);
  chart.table.add("told", {"Told from zero (1: yes)", "能否与零区分（1：能）"}, told, 0);
  columns.into(chart.table, 2);
  chart.table.add("p_best", {"Share of members in which it is best", "为最佳的成员比例"}, best, 2);
  chart.table.add("regret", {"Regret (firms)", "遗憾值（家）"}, regret, 2);
  chart.table.add("displaced", {"Lost elsewhere per firm gained", "每增一家别处减少（家）"},
                  displaced, 2);
  if (has_cost) {
    chart.table.add("cost", {"Cost (million USD)", "成本（百万美元）"}, cost, 1);
    chart.table.add("per_firm", {"Cost per firm (million USD)", "每家成本（百万美元）"}, per_firm,
                    2);
  }
  if (spread_of(best).present > 0) {
    std::vector<Text> shares;
    for (const double share : best) shares.push_back(plainly(percent(share)));
    chart.table.add("share_best", {"Best in", "为最佳的比例"}, shares, false);
    add_column(chart.spec, "share_best", {"best in", "最佳比例"});
  }
  std::vector<Text> options;
  for (const std::string& region : regions) options.push_back(region_title(region));
  add_choice(chart, "region", {"Region", "范围"}, options);
  chart.note = {
      "Circle: mean over the members, filled where it is more than two Monte Carlo errors from "
      "zero; "
      "thick half, thin 90 % of the members. At the right: share of members in which the policy "
      "gains "
      "most (ties are shared). Regret, in the table: firms lost on average against the best policy "
      "of "
      "each member. Policies may treat different cities.",
      "圆点：各成员均值，与零相差超过两倍蒙特卡罗误差时为实心；粗线含一半成员，细线含 90 %。"
      "右侧：该政策增加最多的成员比例（并列时平分）。遗憾值（见数据表）：与每个成员的最佳政策相比平"
      "均少增的企业数。"
      "各政策作用的城市可能不同。"};
  return chart;
}

Text lead(const Sheet& sheet, const std::vector<Policy>& policies) {
  const Effects gain(sheet, "gain");
  const std::size_t r = sheet.index("gain", "region", "treated");
  if (r >= sheet.labels("gain", "region").size()) return {};
  const auto ordered = by_gain(gain, policies.size(), r);
  std::size_t told = 0;
  for (std::size_t p = 0; p < policies.size(); ++p) {
    const Effect effect = gain.at({{"scenario", p}, {"region", r}});
    if (effect.is_told() && effect.mean > 0) ++told;
  }
  return phrase(
      {"Of {} policies, {} bring the treated cities a mean gain that is told from zero. Largest "
       "mean: {}; "
       "smallest: {}.",
       "{} 项政策中，有 {} 项使受政策作用的城市获得可与零区分的平均增加。均值最大：{}；最小：{}。"},
      policies.size(), told, policies[ordered.front()].title, policies[ordered.back()].title);
}

}  // namespace

Section policy_ranking(const Sheet& sheet) {
  const std::vector<Policy> policies = policies_of(sheet);
  if (policies.size() < 2) return {};
  Section section{"policy-ranking", {"The policies side by side", "政策比较"}};
  if (!sheet.has("gain")) {
    section.warnings.push_back(
        {"The file does not say what each policy gains in all.", "本文件未给出各政策的总增加。"});
    return section;
  }
  Chart chart = chart_of(sheet, policies);
  if (chart.table.rows() == 0) {
    section.warnings.push_back({"No policy has a known gain.", "没有任何政策的增加是已知的。"});
    return section;
  }
  section.says.push_back(lead(sheet, policies));
  if (!sheet.has("ranking"))
    section.warnings.push_back({"The file does not say how often each policy is the best.",
                                "本文件未给出各政策为最佳的概率。"});
  section.charts.push_back(std::move(chart));
  return section;
}

}  // namespace agglomera::output::report
