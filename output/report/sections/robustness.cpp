#include <algorithm>
#include <cmath>

#include "output/report/drawing/robustness_charts.hpp"
#include "output/report/reading/policies.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

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
    return up == known
               ? Text{"The treated cities gain firms on average under every assumption tried.",
                      "在所有试过的假设下，受政策作用的城市平均都增加企业。"}
               : Text{"The treated cities lose firms on average under every assumption tried.",
                      "在所有试过的假设下，受政策作用的城市平均都减少企业。"};
  return phrase(
      {"Of {} sets of assumptions, the treated cities' mean gain in firms is told from zero as a "
       "gain "
       "under {} and as a loss under {}.",
       "{} 组假设中，受政策作用的城市企业数的平均变化有 {} 组可判为增加，{} 组可判为减少。"},
      known, up, down);
}

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

constexpr const char* turn_fields[] = {"siphons", "spreads", "to_siphoning", "to_spread",
                                       "unmoved"};
const std::vector<Text> turn_words = {
    {"siphoning outweighs spread at any strength", "任何强度下虹吸都超过扩散"},
    {"spread outweighs siphoning at any strength", "任何强度下扩散都超过虹吸"},
    {"spread turns to siphoning at some strength", "在某一强度由扩散转为虹吸"},
    {"siphoning turns to spread at some strength", "在某一强度由虹吸转为扩散"},
    {"nothing changes", "没有变化"}};

// What most members say of the attractiveness of all untreated places, and why counts hardly show it.
Text attractiveness_text(const Sheet& sheet, const Policy& policy, std::size_t number) {
  const std::size_t all = sheet.index("turning_point", "pulled", "untreated");
  if (all >= sheet.labels("turning_point", "pulled").size()) return {};
  std::size_t most = 0;
  double largest = -1;
  for (std::size_t t = 0; t < turn_words.size(); ++t) {
    const double share =
        sheet.array("turning_point", turn_fields[t]).at({{"scenario", number}, {"pulled", all}});
    if (!(share > largest)) continue;
    largest = share;
    most = t;
  }
  if (largest < 0) return {};
  const Text result =
      phrase({"Attractiveness of the untreated places together: in {} of the members {}.",
              "未受政策作用地点合计的吸引力：在 {} 的成员中，{}。"},
             percent(largest), turn_words[most]);
  const Gained firms(sheet);
  const Effect elsewhere = effect_of(firms.by(policy, firms.elsewhere(policy)));
  if (!(1 - elsewhere.more - elsewhere.fewer > 0.5))
    return result;  // counts show it, or are not known
  return phrase({"{} Numbers of firms show this only where it moves whole firms: in {} of the "
                 "members these places "
                 "together have as many firms with the policy as without.",
                 "{}企业数只有在整家企业变动时才会体现这一点：在 {} "
                 "的成员中，这些地点合计的企业数有无政策都一样。"},
                result, percent(1 - elsewhere.more - elsewhere.fewer));
}

std::vector<Text> numbers_in_words(const Sheet& sheet) {
  std::vector<Text> says;
  const double ratio = of_policy(sheet, "pairing", "displacement_ratio", 0);
  if (!std::isnan(ratio))
    says.push_back(displacement_text(ratio));
  else
    says.push_back(
        {"Displacement is not given: the treated cities' gain is within Monte Carlo error of zero.",
         "挤出比不予给出：受政策作用城市的增加在蒙特卡罗误差内与零无法区分。"});
  const double parameters = of_policy(sheet, "gain", "variance_by_parameters", 0, "treated");
  const double error = of_policy(sheet, "gain", "variance_by_parameters_se", 0, "treated");
  const double seed = of_policy(sheet, "gain", "variance_by_seed", 0, "treated");
  if (!std::isnan(parameters) && !std::isnan(seed)) {
    const double all = std::max(parameters, 0.0) + seed;
    if (all > 0 && parameters > 2 * error)
      says.push_back(phrase({"Of the variance of that gain over members, {} is due to what is not "
                             "known of the parameters, "
                             "the rest to luck.",
                             "该增加在成员间的方差中，{} 来自参数的不确定，其余来自随机因素。"},
                            percent(parameters / all)));
    else if (all > 0)
      says.push_back(
          {"Nearly all of the variance of that gain over members is luck: what the parameters "
           "account for "
           "cannot be told from nothing.",
           "该增加在成员间的方差几乎全部来自随机因素：参数所能解释的部分与零无法区分。"});
  }
  const double treated = of_policy(sheet, "pairing", "variance_reduction_treated", 0);
  const double others = of_policy(sheet, "pairing", "variance_reduction_untreated", 0);
  if (!std::isnan(treated) && !std::isnan(others))
    says.push_back(
        phrase({"Pairing the two worlds on the same luck makes the variance of differences {} "
                "times smaller in the "
                "treated cities and {} times in the others (at a tenth of the strength).",
                "两个情景使用相同随机因素配对，使差的方差在受政策作用的城市缩小{}倍，其他城市缩小{}"
                "倍（强度为十分之一时）。"},
               ratio_text(treated), ratio_text(others)));
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
  const auto ratios = [&](const std::string& name) {
    std::vector<Text> texts;
    for (const double value : column("pairing", name)) texts.push_back(ratio_text(value));
    return texts;
  };
  table.add("pairing_treated",
            {"Variance reduction by pairing, treated", "配对的方差缩减，受作用城市"},
            ratios("variance_reduction_treated"));
  table.add("pairing_untreated", {"Variance reduction by pairing, others", "配对的方差缩减，其他"},
            ratios("variance_reduction_untreated"));
  listing.note = {
      "Of the treated cities' gain in firms in the last year. Displacement is not given where that "
      "gain is within "
      "Monte Carlo error of zero. Variance reduction at a tenth of the strength.",
      "针对受政策作用城市最后一年企业数的增加。该增加与零无法区分时不给出挤出比。方差缩减按十分之一"
      "强度计算。"};
  return listing;
}

void add_unless_empty(Section& section, Chart chart) {
  if (chart.table.rows() > 0) section.charts.push_back(std::move(chart));
}

}  // namespace

Section robustness(const Sheet& sheet) {
  Section section{"robustness", {"How robust it is", "结论的稳健性"}};
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
    const Text pulled =
        sheet.has("turning_point") ? attractiveness_text(sheet, policies[0], 0) : Text{};
    if (!pulled.empty()) section.says.push_back(pulled);
    for (const Text& text : numbers_in_words(sheet)) section.says.push_back(text);
  } else {
    const std::size_t best = best_of(sheet, policies);
    const Text pulled =
        sheet.has("turning_point") ? attractiveness_text(sheet, policies[best], best) : Text{};
    if (!pulled.empty())
      section.says.push_back(phrase({"{}: {}", "{}：{}"}, policies[best].title, pulled));
    section.listings.push_back(numbers_by_policy(sheet, policies));
  }
  if (sheet.has("robustness"))
    add_unless_empty(section, variants_chart(sheet, policies));
  else
    section.warnings.push_back(
        {"The effect was not tried under other assumptions.", "未在其他假设下检验效果。"});
  if (sheet.has("turning_point")) add_unless_empty(section, turning_chart(sheet, policies));
  if (sheet.has("extrapolation")) add_unless_empty(section, outside_chart(sheet, policies));
  return section;
}

}  // namespace agglomera::output::report
