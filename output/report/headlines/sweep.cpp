#include "output/report/drawing/sweep_charts.hpp"
#include "output/report/headlines/headlines.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t told_outputs = 3;

// "LQ of firm counts, Pearl River Delta: 1.02 to 1.35".
Text range_of(const Sheet& sheet, const Sweep& sweep, std::size_t output) {
  const Extremes found = extremes_of(means_of(sheet, sweep, output));
  const Text range = phrase({"{}: {} to {}", "{}为 {} 至 {}"}, sweep.outputs[output].title,
                            number(found.least, 3), number(found.most, 3));
  if (!sweep.is_effect) return range;
  return phrase({"{} (above zero at {} of the points)", "{}（{} 的设计点大于零）"}, range,
                percent(static_cast<double>(found.positive) / static_cast<double>(found.known)));
}

// By what the model is fitted to: the mean change of the error over all places, of the first measure.
Text changes_of(const Sheet& sheet, const Sweep& sweep) {
  const SweptFactor& fitted = sweep.factors.front();
  std::string measure;
  std::vector<std::vector<double>> at(fitted.levels.size());
  for (std::size_t o = 0; o < sweep.outputs.size(); ++o) {
    const std::string& of = sweep.outputs[o].measure;
    if (measure.empty() && of.ends_with("_change")) measure = of;
    if (of != measure || measure.empty()) continue;
    const auto means = means_of(sheet, sweep, o);
    for (std::size_t point = 0; point < means.size(); ++point)
      at[fitted.level_of[point]].push_back(means[point]);
  }
  std::vector<Text> parts;
  for (std::size_t level = 0; level < at.size(); ++level)
    if (const Spread spread = spread_of(at[level]); spread.present > 0)
      parts.push_back(phrase({"{} {}", "{} {}"}, fitted.levels[level], with_sign(spread.mean, 3)));
  if (parts.empty()) return {};
  Text all;
  for (const Text& part : parts) {
    all.en += (all.en.empty() ? "" : "; ") + part.en;
    all.zh += (all.zh.empty() ? "" : "；") + part.zh;
  }
  return phrase({"{}, mean over the places, by what the model is fitted to: {}.",
                 "{}（各地平均），按校准所用的城市群：{}。"},
                output_measure_title(measure), all);
}

Headline of_calibrations(Headline headline, const Sheet& sheet, const Sweep& sweep) {
  headline.answer = changes_of(sheet, sweep);
  if (headline.answer.empty())
    headline.answer = {"No calibration has a result.", "没有校准得到结果。"};
  else
    headline.charts.push_back(fitted_chart(sheet, sweep));
  if (!headline.charts.empty()) headline.charts.back().id = "sweep-answer";
  return headline;
}

}  // namespace

Headline sweep_headline(const Sheet& sheet) {
  Headline headline;
  headline.question = {"What comes out over the whole design?", "在整个设计上结果如何变化？"};
  const Text asked = sheet.one("experiment", "question");
  if (!asked.empty()) headline.question = asked;
  const Sweep sweep = sweep_of(sheet);
  if (sweep.is_calibration) return of_calibrations(std::move(headline), sheet, sweep);
  std::vector<Text> ranges;
  const std::string& measure = sweep.outputs.empty() ? "" : sweep.outputs.front().measure;
  for (std::size_t o = 0; o < sweep.outputs.size() && ranges.size() < told_outputs; ++o)
    if (sweep.outputs[o].measure == measure && extremes_of(means_of(sheet, sweep, o)).known > 0)
      ranges.push_back(range_of(sheet, sweep, o));
  if (ranges.empty()) {
    headline.answer = {"No point of the design has a result.", "没有设计点得到结果。"};
    return headline;
  }
  Text all;
  for (const Text& range : ranges) {
    all.en += (all.en.empty() ? "" : "; ") + range.en;
    all.zh += (all.zh.empty() ? "" : "；") + range.zh;
  }
  headline.answer = phrase(sweep.is_effect ? Text{"What the levers change, over {} points. {}.",
                                                  "政策工具带来的变化（{} 个设计点）：{}。"}
                                           : Text{"Over {} points: {}.", "{} 个设计点上：{}。"},
                           sweep.points, all);
  Chart chart = pairs_chart(sheet, sweep);
  if (chart.table.rows() == 0) chart = curves_chart(sheet, sweep);
  chart.id = "sweep-answer";
  if (chart.table.rows() > 0) headline.charts.push_back(std::move(chart));
  return headline;
}

}  // namespace agglomera::output::report
