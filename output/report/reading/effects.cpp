#include "output/report/reading/effects.hpp"

#include <algorithm>
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
  return size < 0.095 ? 3 : size < 0.995 ? 2 : size < 9.95 ? 1 : 0;
}

// Of a whole number that is not negative.
std::string with_commas(double whole) {
  const std::string digits = number(whole, 0);
  std::string grouped;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) grouped += ',';
    grouped += digits[i];
  }
  return grouped;
}

const Text no_shares{"–", "–"};  // of members that are not known

Text unlike(const std::string& en, const std::string& zh) { return {en, zh}; }

}  // namespace

bool Effect::is_known() const { return !std::isnan(mean); }

bool Effect::is_told() const { return std::fabs(mean) > 2.0 * monte_carlo_se; }

bool Effect::excludes_zero() const { return q05 > 0.0 || q95 < 0.0; }

Effect effect_of(const std::vector<double>& differences) {
  const Spread spread = spread_of(differences);
  const auto n = static_cast<double>(spread.present);
  double positive = 0, squares = 0, more = 0, fewer = 0;
  for (const double d : present_ascending(differences)) {
    positive += d > 0 ? 1.0 : d == 0 ? 0.5 : 0.0;
    more += d > 0;
    fewer += d < 0;
    squares += (d - spread.mean) * (d - spread.mean);
  }
  const double missing = std::numeric_limits<double>::quiet_NaN();
  return {spread.mean,
          spread.q05,
          spread.q25,
          spread.q50,
          spread.q75,
          spread.q95,
          n > 0 ? positive / n : missing,
          n > 1 ? std::sqrt(squares / (n - 1) / n) : missing,
          n > 0 ? more / n : missing,
          n > 0 ? fewer / n : missing};
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
  shares_.push_back(shares_short(effect));
}

void EffectColumns::into(Table& table, int decimals) const {
  table.add("mean", {"Mean effect", "平均效果"}, mean_, decimals);
  table.add("q05", {"5 %", "5 %"}, q05_, decimals);
  table.add("q25", {"25 %", "25 %"}, q25_, decimals);
  table.add("q50", {"Median", "中位数"}, q50_, decimals);
  table.add("q75", {"75 %", "75 %"}, q75_, decimals);
  table.add("q95", {"95 %", "95 %"}, q95_, decimals);
  // Drawn at the right of the rows where the members are known.
  const auto is_known = [](const Text& shares) { return shares != no_shares; };
  const bool has_shares = std::any_of(shares_.begin(), shares_.end(), is_known);
  table.add("shares", {"Members with more / fewer", "增加／减少的成员"}, shares_, has_shares);
  table.add("p_positive", {"P(effect > 0), ties half", "效果为正的概率（持平算一半）"}, p_positive_,
            2);
  table.add("error", {"Monte Carlo error", "蒙特卡罗误差"}, error_, decimals + 1);
}

const EffectMeasure& effect_measure(const std::string& measure) {
  static const std::map<std::string, EffectMeasure> table = {
      {"firms", {"firms", {"Firms", "企业数（家）"}, {"firms", "企业数"}, 1, 2}},
      {"lq_count",
       {"lq_count",
        {"LQ of firm counts", "企业数量区位商"},
        {"the LQ of firm counts", "企业数量区位商"},
        1,
        3}},
      {"lq_revenue",
       {"lq_revenue", {"LQ of revenue", "营收区位商"}, {"the LQ of revenue", "营收区位商"}, 1, 3}},
      {"revenue",
       {"revenue",
        {"Revenue (billion USD)", "营收（十亿美元）"},
        {"revenue (in billion USD)", "营收（十亿美元）"},
        1e9,
        2}},
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

Text ratio_text(double value) {
  if (std::isinf(value)) return plainly("∞");
  const double size = std::fabs(value);
  if (!(size >= 99.5)) return plainly(size_text(value));
  const double step = std::pow(10.0, std::floor(std::log10(size)) - 1);
  return phrase({"about {}", "约 {}"}, with_commas(std::round(value / step) * step));
}

std::string firms_text(double value) { return without_idle_zeros(number(value, 1)); }

std::string signed_firms(double value) { return without_idle_zeros(with_sign(value, 1)); }

Text interval_text(const Effect& effect) {
  return phrase({"90 % interval {} to {}", "90 % 区间 {} 至 {}"}, with_sign(effect.q05, 0),
                with_sign(effect.q95, 0));
}

Text firms_more(const Effect& effect) {
  if (std::fabs(effect.mean) < 0.05)
    return phrase(effect.is_told() ? Text{"on average as many firms but for less than 0.05 ({})",
                                          "平均变化不到 0.05 家企业（{}）"}
                                   : Text{"practically as many firms as without it ({})",
                                          "拥有与无政策时几乎相同的企业数（{}）"},
                  interval_text(effect));
  const std::string size = firms_text(std::fabs(effect.mean));
  const Text firms{size == "1" ? "firm" : "firms", ""};
  return phrase(effect.mean > 0 ? Text{"{0} {1} more ({2})", "多 {0} 家企业（{2}）"}
                                : Text{"{0} {1} fewer ({2})", "少 {0} 家企业（{2}）"},
                size, firms, interval_text(effect));
}

Text revenue_change(const Effect& effect) {
  const auto in = [&](double value) {
    return unlike(signed_size(value / 1e9), signed_size(value / 1e8));
  };
  return phrase({"{} billion USD (90 % interval {} to {})", "{} 亿美元（90 % 区间 {} 至 {}）"},
                in(effect.mean), in(effect.q05), in(effect.q95));
}

Text shares_text(const Effect& effect) {
  if (std::isnan(effect.more)) return {};
  const double same = 1 - effect.more - effect.fewer;
  if (same < 0.0005)
    return phrase({"more in {}, fewer in {} of the members", "{} 的成员增加，{} 减少"},
                  percent(effect.more), percent(effect.fewer));
  return phrase(
      {"more in {}, fewer in {}, the same in {} of the members", "{} 的成员增加，{} 减少，{} 不变"},
      percent(effect.more), percent(effect.fewer), percent(same));
}

Text shares_short(const Effect& effect) {
  if (std::isnan(effect.more)) return no_shares;
  return plainly(fmt::format("{} / {}", number(100 * effect.more, 0), percent(effect.fewer)));
}

Text displacement_text(double ratio) {
  if (std::isnan(ratio)) return {};
  const Text size = ratio_text(std::fabs(ratio));
  return phrase(
      ratio < 0
          ? Text{"Nothing is displaced: other places gain {} firms for each firm gained there.",
                 "没有挤出：该处每增加一家企业，其他地点也增加 {} 家。"}
          : Text{"Displacement: other places lose {} firms for each firm gained there.",
                 "挤出：该处每增加一家企业，其他地点减少 {} 家。"},
      size);
}

Text verdict(const Effect& effect) {
  const Text shares = shares_text(effect);
  const auto with_shares = [&](const Text& words) {
    return shares.empty() ? words : phrase({"{} ({})", "{}（{}）"}, words, shares);
  };
  if (!effect.is_told())
    return with_shares({"no effect that can be told from zero", "其效果与零无法区分"});
  const bool gains = effect.mean > 0;
  if (effect.excludes_zero())
    return gains ? Text{"a gain in at least 95 % of the members", "至少 95 % 的成员中为增加"}
                 : Text{"a loss in at least 95 % of the members", "至少 95 % 的成员中为减少"};
  return with_shares(gains ? Text{"a gain on average", "平均为增加"}
                           : Text{"a loss on average", "平均为减少"});
}

}  // namespace agglomera::output::report
