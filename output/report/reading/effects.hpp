// Effects of a policy (with it minus without, member by member) and the words for them.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "output/report/reading/sheet.hpp"
#include "output/report/table.hpp"
#include "output/report/text.hpp"

namespace agglomera::output::report {

// Over the members; NaN where nothing is known.
struct Effect {
  double mean, q05, q25, q50, q75, q95;
  double p_positive;      // ties count half
  double monte_carlo_se;  // of the mean
  // Shares of the members with more and with fewer; NaN where the members are not known.
  double more = std::numeric_limits<double>::quiet_NaN();
  double fewer = std::numeric_limits<double>::quiet_NaN();

  bool is_known() const;
  bool is_told() const;        // the mean is more than two Monte Carlo errors from zero
  bool excludes_zero() const;  // the 90 % interval does
};

// NaN differences (failed members) are left out.
Effect effect_of(const std::vector<double>& differences);

// The effects that a group of the file holds.
class Effects {
 public:
  Effects(const Sheet& sheet, const std::string& group);
  Effect at(const Array::Where& where) const;

 private:
  std::vector<Array> arrays_;
};

// Columns of effects for a table, one row after the other.
class EffectColumns {
 public:
  void add(const Effect& effect, double unit = 1);
  void into(Table& table, int decimals) const;

 private:
  std::vector<double> mean_, q05_, q25_, q50_, q75_, q95_, p_positive_, error_;
  std::vector<Text> shares_;
};

// What effects are measured in: a divisor, so that numbers stay short, and decimals.
struct EffectMeasure {
  std::string name;
  Text title;  // "Firms", "Revenue (billion USD)"
  Text words;  // within a sentence: "firms", "revenue"
  double unit;
  int decimals;
};
const EffectMeasure& effect_measure(const std::string& measure);

// A size with about two significant digits and no idle zeros: "0.04", "1.5", "12"; "+1" signed.
std::string size_text(double value);
std::string signed_size(double value);
// A ratio with two significant digits: "0.27", "12", "about 18,000".
Text ratio_text(double value);

// Of firms: "1.5"; they are counted, so that a second decimal says nothing.
std::string firms_text(double value);
std::string signed_firms(double value);

// "90 % interval −1 to +1", in whole firms.
Text interval_text(const Effect& effect);
// "1.5 firms more (90 % interval −1 to +1)".
Text firms_more(const Effect& effect);
// "+0.6 billion USD (90 % interval −0.4 to +2.1)" of an effect in USD; in Chinese in 亿美元.
Text revenue_change(const Effect& effect);
// "more in 4 %, fewer in 12 %, the same in 84 % of the members"; empty where the members are not known.
Text shares_text(const Effect& effect);
// What a displacement ratio means: what other places lose for each firm gained; empty where it is NaN.
Text displacement_text(double ratio);
// "4 / 12 %", as a column of a chart.
Text shares_short(const Effect& effect);
// Whether it is a gain, a loss, or nothing that can be told; follows from error and interval alone.
Text verdict(const Effect& effect);

}  // namespace agglomera::output::report
