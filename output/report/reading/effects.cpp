#include "output/report/reading/effects.hpp"

#include <cmath>
#include <limits>
#include <map>

#include "output/scores/quantile.hpp"

namespace agglomera::output::report {
namespace {

std::string without_idle_zeros(std::string digits) {
  if (digits.find('.') == std::string::npos) return digits;
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

int decimals_of(double value) {
  const double size = std::fabs(value);
  return size < 0.095 ? 3 : size < 9.95 ? 2 : size < 99.5 ? 1 : 0;
}

}  // namespace

bool Effect::is_known() const { return !std::isnan(mean); }

bool Effect::is_told() const { return std::fabs(mean) > 2.0 * monte_carlo_se; }

bool Effect::excludes_zero() const { return q05 > 0.0 || q95 < 0.0; }

Effect effect_of(const std::vector<double>& differences) {
  const Spread spread = spread_of(differences);
  const auto n = static_cast<double>(spread.present);
  double positive = 0, squares = 0;
  for (const double d : present_ascending(differences)) {
    positive += d > 0 ? 1.0 : d == 0 ? 0.5 : 0.0;
    squares += (d - spread.mean) * (d - spread.mean);
  }
  const double missing = std::numeric_limits<double>::quiet_NaN();
  return {spread.mean, spread.q05, spread.q25, spread.q50, spread.q75, spread.q95,
          n > 0 ? positive / n : missing, n > 1 ? std::sqrt(squares / (n - 1) / n) : missing};
}

Effects::Effects(const Sheet& sheet, const std::string& group) {
  for (const char* name :
       {"mean", "q05", "q25", "q50", "q75", "q95", "p_positive", "monte_carlo_se"})
    arrays_.push_back(sheet.array(group, name));
}

Effect Effects::at(const Array::Where& where) const {
  const auto value = [&](std::size_t i) { return arrays_[i].at(where); };
  return {value(0), value(1), value(2), value(3), value(4), value(5), value(6), value(7)};
}

void EffectColumns::add(const Effect& effect, double unit) {
  mean_.push_back(effect.mean / unit);
  q05_.push_back(effect.q05 / unit);
  q25_.push_back(effect.q25 / unit);
  q50_.push_back(effect.q50 / unit);
  q75_.push_back(effect.q75 / unit);
  q95_.push_back(effect.q95 / unit);
  p_positive_.push_back(effect.p_positive);
  error_.push_back(effect.monte_carlo_se / unit);
}

void EffectColumns::into(Table& table, int decimals) const {
  table.add("mean", {"Mean effect", "平均效果"}, mean_, decimals);
  table.add("q05", {"5 %", "5 %"}, q05_, decimals);
  table.add("q25", {"25 %", "25 %"}, q25_, decimals);
  table.add("q50", {"Median", "中位数"}, q50_, decimals);
  table.add("q75", {"75 %", "75 %"}, q75_, decimals);
  table.add("q95", {"95 %", "95 %"}, q95_, decimals);
  table.add("p_positive", {"P(effect > 0)", "效果为正的概率"}, p_positive_, 2);
  table.add("error", {"Monte Carlo error", "蒙特卡罗误差"}, error_, decimals + 1);
}

const EffectMeasure& effect_measure(const std::string& measure) {
  static const std::map<std::string, EffectMeasure> table = {
      {"firms", {"firms", {"Firms", "企业数（家）"}, {"firms", "企业数"}, 1, 2}},
      {"lq_count", {"lq_count", {"LQ of firm counts", "企业数量区位商"},
        {"the LQ of firm counts", "企业数量区位商"}, 1, 3}},
      {"lq_revenue", {"lq_revenue", {"LQ of revenue", "营收区位商"},
        {"the LQ of revenue", "营收区位商"}, 1, 3}},
      {"revenue", {"revenue", {"Revenue (100 million USD)", "营收（亿美元）"},
        {"revenue (in 100 million USD)", "营收（亿美元）"}, 1e8, 2}},
  };
  const auto found = table.find(measure);
  if (found != table.end()) return found->second;
  static const EffectMeasure unknown{"", {"Effect", "效果"}, {"the measure", "该指标"}, 1, 3};
  return unknown;
}

std::string size_text(double value) {
  return without_idle_zeros(number(value, decimals_of(value)));
}

std::string signed_size(double value) {
  return without_idle_zeros(with_sign(value, decimals_of(value)));
}

Text interval_text(const Effect& effect) {
  return phrase({"90 % interval {} to {}", "90 % 区间 {} 至 {}"}, signed_size(effect.q05),
                signed_size(effect.q95));
}

Text firms_more(const Effect& effect) {
  const std::string size = size_text(std::fabs(effect.mean));
  if (size == "0")
    return phrase({"as many firms on average as without it ({})", "平均与无政策时同样多的企业（{}）"},
                  interval_text(effect));
  return phrase(effect.mean > 0 ? Text{"{} firms more ({})", "多 {} 家企业（{}）"}
                                : Text{"{} firms fewer ({})", "少 {} 家企业（{}）"},
                size, interval_text(effect));
}

Text verdict(const Effect& effect) {
  if (!effect.is_told()) return {"no effect that can be told from zero", "其效果与零无法区分"};
  const bool gains = effect.mean > 0;
  if (effect.excludes_zero())
    return gains ? Text{"a gain in at least 95 % of the members", "至少 95 % 的成员中为增加"}
                 : Text{"a loss in at least 95 % of the members", "至少 95 % 的成员中为减少"};
  if (gains ? effect.q05 >= 0 : effect.q95 <= 0)  // the interval ends at zero
    return gains ? Text{"a gain on average, and a loss in 5 % of the members at most",
                        "平均为增加，至多 5 % 的成员为减少"}
                 : Text{"a loss on average, and a gain in 5 % of the members at most",
                        "平均为减少，至多 5 % 的成员为增加"};
  return phrase(gains ? Text{"a gain on average, though a loss is not ruled out (probability of a gain {})",
                             "平均为增加，但不能排除减少（增加的概率为 {}）"}
                      : Text{"a loss on average, though a gain is not ruled out (probability of a gain {})",
                             "平均为减少，但不能排除增加（增加的概率为 {}）"},
                percent(effect.p_positive));
}

}  // namespace agglomera::output::report
