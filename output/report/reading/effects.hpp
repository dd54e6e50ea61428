// Effects of a policy (with it minus without, member by member) and the words for them.
#pragma once

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
};

// What effects are measured in: a divisor, so that numbers stay short, and decimals.
struct EffectMeasure {
  std::string name;
  Text title;  // "Firms", "Revenue (100 million USD)"
  Text words;  // within a sentence: "firms", "revenue"
  double unit;
  int decimals;
};
const EffectMeasure& effect_measure(const std::string& measure);

// A size with at most three significant digits and no idle zeros: "0.04", "1.5", "12"; "+1" signed.
std::string size_text(double value);
std::string signed_size(double value);

// "90 % interval −1 to +1".
Text interval_text(const Effect& effect);
// "0.04 firms more (90 % interval −1 to +1)".
Text firms_more(const Effect& effect);
// Whether it is a gain, a loss, or nothing that can be told; follows from error and interval alone.
Text verdict(const Effect& effect);

}  // namespace agglomera::output::report
