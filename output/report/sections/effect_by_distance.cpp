#include <cmath>

#include "output/report/drawing/effect_rows.hpp"
#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/switches.hpp"
#include "output/report/reading/policies.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

const std::vector<Text> kinds = {{"Spilled over", "溢出"}, {"Siphoned", "虹吸"}, {"Net", "净效果"}};
constexpr const char* fields[] = {"spill", "siphoned", "net"};

Text band_text(double from, double to) {
  if (!(to < 1e6)) return phrase({"from {} km", "{} 公里以上"}, number(from, 0));
  return phrase({"{}–{} km", "{}–{} 公里"}, number(from, 0), number(to, 0));
}

Json distance_spec() {
  Json colour = nominal("kind");
  colour["scale"] = colours_of(kinds, {"spilled", "siphoned", "ink"});
  colour["legend"] = row_legend("circle");
  Json offset = nominal("kind");
  offset["scale"] = {{"domain", kinds}};
  const auto in_row = [&](Json layer) {
    layer["encoding"]["y"] = rows_axis();
    layer["encoding"]["yOffset"] = offset;
    layer["encoding"]["color"] = colour;
    return layer;
  };
  Json rule = interval_rule("q05", "q95", "ink", 2);
  rule["encoding"]["x"] = effect_axis("q05");
  Json mean = layer("point", {{"filled", true}, {"size", 60}, {"opacity", 1}},
                    {{"x", effect_axis("mean")}});
  return rows_spec(Json::array({zero_line("x"), in_row(rule), in_row(mean)}), 15);
}

Chart chart_of(const Sheet& sheet, const std::vector<Policy>& policies) {
  const auto from = sheet.array("distance", "from_km").along("band", {});
  const auto to = sheet.array("distance", "to_km").along("band", {});
  const Array cities = sheet.array("distance", "cities");
  std::vector<Array> mean, low, high;
  for (const std::string field : fields) {
    mean.push_back(sheet.array("distance", field + "_mean"));
    low.push_back(sheet.array("distance", field + "_q05"));
    high.push_back(sheet.array("distance", field + "_q95"));
  }
  std::vector<Text> rows, row_kinds, titles;
  std::vector<double> policy, order, counts, means, lows, highs;
  for (std::size_t p = 0; p < policies.size(); ++p) {
    const std::size_t scenario = sheet.index("distance", "scenario", policies[p].id);
    if (scenario >= cities.size("scenario")) continue;
    for (std::size_t b = 0; b < from.size(); ++b)
      for (std::size_t k = 0; k < kinds.size(); ++k) {
        const Array::Where at = {{"scenario", scenario}, {"band", b}};
        if (!(cities.at(at) > 0) || std::isnan(mean[k].at(at))) continue;
        rows.push_back(band_text(from[b], to[b]));
        row_kinds.push_back(kinds[k]);
        titles.push_back(policies[p].title);
        policy.push_back(static_cast<double>(p));
        order.push_back(static_cast<double>(b));
        counts.push_back(cities.at(at));
        means.push_back(mean[k].at(at));
        lows.push_back(low[k].at(at));
        highs.push_back(high[k].at(at));
      }
  }
  Chart chart;
  chart.id = "firms-by-distance";
  chart.title = phrase({"Firms of the mean city by distance to the nearest treated one, {}",
                        "按距最近受政策作用城市的距离：平均每城企业数的变化，{} 年"},
                       last_year(sheet));
  chart.says = {
      "Firms spilled over, siphoned and net per city in each band of distances, with 90 % "
      "intervals.",
      "各距离段内平均每城的溢出、虹吸与净效果（家企业），附 90 % 区间。"};
  chart.spec = distance_spec();
  Table& table = chart.table;
  table.add("row", {"Distance", "距离"}, rows);
  table.add("kind", {"Effect", "效果"}, row_kinds);
  table.add("policy_title", {"Policy", "政策"}, titles, policies.size() > 1);
  table.add("policy", {"Policy", "政策"}, policy, 0, false);
  table.add("order", {"Order", "次序"}, order, 0, false);
  table.add("cities", {"Cities in the band", "段内城市数"}, counts, 0);
  table.add("mean", {"Mean (firms per city)", "均值（家／城）"}, means, 3);
  table.add("q05", {"5 %", "5 %"}, lows, 3);
  table.add("q95", {"95 %", "95 %"}, highs, 3);
  add_choice(chart, "policy", {"Policy", "政策"}, titles_of(policies), best_of(sheet, policies));
  chart.note = {
      "Cities without levers only; bands without a city are left out. Spilled over: the effect "
      "while "
      "cities draw on each other as before; siphoned: the rest. Points are means over the members, "
      "lines 90 % of them (5 % to 95 %).",
      "仅含未受政策作用的城市；没有城市的距离段不列。溢出：城市间虹吸保持不变时的效果；虹吸：其余部"
      "分。"
      "圆点为各成员的均值，线段为 90 % 的成员（5 % 至 95 %）。"};
  return chart;
}

Text turning_text(const Sheet& sheet, const Policy& policy) {
  const std::size_t scenario = sheet.index("distance", "scenario", policy.id);
  const auto value = [&](const std::string& name) {
    return sheet.array("distance", name).at({{"scenario", scenario}});
  };
  std::vector<Text> parts;
  const auto way = [&](const std::string& name, const Text& words) {
    if (value(name) > 0)
      parts.push_back(phrase(words, percent(value(name), 0), number(value(name + "_km_q50"), 0),
                             number(value(name + "_km_q05"), 0),
                             number(value(name + "_km_q95"), 0)));
  };
  way("to_siphoning",
      {"In {} of the members siphoning outweighs spillover in numbers of firms beyond {} km (90 % "
       "of these {} to {} km).",
       "就企业数而言，在 {} 的成员中，超过 {} 公里（其中 90 % 为 {} 至 {} 公里）后虹吸大于溢出。"});
  way("to_spread",
      {"In {} of the members spillover outweighs siphoning in numbers of firms beyond {} km (90 % "
       "of these {} to {} km).",
       "就企业数而言，在 {} 的成员中，超过 {} 公里（其中 90 % 为 {} 至 {} 公里）后溢出大于虹吸。"});
  const double found = value("to_siphoning") + value("to_spread");
  if (!(found > 0))
    return {
        "Nowhere: in no member does the sign of the effect on numbers of firms change at some "
        "distance.",
        "没有：在任何成员中，对企业数效果的正负都不随距离改变。"};
  Text all = parts[0];
  if (parts.size() > 1) all = phrase({"{} {}", "{}{}"}, all, parts[1]);
  if (found > 0.995) return all;
  if (found > 0.5)
    return phrase(
        {"{} In the other {} no such distance was found.", "{}其余 {} 的成员没有找到这样的距离。"},
        all, percent(1 - found, 0));
  return phrase({"Mostly nowhere: in {1} of the members the sign of the effect on numbers of firms "
                 "changes at no distance. {0}",
                 "大多没有：在 {1} 的成员中，对企业数效果的正负不随距离改变。{0}"},
                all, percent(1 - found, 0));
}

}  // namespace

Section effect_by_distance(const Sheet& sheet) {
  Section section{"effect-by-distance", {"How far it reaches", "作用能到多远"}};
  if (!sheet.has("distance")) {
    section.warnings.push_back({"The file does not say how effects change with distance.",
                                "本文件未给出效果随距离的变化。"});
    return section;
  }
  const std::vector<Policy> policies = policies_of(sheet);
  Chart chart = chart_of(sheet, policies);
  if (chart.table.rows() == 0) {
    section.warnings.push_back(
        {"No city without levers has an effect that could be set by distance.",
         "没有未受政策作用的城市可按距离比较。"});
    return section;
  }
  if (policies.size() == 1) {
    section.says.push_back(
        phrase({"At which distance the sign changes. {}", "效果的正负在多远处改变：{}"},
               turning_text(sheet, policies[0])));
  } else {
    Listing listing{"distance-of-siphoning",
                    {"At which distance the sign changes", "效果的正负在多远处改变"},
                    {}};
    std::vector<Text> titles, texts;
    for (const Policy& policy : policies) {
      if (sheet.index("distance", "scenario", policy.id) >=
          sheet.labels("distance", "scenario").size())
        continue;
      titles.push_back(policy.title);
      texts.push_back(turning_text(sheet, policy));
    }
    listing.table.add("policy", {"Policy", "政策"}, titles);
    listing.table.add("distance", {"In numbers of firms", "就企业数而言"}, texts);
    section.listings.push_back(std::move(listing));
  }
  section.says.push_back(
      {"This is about numbers of firms. What the policy does to the attractiveness of places, "
       "which moves firms "
       "only slowly and in whole numbers, is told under “How robust it is”; the two need not "
       "agree.",
       "此处说的是企业数。政策对各地吸引力的影响见“结论的稳健性”：吸引力只会缓慢地、以整家企业为单"
       "位改变企业数，二者不必一致。"});
  section.charts.push_back(std::move(chart));
  return section;
}

}  // namespace agglomera::output::report
