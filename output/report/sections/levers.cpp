#include <algorithm>
#include <cmath>

#include "output/report/measures.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

Text targets_of(const Sheet& sheet, const std::string& ids) {
  std::vector<Text> names;
  std::size_t from = 0;
  while (from < ids.size()) {
    const std::size_t to = std::min(ids.find(';', from), ids.size());
    names.push_back(sheet.places().name(ids.substr(from, to - from)));
    from = to + 1;
  }
  return list_of(names);
}

// A sentence without its full stop, to go on with.
Text unfinished(Text sentence) {
  const auto cut = [](std::string& text, const std::string& stop) {
    if (text.ends_with(stop)) text.resize(text.size() - stop.size());
  };
  cut(sentence.en, ".");
  cut(sentence.zh, "。");
  return sentence;
}

// What a lever does, where, when and how strongly.
Text sentence(const Sheet& sheet, std::size_t lever, const std::vector<Text>& meanings) {
  const auto whole = [&](const char* name) {
    return static_cast<int>(sheet.array("levers", name).at({{"lever", lever}}));
  };
  const double strength = sheet.array("levers", "strength").at({{"lever", lever}});
  const Text unit = unit_text(sheet.texts("levers", "unit")[lever]);
  return phrase({"{}. In {}, {} to {}, at full strength after {} years; strength {}{}.",
                 "{}。对象：{}；{}—{} 年，{} 年内达到全部强度；强度 {}{}。"},
                unfinished(meanings[lever]),
                targets_of(sheet, sheet.texts("levers", "targets")[lever]), whole("first_year"),
                whole("last_year"), whole("ramp"), fmt::format("{:.3g}", strength),
                unit.empty() ? unit : phrase({" ({})", "（{}）"}, unit));
}

// The title of each lever's policy.
std::vector<Text> policies_of_levers(const Sheet& sheet) {
  std::vector<Text> policies;
  const auto titles = sheet.both("scenarios", "title");
  for (const std::string& name : sheet.texts("levers", "scenario")) {
    const std::size_t i = sheet.index("scenarios", "scenario", name);
    policies.push_back(i < titles.size() && !titles[i].empty() ? titles[i] : plainly(name));
  }
  return policies;
}

// A sentence for each lever, once for each policy; with the policy's title where there are several.
std::vector<Text> sentences(const Sheet& sheet, const std::vector<Text>& meanings,
                            const std::vector<Text>& policies, bool of_several) {
  std::vector<Text> all;
  for (std::size_t i = 0; i < meanings.size(); ++i) {
    const Text does = sentence(sheet, i, meanings);
    const Text whole = of_several ? phrase({"{}: {}", "{}：{}"}, policies[i], does) : does;
    if (std::find(all.begin(), all.end(), whole) == all.end()) all.push_back(whole);
  }
  return all;
}

bool has_costs(const Sheet& sheet) {
  if (!sheet.has("levers", "unit_cost")) return false;
  const auto costs = sheet.array("levers", "unit_cost").along("lever", {});
  return std::any_of(costs.begin(), costs.end(), [](double cost) { return !std::isnan(cost); });
}

Listing listing_of(const Sheet& sheet, const std::vector<Text>& meanings,
                   const std::vector<Text>& policies) {
  const std::size_t levers = meanings.size();
  Listing listing{"levers-table", {"Levers", "政策工具"}, {}};
  std::vector<Text> targets, units;
  for (std::size_t i = 0; i < levers; ++i) {
    targets.push_back(targets_of(sheet, sheet.texts("levers", "targets")[i]));
    units.push_back(unit_text(sheet.texts("levers", "unit")[i]));
  }
  const auto numbers = [&](const char* name) {
    return sheet.array("levers", name).along("lever", {});
  };
  listing.table.add("scenario", {"Policy", "政策"}, policies);
  listing.table.add("text", {"What it does", "作用"}, meanings);
  listing.table.add("targets", {"Cities", "城市"}, targets);
  listing.table.add("first", {"From", "起始年"}, numbers("first_year"), 0);
  listing.table.add("last", {"To", "终止年"}, numbers("last_year"), 0);
  listing.table.add("ramp", {"Years to full strength", "达到全部强度的年数"}, numbers("ramp"), 0);
  listing.table.add("strength", {"Strength", "强度"}, numbers("strength"), 2);
  listing.table.add("usual", {"Usual strength", "常用强度"}, numbers("usual"), 2);
  listing.table.add("unit", {"Unit", "单位"}, units);
  listing.table.add("source", {"Source of the usual strength", "常用强度的依据"},
                    sheet.both("levers", "source"));
  if (has_costs(sheet))
    listing.table.add(
        "cost", {"Cost per unit, city and year (10⁶ USD)", "单位强度每城每年成本（百万美元）"},
        numbers("unit_cost"), 1);
  return listing;
}

}  // namespace

Section levers(const Sheet& sheet) {
  if (!sheet.has("levers", "strength")) return {};
  const auto meanings = sheet.both("levers", "text");
  if (meanings.empty()) return {};
  const auto policies = policies_of_levers(sheet);
  const bool of_several = std::any_of(policies.begin(), policies.end(),
                                      [&](const Text& title) { return title != policies.front(); });
  Section section{"levers", of_several ? Text{"What the policies do", "各政策的内容"}
                                       : Text{"What the policy does", "政策内容"}};
  constexpr std::size_t most_sentences = 8;
  const auto all = sentences(sheet, meanings, policies, of_several);
  if (all.size() <= most_sentences)
    section.says = all;
  else
    section.says.push_back(
        phrase({"{} measures; the table says what each does, where, when and how strongly.",
                "共 {} 项措施；各项的内容、对象、时间与强度见下表。"},
               all.size()));
  section.says.push_back(
      {"Nobody has measured the strengths: they are assumptions.", "各项强度无人实测，均为假设。"});
  if (!has_costs(sheet)) section.says.push_back({"No costs are given.", "未给出成本。"});
  section.listings.push_back(listing_of(sheet, meanings, policies));
  return section;
}

}  // namespace agglomera::output::report
