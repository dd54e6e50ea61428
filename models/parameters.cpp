#include "models/parameters.hpp"

#include <algorithm>

namespace agglomera::models {
namespace {

constexpr auto linear = Scale::linear;
constexpr auto log_scale = Scale::log;
constexpr auto logit = Scale::logit;
using P = Parameters;

constexpr ParameterDeclaration table[] = {
    {"taste_resources", "weight of ln R, innovation resources, in utility",
     "效用中 ln R（创新资源）的权重", "1", {0.0, 3.0}, 0.15,
     {log_scale, 0.5}, "assumed; weakly informed on purpose", &P::taste_resources},
    {"taste_coupling", "weight of D, the coupling of technology and culture, in utility",
     "效用中 D（科技与文化耦合）的权重", "1",
     {0.0, 5.0}, 0.4, {log_scale, 0.5}, "assumed; weakly informed on purpose", &P::taste_coupling},
    {"taste_localisation", "weight of ln(LQ + floor) in utility: firms go where the industry is",
     "效用中 ln(LQ + 下限) 的权重：企业趋向产业已集聚之处",
     "1", {0.0, 0.95}, 0.10, {log_scale, 0.5}, "assumed", &P::taste_localisation},
    {"taste_spread", "weight of ln(1 + S), what neighbours radiate, in utility",
     "效用中 ln(1 + S)（邻近城市的辐射）的权重", "1", {0.0, 3.0},
     0.10, {log_scale, 0.5}, "assumed", &P::taste_spread},
    {"taste_siphoning", "weight of B, the pull of better neighbours, in utility",
     "效用中 B（条件更优的邻近城市的虹吸）的权重", "1", {0.0, 3.0},
     0.15, {log_scale, 0.5}, "assumed", &P::taste_siphoning},
    {"lq_floor", "added to the LQ before its logarithm in utility",
     "效用中区位商取对数之前所加的常数", "1", {0.001, 1.0}, 0.2,
     {linear, 0.0}, "convention", &P::lq_floor},
    {"nest_dissimilarity", "how unlike the cities of one cluster are to a firm; 1: no nests",
     "对企业而言同一城市群内各城市的差异程度；1 表示不分组", "1",
     {0.05, 1.0}, 0.8, {logit, 0.4}, "assumed; McFadden 1978 for its meaning",
     &P::nest_dissimilarity},
    {"rest_of_world_appeal", "amenity of the rest of the world against the mean city",
     "世界其他地区相对于平均城市的区位优势", "1",
     {-5.0, 5.0}, 0.0, {linear, 0.2}, "assumed", &P::rest_of_world_appeal},
    {"rest_of_world_growth", "growth of log revenue of the rest of the world against the cities",
     "世界其他地区相对于各城市的对数营收增长",
     "1/year", {-1.0, 1.0}, 0.0, {linear, 0.05}, "assumed", &P::rest_of_world_growth},
    {"coordinated_appeal", "utility of a government-coordinated place against a market-led one",
     "政府协调型城市相对于市场主导型城市的效用",
     "1", {-2.0, 2.0}, 0.0, {linear, 0.1}, "assumed", &P::coordinated_appeal},
    {"mixed_appeal", "utility of a place of mixed governance against a market-led one",
     "混合治理型城市相对于市场主导型城市的效用", "1",
     {-2.0, 2.0}, 0.0, {linear, 0.1}, "assumed", &P::mixed_appeal},
    {"governance_quality", "utility per unit of the country's governance score",
     "所在国治理得分每增加一单位带来的效用", "1", {-1.0, 1.0},
     0.05, {linear, 0.05}, "assumed; score from the Worldwide Governance Indicators",
     &P::governance_quality},
    {"strategy_scale", "multiplies the effect of every dated national strategy",
     "所有有起始年份的国家战略之效果的共同倍数", "1", {0.0, 5.0},
     1.0, {log_scale, 0.4}, "assumed", &P::strategy_scale},
    {"resource_return", "speed at which ln R returns to its endowment",
     "ln R 回归其禀赋水平的速度", "1/year", {0.01, 1.0}, 0.2,
     {log_scale, 0.3}, "assumed", &P::resource_return},
    {"resource_activity", "rise of ln R per unit of ln(LQ + floor) of own activity",
     "本地产业活动 ln(LQ + 下限) 每增加一单位带来的 ln R 上升", "1/year",
     {0.0, 0.5}, 0.02, {log_scale, 0.5}, "assumed", &P::resource_activity},
    {"resource_spread", "rise of ln R per unit of ln(1 + S) from neighbours",
     "来自邻近城市的 ln(1 + S) 每增加一单位带来的 ln R 上升", "1/year", {0.0, 0.5},
     0.01, {log_scale, 0.5}, "assumed", &P::resource_spread},
    {"half_life_km", "distance at which exponential radiation has halved",
     "指数型辐射衰减一半的距离", "km", {20.0, 5000.0},
     350.0, {log_scale, 0.2}, "literature 290-430 km", &P::half_life_km},
    {"cluster_discount", "share by which links inside a cluster count shorter",
     "城市群内部联系的距离折减比例", "1", {0.0, 0.9},
     0.3, {linear, 0.0}, "assumed", &P::cluster_discount},
    {"gravity_exponent", "power of distance in the gravity kernel",
     "引力核中距离的幂次", "1", {0.5, 4.0}, 2.0,
     {linear, 0.0}, "convention", &P::gravity_exponent},
    {"exit_rate", "yearly hazard of closing or delisting of a firm of the usual size",
     "通常规模企业每年关闭或退市的风险率", "1/year",
     {0.0, 0.5}, 0.066, {log_scale, 0.15}, "listed firms leave at 6-7 % a year", &P::exit_rate},
    {"exit_size_elasticity", "elasticity of the exit hazard to size relative to the usual one",
     "退出风险率对相对规模的弹性",
     "1", {-1.0, 0.0}, -0.25, {linear, 0.05}, "assumed; hazards fall with size",
     &P::exit_size_elasticity},
    {"exit_coupling", "fall of the log exit hazard per unit of D above the mean",
     "D 每高于均值一单位，对数退出风险率的下降", "1", {0.0, 3.0},
     0.3, {log_scale, 0.5}, "assumed", &P::exit_coupling},
    {"exit_coordinated", "log exit hazard of a government-coordinated place against others",
     "政府协调型城市相对于其他城市的对数退出风险率", "1",
     {-1.0, 1.0}, -0.05, {linear, 0.1}, "assumed", &P::exit_coordinated},
    {"growth_shock", "scale of the yearly Laplace shock to log revenue at the usual size",
     "通常规模企业对数营收年度拉普拉斯冲击的尺度", "1",
     {0.0, 0.9}, 0.22, {log_scale, 0.2}, "Stanley et al. 1996 for the shape", &P::growth_shock},
    {"growth_size_elasticity", "elasticity of that scale to size relative to the usual one",
     "该尺度对相对规模的弹性", "1",
     {-0.5, 0.0}, -0.2, {linear, 0.02}, "Stanley et al. 1996: -0.15 to -0.2",
     &P::growth_size_elasticity},
    {"growth_resources", "yearly growth per unit of ln R above the mean",
     "ln R 每高于均值一单位带来的年增长", "1/year", {-0.2, 0.2},
     0.01, {linear, 0.01}, "assumed", &P::growth_resources},
    {"growth_coupling", "yearly growth per unit of D above the mean",
     "D 每高于均值一单位带来的年增长", "1/year", {-0.5, 0.5}, 0.03,
     {linear, 0.03}, "assumed", &P::growth_coupling},
    {"growth_spread", "yearly growth per unit of ln(1 + S) above the mean",
     "ln(1 + S) 每高于均值一单位带来的年增长", "1/year", {-0.2, 0.2},
     0.01, {linear, 0.01}, "assumed", &P::growth_spread},
    {"relocation_rate", "share of firms that consider another city in a year",
     "每年考虑迁往其他城市的企业所占比例", "1/year",
     {0.0, 0.2}, 0.02, {log_scale, 0.4}, "headquarters move at 0.5-5 % a year",
     &P::relocation_rate},
    {"border_barrier", "share of moves across a national border that fail",
     "跨国迁移中失败的比例", "1", {0.0, 1.0}, 0.7,
     {logit, 0.5}, "assumed", &P::border_barrier},
    {"acquisition_rate", "yearly hazard of an offer to buy a firm",
     "企业每年收到收购要约的风险率", "1/year", {0.0, 0.2}, 0.015,
     {log_scale, 0.4}, "assumed", &P::acquisition_rate},
    {"demand_elasticity", "elasticity of world firms and revenue to what all places offer",
     "全球企业数与营收对各地总体条件的弹性", "1",
     {0.0, 2.0}, 0.2, {linear, 0.2}, "assumed; includes 0, a fixed world total",
     &P::demand_elasticity},
    {"spin_off_share", "share of entrants that stay in the city of their parent",
     "新企业留在母公司所在城市的比例", "1", {0.0, 1.0},
     0.3, {logit, 0.3}, "assumed; Klepper 2007 for the mechanism", &P::spin_off_share},
    {"entrant_size", "mean revenue of an entrant against the mean focal firm, at equal places",
     "同等地点下，新企业平均营收与数字媒体企业平均营收之比",
     "1", {0.001, 2.0}, 0.15, {log_scale, 0.4}, "assumed", &P::entrant_size},
    {"entrant_size_log_sd", "standard deviation of an entrant's log revenue",
     "新企业对数营收的标准差", "1", {0.0, 4.0}, 1.2,
     {log_scale, 0.2}, "assumed", &P::entrant_size_log_sd},
    {"firm_size_log_sd", "standard deviation of log revenue within a city in the first year",
     "首年同一城市内企业对数营收的标准差", "1",
     {0.0, 4.0}, 1.5, {log_scale, 0.2}, "assumed; lognormal sizes", &P::firm_size_log_sd},
    {"unobserved_lq_log_sd", "log standard deviation of an LQ nobody observed, about 1",
     "未观测区位商的对数标准差（以 1 为中心）", "1",
     {0.0, 3.0}, 0.7, {linear, 0.0}, "assumed", &P::unobserved_lq_log_sd},
    {"trend_damping", "yearly damping of background trends and growth advantages after the last observed year",
     "最后观测年之后，背景趋势与增长优势逐年衰减的系数", "1",
     {0.0, 1.0}, 0.8, {logit, 0.5}, "Gardner and McKenzie 1985 for the form", &P::trend_damping},
    {"firms_drift_sd", "yearly sd of the log world number of firms after the last stated year",
     "最后给定年之后，全球企业数对数的年标准差",
     "1/year", {0.0, 0.5}, 0.03, {linear, 0.0}, "assumed", &P::firms_drift_sd},
    {"revenue_drift_sd", "yearly sd of the log world revenue after the last stated year",
     "最后给定年之后，全球营收对数的年标准差", "1/year",
     {0.0, 0.5}, 0.06, {linear, 0.0}, "assumed", &P::revenue_drift_sd},
};

}  // namespace

std::span<const ParameterDeclaration> parameter_table() { return table; }

const ParameterDeclaration* find_parameter(std::string_view name) {
  const auto found = std::find_if(std::begin(table), std::end(table),
                                  [&](const auto& row) { return row.name == name; });
  return found == std::end(table) ? nullptr : &*found;
}

ParameterSettings usual_settings() {
  ParameterSettings settings;
  for (const ParameterDeclaration& row : table) settings.push_back({row.usual, row.prior});
  return settings;
}

Parameters usual_parameters(const ParameterSettings& settings) {
  Parameters parameters{};
  for (std::size_t i = 0; i < std::size(table); ++i)
    parameters.*table[i].value = settings[i].usual;
  return parameters;
}

double feedback_gain(const Parameters& p) {
  return (p.taste_localisation + p.taste_resources * p.resource_activity / p.resource_return) /
         p.nest_dissimilarity;
}

}  // namespace agglomera::models
