#include "output/report/reading/mixes.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace agglomera::output::report {
namespace {

constexpr double slight = 0.02;  // of the cost: such levers are not named

double scalar(const Sheet& sheet, const std::string& name) {
  return sheet.has("goal", name) ? sheet.array("goal", name).at({}) : NAN;
}

}  // namespace

Text kind_title(std::string kind) {
  static const std::map<std::string, Text> table = {
      {"radiation", {"Radiation", "强化辐射"}},
      {"talent", {"Talent", "人才"}},
      {"research", {"Research", "研发"}},
      {"deregulation", {"Deregulation", "放松管制"}},
      {"coordination", {"Coordination", "协同布局"}},
      {"chain_integration", {"Chain integration", "产业链整合"}},
      {"copyright_platform", {"Copyright platform", "版权平台"}},
      {"culture_plus", {"Culture Plus", "文化+"}},
      {"east_west", {"East and West together", "东西互建"}},
      {"ip_protection", {"Copyright protection", "版权保护"}},
      {"smart_media", {"Smart media", "智能媒体"}},
      {"national_strategy", {"National strategy", "国家战略"}},
  };
  const auto found = table.find(kind);
  if (found != table.end()) return found->second;
  for (char& letter : kind)
    if (letter == '_' || letter == '-') letter = ' ';
  return plainly(kind);
}

std::vector<Mix> mixes_of(const Sheet& sheet) {
  std::vector<Mix> mixes;
  const Effects effects(sheet, "front");
  const Array strength = sheet.array("front", "strength"),
              extrapolated = sheet.array("front", "extrapolated"),
              cost_of_one = sheet.array("levers", "cost_of_one");
  const auto column = [&](const char* name) {
    return sheet.array("front", name).along("point", {});
  };
  const auto cost = column("cost"), searched = column("searched_mean"),
             inequality = column("inequality"), regret = column("expected_regret"),
             firms = column("firms_gained"), per_firm = column("cost_per_firm"),
             dominated = column("dominated");
  const Array of_members = sheet.array("front", "effect");
  for (std::size_t i = 0; i < cost.size(); ++i) {
    Effect effect = effects.at({{"point", i}});
    const Effect counted = effect_of(of_members.along("member", {{"point", i}}));
    effect.more = counted.more;
    effect.fewer = counted.fewer;
    Mix mix{i,         effect,   cost[i],     searched[i],       inequality[i],
            regret[i], firms[i], per_firm[i], dominated[i] != 0, false,
            {},        {}};
    if (!mix.effect.is_known()) continue;
    for (std::size_t l = 0; l < strength.size("lever"); ++l) {
      mix.strengths.push_back(strength.at({{"point", i}, {"lever", l}}));
      mix.costs.push_back(mix.strengths.back() * cost_of_one.at({{"lever", l}}));
      if (extrapolated.at({{"point", i}, {"lever", l}}) != 0) mix.is_extrapolated = true;
    }
    mixes.push_back(std::move(mix));
  }
  std::stable_sort(mixes.begin(), mixes.end(), [](const Mix& a, const Mix& b) {
    if (a.is_dominated != b.is_dominated) return b.is_dominated;
    return a.effect.mean > b.effect.mean;
  });
  return mixes;
}

Goal goal_of(const Sheet& sheet) {
  const std::string measure =
      sheet.has("goal", "measure") ? sheet.texts("goal", "measure").front() : "";
  Goal goal{effect_measure(measure),
            0,
            scalar(sheet, "budget"),
            scalar(sheet, "baseline"),
            scalar(sheet, "baseline_inequality"),
            {},
            ""};
  const double year = scalar(sheet, "year");
  goal.year = std::isnan(year) ? 0 : static_cast<int>(year);
  std::vector<Text> names;
  for (const std::string& id : sheet.labels("goal", "city"))
    names.push_back(sheet.places().name(id));
  goal.cities =
      names.size() <= 6 ? list_of(names) : phrase({"{} cities", "{} 个城市"}, names.size());
  if (sheet.has("goal", "costs")) goal.costs_from = sheet.texts("goal", "costs").front();
  return goal;
}

std::vector<Text> lever_titles(const Sheet& sheet) {
  std::vector<Text> titles;
  for (const std::string& lever : sheet.labels("front", "lever"))
    titles.push_back(kind_title(lever));
  return titles;
}

Text made_of(const Mix& mix, const std::vector<Text>& levers) {
  std::vector<Text> parts;
  bool has_slight = false;
  std::vector<std::size_t> order(levers.size());
  for (std::size_t l = 0; l < order.size(); ++l) order[l] = l;
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return mix.costs[a] > mix.costs[b]; });
  for (const std::size_t l : order) {
    const bool is_free = !(mix.cost > 0);
    if (mix.strengths[l] == 0) continue;
    if (!is_free && mix.costs[l] < slight * mix.cost) {
      has_slight = true;
      continue;
    }
    const std::string strength = size_text(mix.strengths[l]);
    parts.push_back(is_free
                        ? phrase({"{} at strength {}", "{}（强度 {}）"}, levers[l], strength)
                        : phrase({"{} at strength {} ({} of the cost)", "{}（强度 {}，占成本 {}）"},
                                 levers[l], strength, percent(mix.costs[l] / mix.cost)));
  }
  if (parts.empty()) return {"no lever at all", "不使用任何政策工具"};
  const Text named = list_of(parts);
  return has_slight ? phrase({"{} and next to nothing else", "{}，其他几乎没有"}, named) : named;
}

Text mix_title(const Mix& mix) { return phrase({"Mix {}", "组合 {}"}, mix.point + 1); }

Text gained(const Goal& goal, const Effect& effect) {
  if (goal.measure.name == "firms") return firms_more(effect);
  const double unit = goal.measure.unit;
  return phrase({"{1} in {0} (90 % interval {2} to {3})", "{0}变化 {1}（90 % 区间 {2} 至 {3}）"},
                goal.measure.words, signed_size(effect.mean / unit), signed_size(effect.q05 / unit),
                signed_size(effect.q95 / unit));
}

bool are_alike(const std::vector<Mix>& mixes) {
  return std::all_of(mixes.begin(), mixes.end(), [&](const Mix& mix) {
    const Effect& best = mixes.front().effect;
    return std::fabs(best.mean - mix.effect.mean) < 2 * best.monte_carlo_se;
  });
}

std::size_t main_lever(const std::vector<Mix>& mixes, std::size_t levers) {
  for (std::size_t l = 0; l < levers; ++l)
    if (std::all_of(mixes.begin(), mixes.end(),
                    [&](const Mix& mix) { return mix.cost > 0 && mix.costs[l] >= 0.9 * mix.cost; }))
      return l;
  return levers;
}

Text money_text(double million_usd) {
  const Text plain = phrase({"{} million USD", "{} 百万美元"}, number(million_usd, 0));
  const double yi = million_usd / 100;
  if (std::isnan(million_usd)) return plain;
  std::string zh = fmt::format("{:.3g}", yi) + " 亿美元";
  if (yi < 1) zh = number(100 * million_usd, 0) + " 万美元";
  return {plain.en, zh};
}

Effect ahead(const Sheet& sheet, const Mix& one, const Mix& other) {
  const Array effect = sheet.array("front", "effect");
  auto difference = effect.along("member", {{"point", one.point}});
  const auto others = effect.along("member", {{"point", other.point}});
  for (std::size_t m = 0; m < difference.size(); ++m) difference[m] -= others[m];
  return effect_of(difference);
}

}  // namespace agglomera::output::report
