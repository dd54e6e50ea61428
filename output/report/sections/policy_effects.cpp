#include <algorithm>
#include <cmath>
#include <optional>

#include "output/report/drawing/effect_rows.hpp"
#include "output/report/drawing/marks.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/policies.hpp"
#include "output/report/sections/sections.hpp"
#include "output/report/drawing/switches.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t shown_of_one = 20, shown_of_several = 14;

const Text treated_kind{"Treated", "受政策作用"};
const Text other_kind{"Not treated", "未受政策作用"};

// The file's measures, firms first: they are what a reader can count.
std::vector<std::size_t> measures_in_order(const std::vector<std::string>& measures) {
  std::vector<std::size_t> order(measures.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return (measures[a] == "firms") > (measures[b] == "firms");
  });
  return order;
}

struct Context {
  const Sheet& sheet;
  std::vector<Policy> policies;
  std::vector<std::string> measures;  // as in /effect
  std::vector<std::size_t> order;     // of the measures, as shown
  std::vector<int> years;

  std::size_t best;  // shown first

  bool of_one() const { return policies.size() == 1; }
  // Several policies: the last year alone, for the page's size.
  std::size_t first_shown() const { return of_one() ? 0 : years.size() - 1; }
  std::vector<Text> measure_titles() const {
    std::vector<Text> titles;
    for (const std::size_t m : order) titles.push_back(effect_measure(measures[m]).title);
    return titles;
  }
};

// What every row of these charts has beside its effect: the choices it is of, its name, its place.
struct Labels {
  std::vector<double> policy, measure, order, year, told;
  std::vector<Text> policy_title, measure_title, row, kind;

  void add(const Context& of, std::size_t p, std::size_t m, double year_, const Text& row_,
           const Text& kind_, std::size_t order_, bool is_told) {
    policy.push_back(static_cast<double>(p));
    measure.push_back(static_cast<double>(m));
    order.push_back(static_cast<double>(order_));
    year.push_back(year_);
    told.push_back(is_told ? 1 : 0);
    policy_title.push_back(of.policies[p].title);
    measure_title.push_back(effect_measure(of.measures[of.order[m]]).title);
    row.push_back(row_);
    kind.push_back(kind_);
  }
  void into(Table& table, const Context& of, const Text& row_title, const Text& kind_title) const {
    table.add("row", row_title, row);
    table.add("kind", kind_title, kind);
    table.add("policy_title", {"Policy", "政策"}, policy_title, !of.of_one());
    table.add("measure_title", {"Measure", "指标"}, measure_title);
    table.add("year", {"Year", "年份"}, year, 0);
    table.add("policy", {"Policy", "政策"}, policy, 0, false);
    table.add("measure", {"Measure", "指标"}, measure, 0, false);
    table.add("order", {"Order", "次序"}, order, 0, false);
    table.add("told", {"Told from zero (1: yes)", "能否与零区分（1：能）"}, told, 0);
  }
};

void add_switches(Chart& chart, const Context& of) {
  add_choice(chart, "policy", {"Policy", "政策"}, titles_of(of.policies), of.best);
  add_choice(chart, "measure", {"Measure", "指标"}, of.measure_titles());
  if (of.of_one()) {
    hold_scale(chart, "measure", {"q05", "mean", "q95"});
    add_range(chart, "year", {"Year", "年份"}, of.years.front(), of.years.back(), of.years.back());
  }
}

std::vector<Shares> shares_of(const Context& of) {
  std::vector<Shares> shares;
  for (const std::size_t m : of.order) shares.emplace_back(of.sheet, of.measures[m]);
  return shares;
}

Text which_cities(const Context& of, std::size_t most) {
  return phrase({"At most {} cities: those treated and those with the largest mean effect in {}; places "
                 "left as they are are not drawn. * nothing was ever observed there: assumptions alone. ",
                 "最多显示 {} 个城市：受政策作用的城市，以及 {} 年平均效果最大的城市；未受影响的地点不画。"
                 "* 当地从未有观测值：数字只基于假设。"},
                most, of.years.back());
}

Chart cities_chart(const Context& of) {
  const Effects effects(of.sheet, "effect");
  const auto ids = of.sheet.labels("effect", "city");
  const std::size_t most = of.of_one() ? shown_of_one : shown_of_several;
  Labels labels;
  EffectColumns columns;
  const auto shares = shares_of(of);
  for (std::size_t p = 0; p < of.policies.size(); ++p)
    for (std::size_t m = 0; m < of.order.size(); ++m) {
      const auto cities = cities_shown(of.sheet, effects, of.policies[p], p, of.order[m], most);
      const double unit = effect_measure(of.measures[of.order[m]]).unit;
      for (std::size_t i = 0; i < cities.size(); ++i)
        for (std::size_t y = of.first_shown(); y < of.years.size(); ++y) {
          Effect effect = effects.at({{"scenario", p}, {"measure", of.order[m]},
                                      {"city", cities[i]}, {"year", y}});
          shares[m].fill(effect, of.policies[p], {cities[i]}, y);
          const auto& treated = of.policies[p].treated;
          const bool is_treated =
              std::find(treated.begin(), treated.end(), cities[i]) != treated.end();
          labels.add(of, p, m, of.years[y], city_label(of.sheet, ids[cities[i]]),
                     is_treated ? treated_kind : other_kind, i, effect.is_told());
          columns.add(effect, unit);
        }
    }
  Chart chart;
  chart.id = "effects-by-city";
  chart.title = {"Effect by city: with the policy minus without", "各城市的效果：政策情景减基准情景"};
  chart.says = {"Mean effect by city with its 50 % and 90 % intervals, around a line at zero.",
                "各城市的平均效果及其 50 % 与 90 % 区间，以零线为界。"};
  chart.spec = effect_rows({treated_kind, other_kind}, {"policy", "baseline"}, {});
  add_shares(chart.spec);
  labels.into(chart.table, of, {"City", "城市"}, {"Treated", "政策作用"});
  columns.into(chart.table, 3);
  add_switches(chart, of);
  chart.note = phrase(
      {"{}Circle: mean over the members, filled where it is more than two Monte Carlo errors from zero. Thick: "
       "half of the members; thin: 90 % of them (5 % to 95 %). At the right: share of the members with more and "
       "with fewer; in the others nothing changes.",
       "{}圆点：各成员的平均值，与零相差超过两倍蒙特卡罗误差时为实心。粗线：一半成员；细线：90 % 的成员（5 % 至 95 %）。"
       "右侧：增加与减少的成员比例，其余成员不变。"},
      which_cities(of, most));
  return chart;
}

// --- What the effect is made of --------------------------------------------------------------------

const std::vector<Text> part_names = {{"Own effect", "自身效果"},
                                      {"On others, siphoning held", "虹吸不变时对其他城市"},
                                      {"Change of siphoning", "虹吸的变化"}};

Json parts_spec() {
  Json colour = nominal("kind");
  colour["scale"] = colours_of(part_names, {"own", "spilled", "siphoned"});
  colour["legend"] = row_legend("square");
  Json bars = layer("bar", {{"height", {{"band", 0.62}}}},
                    {{"x", effect_axis("mean")}, {"y", rows_axis()}, {"color", colour}});
  bars["encoding"]["x"]["stack"] = "zero";
  bars["encoding"]["opacity"] = {{"condition", {{"test", "datum.told == 1"}, {"value", 1}}},
                                 {"value", 0.3}};
  Json net = layer("point", {{"shape", "diamond"}, {"filled", true}, {"size", 70}, {"opacity", 1},
                             {"color", themed("ink")}},
                   {{"x", effect_axis("net")}, {"y", rows_axis()}});
  return rows_spec(Json::array({bars, zero_line("x"), net}));
}

Chart parts_chart(const Context& of) {
  const Effects effects(of.sheet, "effect");
  const Array mean = of.sheet.array("effect", "component_mean");
  const Array low = of.sheet.array("effect", "component_q05");
  const Array high = of.sheet.array("effect", "component_q95");
  const auto ids = of.sheet.labels("effect", "city");
  const std::size_t parts = std::min(mean.size("component"), part_names.size());
  const std::size_t most = of.of_one() ? shown_of_one : shown_of_several;
  Labels labels;
  std::vector<double> means, lows, highs, nets, errors;
  double noise = 0;  // the largest Monte Carlo error of a part, in firms
  const double members = std::max(1.0, static_cast<double>(of.sheet.labels("series", "member").size()));
  for (std::size_t p = 0; p < of.policies.size(); ++p)
    for (std::size_t m = 0; m < of.order.size(); ++m) {
      const auto cities = cities_shown(of.sheet, effects, of.policies[p], p, of.order[m], most);
      const double unit = effect_measure(of.measures[of.order[m]]).unit;
      for (std::size_t i = 0; i < cities.size(); ++i) {
        Array::Where at = {{"scenario", p}, {"measure", of.order[m]}, {"city", cities[i]},
                           {"year", of.years.size() - 1}};
        const Effect whole = effects.at(at);
        const double net = whole.mean / unit;
        for (at["component"] = 0; at["component"] < parts; ++at["component"]) {
          // Own gain is of treated cities, spillover of the others: the other one is 0 throughout.
          if (mean.at(at) == 0 && low.at(at) == 0 && high.at(at) == 0) continue;
          // From its 90 % interval (3.29 standard deviations of a normal one), not below the whole's.
          const double error = std::max((high.at(at) - low.at(at)) / 3.29 / std::sqrt(members),
                                        whole.monte_carlo_se);
          labels.add(of, p, m, of.years.back(), city_label(of.sheet, ids[cities[i]]),
                     part_names[at["component"]], i, std::fabs(mean.at(at)) > 2 * error);
          errors.push_back(error / unit);
          if (of.measures[of.order[m]] == "firms" && p == of.best) noise = std::max(noise, error);
          means.push_back(mean.at(at) / unit);
          lows.push_back(low.at(at) / unit);
          highs.push_back(high.at(at) / unit);
          nets.push_back(net);
        }
      }
    }
  Chart chart;
  chart.id = "effects-in-parts";
  chart.title = phrase({"What the mean effect in {} is made of", "{} 年平均效果的构成"},
                       of.years.back());
  chart.says = {"Bars of own effect, effect on others and change of siphoning by city, to both sides of zero, with their sum.",
                "各城市的自身效果、对其他城市的效果与虹吸的变化，分列零线两侧，并标出合计。"};
  chart.spec = parts_spec();
  Table& table = chart.table;
  table.add("row", {"City", "城市"}, labels.row);
  table.add("kind", {"Part", "组成部分"}, labels.kind);
  table.add("policy_title", {"Policy", "政策"}, labels.policy_title, !of.of_one());
  table.add("measure_title", {"Measure", "指标"}, labels.measure_title);
  table.add("policy", {"Policy", "政策"}, labels.policy, 0, false);
  table.add("measure", {"Measure", "指标"}, labels.measure, 0, false);
  table.add("order", {"Order", "次序"}, labels.order, 0, false);
  table.add("mean", {"Mean of the part", "该部分均值"}, means, 3);
  table.add("q05", {"5 %", "5 %"}, lows, 3);
  table.add("q95", {"95 %", "95 %"}, highs, 3);
  table.add("error", {"Monte Carlo error, about", "蒙特卡罗误差（约）"}, errors, 3);
  table.add("told", {"Told from zero (1: yes)", "能否与零区分（1：能）"}, labels.told, 0);
  table.add("net", {"Mean effect in all", "总平均效果"}, nets, 3);
  add_choice(chart, "policy", {"Policy", "政策"}, titles_of(of.policies), of.best);
  add_choice(chart, "measure", {"Measure", "指标"}, of.measure_titles());
  chart.note = phrase(
      {"Own effect: on treated cities, while neighbours draw on each other as before (own gain). On "
       "others: the effect while siphoning is held, spillover less competition, so it may be negative. Change of siphoning: the rest. "
       "Diamond: the sum. Pale: within two Monte Carlo errors of zero, so noise (in firms up to ±{}).",
       "自身效果：相邻城市之间的虹吸不变时，对受政策作用城市的效果。对其他城市：虹吸不变时的效果，即溢出减竞争，"
       "故可能为负。虹吸的变化：其余部分。菱形：合计。浅色：在两倍蒙特卡罗误差之内，属于噪声（企业数至多 ±{}）。"},
      size_text(2 * noise));
  return chart;
}

// --- Clusters and the world ------------------------------------------------------------------------

// Firms and revenue of a cluster are the sums over its cities; its LQ is not.
bool is_sum(const std::string& measure) { return measure == "firms" || measure == "revenue"; }

Chart regions_chart(const Context& of) {
  const Effects effects(of.sheet, "cluster_effect");
  const auto ids = of.sheet.labels("cluster_effect", "cluster");
  std::optional<Effects> world;
  if (of.sheet.has("world_effect")) world.emplace(of.sheet, "world_effect");
  const auto world_measures = of.sheet.labels("world_effect", "measure");
  const auto shares = shares_of(of);
  Labels labels;
  EffectColumns columns;
  const Text cluster_kind{"City cluster", "城市群"}, world_kind{"Whole world", "全世界"};
  for (std::size_t p = 0; p < of.policies.size(); ++p)
    for (std::size_t m = 0; m < of.order.size(); ++m) {
      const std::string& name = of.measures[of.order[m]];
      const std::size_t in_group = of.sheet.index("cluster_effect", "measure", name);
      const std::size_t in_world = of.sheet.index("world_effect", "measure", name);
      std::vector<std::pair<double, std::size_t>> ranked;  // by the mean effect of the last year
      for (std::size_t c = 0; c < ids.size() && in_group < of.measures.size(); ++c)
      {
        const double mean = effects.at({{"scenario", p}, {"measure", in_group}, {"cluster", c},
                                        {"year", of.years.size() - 1}}).mean;
        ranked.push_back({std::isnan(mean) ? 1e300 : -mean, c});
      }
      std::stable_sort(ranked.begin(), ranked.end());
      for (std::size_t y = of.first_shown(); y < of.years.size(); ++y) {
        const auto add = [&](Effect effect, const std::vector<std::size_t>& cities, const Text& row,
                             const Text& kind, std::size_t order) {
          if (!effect.is_known()) return;
          if (is_sum(name)) shares[m].fill(effect, of.policies[p], cities, y);
          labels.add(of, p, m, of.years[y], row, kind, order, effect.is_told());
          columns.add(effect, effect_measure(name).unit);
        };
        for (std::size_t i = 0; i < ranked.size(); ++i) {
          const std::size_t c = ranked[i].second;
          add(effects.at({{"scenario", p}, {"measure", in_group}, {"cluster", c}, {"year", y}}),
              cities_of_cluster(of.sheet, ids[c]), of.sheet.places().cluster(ids[c]), cluster_kind, i);
        }
        if (world && in_world < world_measures.size())
          add(world->at({{"scenario", p}, {"measure", in_world}, {"year", y}}),
              all_cities(of.sheet), world_kind,
              world_kind, ids.size());
      }
    }
  Chart chart;
  chart.id = "effects-by-cluster";
  chart.title = {"Effect on whole clusters and on the world", "对各城市群及全世界的效果"};
  chart.says = {"Mean effect by city cluster and for the world, with 50 % and 90 % intervals.",
                "各城市群及全世界的平均效果，附 50 % 与 90 % 区间。"};
  chart.spec = effect_rows({cluster_kind, world_kind}, {"policy", "ink"}, {});
  add_shares(chart.spec);
  labels.into(chart.table, of, {"Place", "地点"}, {"Kind", "类别"});
  columns.into(chart.table, 3);
  add_switches(chart, of);
  chart.note = {"The LQ of the world is 1 by definition: it has none here. Marks as above; the members of LQs of clusters "
                "are not in the file, so their shares are not either.",
                "全世界的区位商按定义为 1，故不列出。图例同上；文件不含城市群区位商的各成员，故不列其比例。"};
  return chart;
}

// --- In words --------------------------------------------------------------------------------------

// Cities whose simultaneous band excludes zero in the last year, by measure.
Text beyond_band(const Context& of, std::size_t p) {
  const Array low = of.sheet.array("effect", "band_low"), high = of.sheet.array("effect", "band_high");
  const auto ids = of.sheet.labels("effect", "city");
  std::vector<Text> found;
  for (const std::size_t m : of.order)
    for (std::size_t city = 0; city < ids.size(); ++city) {
      const Array::Where at = {{"scenario", p}, {"measure", m}, {"city", city},
                               {"year", of.years.size() - 1}};
      if (low.at(at) > 0 || high.at(at) < 0)
        found.push_back(phrase({"{} ({}, {})", "{}（{}，{}）"}, of.sheet.places().name(ids[city]),
                               effect_measure(of.measures[m]).title,
                               low.at(at) > 0 ? std::string("+") : std::string("−")));
    }
  if (found.empty())
    return {"The 90 % band that holds for all cities at once excludes zero for no city, in firms, revenue or LQ.",
            "对所有城市同时成立的 90 % 区间带，在企业数、营收与区位商上都没有任何城市不含零。"};
  return phrase({"The 90 % band that holds for all cities at once excludes zero for {}.",
                 "对所有城市同时成立的 90 % 区间带不含零的有：{}。"},
                list_of(found));
}

bool has_bands(const Context& of) {
  if (!of.sheet.has("effect", "band_low") || !of.sheet.has("effect", "band_high")) return false;
  const Array low = of.sheet.array("effect", "band_low");
  for (std::size_t p = 0; p < of.policies.size(); ++p)
    if (spread_of(low.along("city", {{"scenario", p}, {"measure", 0}, {"year", of.years.size() - 1}}))
            .present > 0)
      return true;
  return false;
}

void say_bands(Section& section, const Context& of) {
  if (!has_bands(of)) {
    section.warnings.push_back({"The members are too few for a band over all cities at once: the intervals "
                                "here hold for one city at a time.",
                                "成员太少，无法给出对所有城市同时成立的区间带：此处的区间只对单个城市成立。"});
    return;
  }
  if (of.of_one()) {
    section.says.push_back(beyond_band(of, 0));
    return;
  }
  Listing listing{"effects-beyond-band", {"Which cities stand out", "哪些城市突出"}, {}};
  std::vector<Text> titles, cities;
  for (std::size_t p = 0; p < of.policies.size(); ++p) {
    titles.push_back(of.policies[p].title);
    cities.push_back(beyond_band(of, p));
  }
  listing.table.add("policy", {"Policy", "政策"}, titles);
  listing.table.add("cities", {"Told from zero for all cities at once", "对所有城市同时可与零区分"}, cities);
  section.listings.push_back(std::move(listing));
}

}  // namespace

Section policy_effects(const Sheet& sheet) {
  Section section{"policy-effects", {"Who gains and who loses", "谁受益，谁受损"}};
  const Context of{sheet, policies_of(sheet), sheet.labels("effect", "measure"),
                   measures_in_order(sheet.labels("effect", "measure")), sheet.years("effect"),
                   best_of(sheet, policies_of(sheet))};
  Chart cities;
  if (!of.policies.empty() && !of.years.empty() && !of.measures.empty()) cities = cities_chart(of);
  if (cities.table.rows() == 0) {
    section.warnings.push_back({"This file holds no effect on any city: no member has one.",
                                "本文件不含对任何城市的效果：没有成员给出效果。"});
    return section;
  }
  section.says.push_back(
      {"An effect is the difference of the same member with and without the policy, by the same luck.",
       "效果指同一成员在相同随机因素下，政策情景与基准情景之差。"});
  say_bands(section, of);
  section.charts.push_back(std::move(cities));
  if (sheet.has("effect", "component_mean") && sheet.has("effect", "component_q05") &&
      sheet.has("effect", "component_q95")) {
    Chart parts = parts_chart(of);
    if (parts.table.rows() > 0) section.charts.push_back(std::move(parts));
  } else {
    section.warnings.push_back({"The file does not split effects into own gain, spillover and siphoning.",
                                "本文件未将效果分解为自身效果、溢出与虹吸。"});
  }
  if (sheet.has("cluster_effect")) {
    Chart regions = regions_chart(of);
    if (regions.table.rows() > 0) section.charts.push_back(std::move(regions));
  }
  section.says.push_back(
      {"An LQ is relative to the world: when treated cities gain firms, the LQ of all others falls by "
       "arithmetic, even where no firm leaves. Firms and revenue show what really moves.",
       "区位商是相对于全世界的：受政策作用的城市企业增加时，其他城市即使没有企业离开，区位商也会因算术关系下降。"
       "真正的变动要看企业数与营收。"});
  return section;
}

}  // namespace agglomera::output::report
