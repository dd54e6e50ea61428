#include "output/report/reading/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "output/report/drawing/robustness_charts.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

std::vector<std::string> split(const std::string& words) {
  std::vector<std::string> all;
  std::istringstream in(words);
  for (std::string word; std::getline(in, word, ';');) all.push_back(word);
  return all;
}

// What is chosen instead of a number: off or on, an assumption, places.
Text word_title(const Sheet& sheet, const std::string& kind, const std::string& word) {
  if (word == "off") return {"off", "关"};
  if (word == "on") return {"on", "开"};
  if (kind == "assumed background") return variant_title(word);
  std::vector<Text> places;
  std::string rest = word;
  for (char& letter : rest)
    if (letter == '+' || letter == ',') letter = ' ';
  std::istringstream in(rest);
  for (std::string id; in >> id;) {
    const Text city = sheet.places().name(id);
    places.push_back(city.en == id ? sheet.places().cluster(id) : city);
  }
  return places.empty() ? plainly(word) : list_of(places);
}

std::vector<double> different(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

void cut_into_levels(SweptFactor& factor, const std::vector<double>& values) {
  std::vector<double> ascending = values;
  std::sort(ascending.begin(), ascending.end());
  std::vector<double> ends;  // the last value of each level
  for (std::size_t level = 1; level <= levels_of_many; ++level)
    ends.push_back(ascending[level * ascending.size() / levels_of_many - 1]);
  for (const double value : values)
    factor.level_of.push_back(static_cast<std::size_t>(
        std::lower_bound(ends.begin(), ends.end() - 1, value) - ends.begin()));
  for (std::size_t level = 0; level < ends.size(); ++level)
    factor.levels.push_back(plainly(
        short_number(ascending[(2 * level + 1) * ascending.size() / (2 * levels_of_many)])));
}

SweptFactor swept(const Sheet& sheet, const Text& title, const std::string& kind,
                  const std::string& words, const std::vector<double>& values) {
  SweptFactor factor{title, {}, {}};
  const auto known = different(values);
  const bool is_number = kind == "parameter" || kind == "strength of a lever";
  if (is_number && known.size() > most_levels) {
    cut_into_levels(factor, values);
    return factor;
  }
  const auto all_words = split(words);
  for (const double value : known) {
    const auto at = static_cast<std::size_t>(value);
    factor.levels.push_back(is_number || at >= all_words.size()
                                ? plainly(short_number(value))
                                : word_title(sheet, kind, all_words[at]));
  }
  for (const double value : values)
    factor.level_of.push_back(static_cast<std::size_t>(
        std::lower_bound(known.begin(), known.end(), value) - known.begin()));
  return factor;
}

std::vector<double> of_output(const Sheet& sheet, const Sweep& sweep, const char* statistic,
                              std::size_t output) {
  std::vector<double> values =
      sheet.array("points", statistic).along("point", {{"output", output}});
  for (double& value : values) value /= sweep.outputs[output].unit;
  return values;
}

}  // namespace

Sweep sweep_of(const Sheet& sheet) {
  Sweep sweep;
  const auto titles = varied_factors(sheet);
  const auto kinds = sheet.texts("factors", "kind"), words = sheet.texts("factors", "words");
  const Array values = sheet.array("points", "value");
  sweep.points = values.size("point");
  sweep.outputs = measured_outputs(sheet);
  sweep.is_effect = sheet.has("design", "effect") && sheet.array("design", "effect").at({}) == 1;
  sweep.is_calibration = sheet.has("design", "kind") && !titles.empty() &&
                         sheet.texts("design", "kind").front() == "calibration";
  for (std::size_t f = 0; f < titles.size() && sweep.points > 0; ++f)
    sweep.factors.push_back(swept(sheet, titles[f].title, kinds[f], words[f],
                                  values.along("point", {{"parameter", f}})));
  const Array mean = sheet.array("points", "mean");
  for (std::size_t point = 0; point < sweep.points; ++point)
    if (spread_of(mean.along("output", {{"point", point}})).present == 0) ++sweep.missing_points;
  return sweep;
}

std::vector<double> means_of(const Sheet& sheet, const Sweep& sweep, std::size_t output) {
  return of_output(sheet, sweep, "mean", output);
}

std::vector<double> noises_of(const Sheet& sheet, const Sweep& sweep, std::size_t output) {
  return of_output(sheet, sweep, "sd", output);
}

Text setting_text(const Sweep& sweep, std::size_t point) {
  std::vector<Text> parts;
  for (const SweptFactor& factor : sweep.factors)
    parts.push_back(
        phrase({"{}: {}", "{}为{}"}, factor.title, factor.levels[factor.level_of[point]]));
  Text all;
  for (const Text& part : parts) {
    all.en += (all.en.empty() ? "" : "; ") + part.en;
    all.zh += (all.zh.empty() ? "" : "，") + part.zh;
  }
  return all;
}

Extremes extremes_of(const std::vector<double>& means) {
  Extremes found{0, 0, 0, 0, missing, missing};
  for (std::size_t point = 0; point < means.size(); ++point) {
    const double mean = means[point];
    if (std::isnan(mean)) continue;
    ++found.known;
    found.positive += mean > 0;
    if (!(mean >= found.least)) found.least = mean, found.least_at = point;
    if (!(mean <= found.most)) found.most = mean, found.most_at = point;
  }
  return found;
}

}  // namespace agglomera::output::report
