#include "scenarios/study/factor_extent.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace agglomera::scenarios {
namespace {

using models::Range;

std::vector<double> stepped(const Range& range, Spread spread, std::int64_t steps) {
  std::vector<double> values;
  for (std::int64_t step = 0; step < steps; ++step) {
    const double part = static_cast<double>(step) / static_cast<double>(steps - 1);
    values.push_back(step + 1 == steps       ? range.high
                     : spread == Spread::log ? range.low * std::pow(range.high / range.low, part)
                                             : range.low + part * (range.high - range.low));
  }
  return values;
}

class ExtentReader {
 public:
  ExtentReader(TomlTable& section, const ExtentWords& words, Points points, Factor& factor)
      : section_(section), words_(words), points_(points), factor_(factor) {}

  // Values, or a range.
  void read() {
    const bool values = section_.has(words_.values_key), range = section_.has(words_.range_key);
    if (values && range)
      section_.complain(
          section_.at(words_.range_key),
          fmt::format("\"{}\" stands beside \"{}\"", words_.range_key, words_.values_key),
          "leave one of them out");
    if (!values && !range)
      section_.complain(
          section_.at(), fmt::format("{} has no values (an empty design)", factor_.name),
          fmt::format("write {} = […] or {} = {{ low = …, high = …{} }}", words_.values_key,
                      words_.range_key, points_ == Points::combined ? ", steps = …" : ""));
    if (values) factor_.values = read_values();
    if (range) read_range();
  }

 private:
  std::vector<double> read_values() {
    const std::vector<PlacedNumber> numbers =
        section_.numbers(words_.values_key, Need::required, words_.allowed, words_.unit);
    std::vector<double> values;
    for (const PlacedNumber& number : numbers)
      if (std::find(values.begin(), values.end(), number.value) == values.end())
        values.push_back(number.value);
      else
        section_.complain(number.at, fmt::format("{} stands twice", number.value), "leave one out");
    if (section_.is_empty_array(words_.values_key))
      section_.complain(section_.at(words_.values_key),
                        fmt::format("\"{}\" is empty (an empty design)", words_.values_key),
                        "name one value at least");
    return values;
  }

  void read_range() {
    auto range = section_.table(words_.range_key);
    if (!range) return;
    const auto low = range->number("low", Need::required, words_.allowed, words_.unit);
    const auto high = range->number("high", Need::required, words_.allowed, words_.unit);
    const auto scale = range->one_of("scale");
    factor_.spread = static_cast<Spread>(scale.value_or(0));
    std::optional<std::int64_t> steps;
    if (points_ == Points::combined)
      steps = range->whole("steps");
    range->finish();
    if (!low || !high) return;
    factor_.range = {*low, *high};
    if (!(*low < *high))
      range->complain(range->at("low"),
                      fmt::format("the low end {} is not below the high end, {}", *low, *high));
    else if (factor_.spread == Spread::log && !(*low > 0.0))
      range->complain(range->at("low"),
                      fmt::format("the low end {} on a log scale (it should be above 0)", *low),
                      "raise it, or write scale = \"linear\"");
    else if (steps)
      factor_.values = stepped(factor_.range, factor_.spread, *steps);
  }

  TomlTable& section_;
  const ExtentWords& words_;
  Points points_;
  Factor& factor_;
};

}  // namespace

void read_extent(TomlTable& section, const ExtentWords& words, Points points, Factor& factor) {
  ExtentReader(section, words, points, factor).read();
}

}  // namespace agglomera::scenarios
