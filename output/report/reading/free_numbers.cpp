#include "output/report/reading/free_numbers.hpp"

#include <algorithm>
#include <map>

namespace agglomera::output::report {
namespace {

std::string in_words(std::string name) {
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

Text known_or_words(const std::map<std::string, Text>& table, const std::string& name) {
  const auto found = table.find(name);
  return found == table.end() ? plainly(in_words(name)) : found->second;
}

Text at_or_empty(const std::vector<Text>& texts, std::size_t i) {
  return i < texts.size() ? texts[i] : Text{};
}

}  // namespace

Text parameter_title(const std::string& name) {
  static const std::map<std::string, Text> table = {
      {"taste_resources", {"Taste for resources", "创新资源偏好"}},
      {"taste_coupling", {"Taste for coupling", "科技与文化耦合偏好"}},
      {"taste_localisation", {"Taste for gathering", "产业集聚偏好"}},
      {"taste_spread", {"Taste for radiation", "辐射效应偏好"}},
      {"taste_siphoning", {"Pull of siphoning", "虹吸效应强度"}},
      {"nest_dissimilarity", {"Cluster contrast", "城市群内差异度"}},
      {"rest_of_world_appeal", {"Appeal of elsewhere", "其他地区吸引力"}},
      {"rest_of_world_growth", {"Growth elsewhere", "其他地区增长"}},
      {"coordinated_appeal", {"Appeal, coordinated", "政府统筹的吸引力"}},
      {"mixed_appeal", {"Appeal, mixed regime", "混合治理的吸引力"}},
      {"governance_quality", {"Governance quality", "治理质量的作用"}},
      {"strategy_scale", {"Scale of strategies", "国家战略效应倍数"}},
      {"resource_return", {"Return of resources", "创新资源回归速度"}},
      {"resource_activity", {"Resources by activity", "产业对创新资源的反馈"}},
      {"resource_spread", {"Resources by spread", "创新资源溢出"}},
      {"half_life_km", {"Reach of radiation", "辐射半衰距离"}},
      {"exit_rate", {"Exit rate", "退出率"}},
      {"exit_coupling", {"Exit and coupling", "耦合对退出的抑制"}},
      {"growth_shock", {"Growth shock", "增长冲击"}},
      {"growth_resources", {"Growth by resources", "创新资源促增长"}},
      {"growth_coupling", {"Growth by coupling", "耦合促增长"}},
      {"growth_spread", {"Growth by radiation", "辐射促增长"}},
      {"relocation_rate", {"Relocation rate", "迁移率"}},
      {"border_barrier", {"Border barrier", "边境壁垒"}},
      {"acquisition_rate", {"Acquisition rate", "并购率"}},
      {"demand_elasticity", {"Demand elasticity", "需求弹性"}},
      {"spin_off_share", {"Spin-off share", "衍生企业比例"}},
      {"entrant_size", {"Size of entrants", "新企业规模"}},
      {"entrant_size_log_sd", {"Spread of entrants", "新企业规模差异"}},
      {"firm_size_log_sd", {"Spread of firm sizes", "企业规模差异"}},
      {"exit_size_elasticity", {"Exit and size", "规模对退出的抑制"}},
      {"exit_coordinated", {"Exit, coordinated", "政府统筹下的退出"}},
      {"growth_size_elasticity", {"Shock and size", "规模对增长冲击的抑制"}},
      {"trend_damping", {"Damping of trends", "趋势衰减"}},
      {"cluster_discount", {"Nearness in clusters", "城市群内距离折减"}},
      {"gravity_exponent", {"Decay of gravity", "引力衰减指数"}},
      {"lq_floor", {"Least LQ", "区位商下限"}},
      {"unobserved_lq_log_sd", {"Unobserved LQs", "未观测区位商的差异"}},
      {"firms_drift_sd", {"World firms, drift", "全球企业数漂移"}},
      {"revenue_drift_sd", {"World revenue, drift", "全球营收漂移"}},
  };
  return known_or_words(table, name);
}

Text city_quantity_title(const std::string& name) {
  static const std::map<std::string, Text> table = {
      {"amenity", {"Unexplained amenity (units of utility)", "未解释的区位优势（效用单位）"}},
      {"growth_advantage",
       {"Unexplained growth advantage (log revenue per year)", "未解释的增长优势（对数营收每年）"}},
      {"endowment", {"Endowment with innovation resources (log)", "创新资源禀赋（对数）"}},
      {"technology", {"Technology level", "科技水平"}},
      {"culture", {"Culture level", "文化水平"}},
      {"firm_share", {"Factor of the share in all listed firms", "占全部上市企业份额的修正系数"}},
      {"revenue_share",
       {"Factor of the share in their revenue", "占全部上市企业营收份额的修正系数"}},
  };
  return known_or_words(table, name);
}

Told told_by(double contraction) {
  if (contraction >= well_told_from) return Told::well;
  return contraction >= told_from ? Told::a_little : Told::not_at_all;
}

Text told_in_words(Told told) {
  switch (told) {
    case Told::well:
      return {"well told", "可较好确定"};
    case Told::a_little:
      return {"told a little", "略有约束"};
    case Told::not_at_all:
      return {"not told: as assumed", "未受约束，沿用假设"};
  }
  return {};
}

Text FreeNumber::labelled() const {
  return told() == Told::not_at_all ? phrase({"{} (not told)", "{}（未受约束）"}, title) : title;
}

std::vector<FreeNumber> free_numbers(const Sheet& sheet) {
  const auto ids = sheet.labels("deviations", "number");
  const auto meanings = sheet.both("deviations", "text");
  const auto sources = sheet.both("deviations", "source");
  const Array draws = sheet.array("deviations", "posterior");
  std::map<std::string, Array> columns;
  for (const char* name : {"usual", "q05", "q50", "q95", "mean", "sd", "contraction"})
    columns.emplace(name, sheet.array("deviations", name));
  std::vector<FreeNumber> numbers;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto value = [&](const char* name) { return columns.at(name).at({{"number", i}}); };
    const std::size_t colon = ids[i].find(':');
    const bool of_city = colon != std::string::npos;
    const std::string city = of_city ? ids[i].substr(colon + 1) : "";
    const Spread spread = spread_of(draws.along("draw", {{"number", i}}));
    numbers.push_back({ids[i], of_city ? ids[i].substr(0, colon) : "", city,
                       of_city ? sheet.places().name(city) : parameter_title(ids[i]),
                       at_or_empty(meanings, i), at_or_empty(sources, i), value("usual"),
                       value("q05"), value("q50"), value("q95"), value("mean"), value("sd"),
                       spread.q05, spread.q50, spread.q95, value("contraction")});
  }
  return numbers;
}

std::size_t told_among(const std::vector<FreeNumber>& numbers, Told told) {
  return static_cast<std::size_t>(
      std::count_if(numbers.begin(), numbers.end(),
                    [&](const FreeNumber& number) { return number.told() == told; }));
}

std::vector<FreeNumber> parameters_of(const std::vector<FreeNumber>& numbers) {
  std::vector<FreeNumber> parameters;
  for (const FreeNumber& number : numbers)
    if (number.quantity.empty()) parameters.push_back(number);
  std::stable_sort(parameters.begin(), parameters.end(),
                   [](const auto& a, const auto& b) { return a.contraction > b.contraction; });
  return parameters;
}

std::vector<std::string> city_quantities_of(const std::vector<FreeNumber>& numbers) {
  std::vector<std::string> all;
  for (const FreeNumber& number : numbers)
    if (!number.quantity.empty() && std::find(all.begin(), all.end(), number.quantity) == all.end())
      all.push_back(number.quantity);
  return all;
}

}  // namespace agglomera::output::report
