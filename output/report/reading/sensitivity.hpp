// Which factors the outputs of an experiment depend on: what sensitivity.h5 says, as people call it.
#pragma once

#include <string>
#include <vector>

#include "output/report/chart.hpp"
#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

// What was varied.
struct VariedFactor {
  Text title;           // "Reach of radiation"; of a lever "Radiation: strength"
  Text meaning, range;  // "200 to 500 km"
};
std::vector<VariedFactor> varied_factors(const Sheet& sheet);

// What was measured: a measure of a place.
struct MeasuredOutput {
  std::string measure, place;  // ids
  Text place_name, title;      // title: "LQ of firm counts, Pearl River Delta"
  double unit;                 // what its numbers are divided by to be shown (revenue: 10^9 USD)
};
std::vector<MeasuredOutput> measured_outputs(const Sheet& sheet,
                                             const std::string& group = "outputs");
Text output_measure_title(const std::string& measure);

// A number in as few digits as tell it: "0.25", "350", "1.2e+09".
std::string short_number(double value);

// An estimate with the ends of its 90 % interval.
struct Estimate {
  double value, low, high;
  bool is_known() const;
  // A share can't be below zero, an estimate of one near zero can.
  bool is_negative() const { return value < 0; }
  bool may_be_zero() const { return low <= 0 && high >= 0; }
};

// A variable of a group with its interval, of the mean over replicates or of their noise.
class Estimates {
 public:
  Estimates(const Sheet& sheet, const std::string& group, const std::string& name);
  Estimate at(const Array::Where& where) const;

 private:
  Array value_, low_, high_;
};

// The two statistics, in the order of the file.
std::vector<Text> statistic_titles(const Sheet& sheet, const std::string& group);
constexpr std::size_t of_mean = 0, of_noise = 1;

// Charts show so many factors of an output, the strongest; their tables hold all.
constexpr std::size_t factors_drawn = 15;
void draw_the_strongest(Chart& chart);        // by the field "order"
Text more_in_the_table(std::size_t factors);  // a sentence; nothing where all are drawn

// Factors by the value given of each, the largest first, missing ones last.
std::vector<std::size_t> strongest_first(const std::vector<double>& values);

// What a factor does over all outputs that vary, to the mean over replicates: its total index, or its mu* as
// a share of the largest mu* of the output.
struct FactorShare {
  std::size_t factor;
  double mean, least, most;
  std::size_t strongest_in = 0;  // outputs
};
std::vector<FactorShare> shares_of_factors(const Sheet& sheet);  // the largest mean first
std::size_t outputs_that_vary(const Sheet& sheet, const std::string& group,
                              const std::string& index);

// Of elementary effects: factors whose mu* of the mean is, in every output, below this share of the largest.
constexpr double next_to_nothing = 0.05;
std::vector<std::size_t> factors_without_effect(const Sheet& sheet);

// Lets a reader choose the output: the place and the measure where every place has every measure, else one
// of all. The rows of the chart's table belong to the outputs `of_rows`.
void add_output_choice(Chart& chart, const std::vector<MeasuredOutput>& outputs,
                       const std::vector<std::size_t>& of_rows);

// The measure alone: rows of all places stay.
void add_measure_choice(Chart& chart, const std::vector<MeasuredOutput>& outputs,
                        const std::vector<std::size_t>& of_rows);

}  // namespace agglomera::output::report
