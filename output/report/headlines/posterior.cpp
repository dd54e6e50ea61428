#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/rows.hpp"
#include "output/report/headlines/headlines.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/fit.hpp"
#include "output/report/reading/free_numbers.hpp"
#include "output/report/reading/in_turn.hpp"

namespace agglomera::output::report {
namespace {

Table rows_of_parameters(const std::vector<FreeNumber>& parameters) {
  std::vector<Text> titles, told;
  std::vector<double> low, middle, high, contraction;
  for (const FreeNumber& number : parameters) {
    titles.push_back(number.labelled());
    told.push_back(told_in_words(number.told()));
    low.push_back(number.low);
    middle.push_back(number.middle);
    high.push_back(number.high);
    contraction.push_back(number.contraction);
  }
  const std::size_t n = parameters.size();
  Table table;
  table.add("number", {"Parameter", "参数"}, titles);
  table.add("told", {"What the observations tell", "观测的约束"}, told);
  table.add("prior_low", {"Prior 5 %", "先验 5 %"}, std::vector<double>(n, -prior_reach));
  table.add("prior_high", {"Prior 95 %", "先验 95 %"}, std::vector<double>(n, prior_reach));
  table.add("low", {"Posterior 5 %", "后验 5 %"}, low);
  table.add("middle", {"Posterior median", "后验中位数"}, middle);
  table.add("high", {"Posterior 95 %", "后验 95 %"}, high);
  table.add("contraction", {"Contraction", "收缩度"}, contraction);
  return table;
}

Chart chart_of(const std::vector<FreeNumber>& parameters) {
  Chart chart;
  chart.id = "posterior-parameters";
  chart.title = {"Parameters before and after the observations (prior standard deviations)",
                 "参数的先验与后验（以先验标准差为单位）"};
  chart.says =
      phrase({"90 % intervals of {0} parameters, prior beside posterior, the best told first.",
              "{0} 个参数的 90 % 先验区间与后验区间，收缩最明显者在前。"},
             parameters.size());
  Json layers =
      interval_pairs("prior", {"Prior", "先验"}, {"Posterior", "后验"}, "prior", "posterior");
  layers.insert(layers.begin(), rule_at(0, "muted"));
  chart.spec = rows_of("number", layers, 24, parameters.size());
  chart.table = rows_of_parameters(parameters);
  chart.note = {
      "Bars: 5 % to 95 %; dots: medians; 0 is the usual value. The shorter the blue bar "
      "beside the grey one, the more the observations tell.",
      "横条为 5 %—95 % 区间，圆点为中位数，0 为通常取值。蓝条比灰条短得越多，观测提供的信息越多。"};
  return chart;
}

Text coverage_of(const std::vector<Fit>& fits) {
  std::vector<Text> parts;
  for (const Fit& fit : fits)
    parts.push_back(phrase({"{} and {} of the observed {}", "{2} {0} 与 {1}"},
                           percent(fit.coverage_50), percent(fit.coverage_90),
                           measure_title(fit.measure)));
  return phrase({"The 50 % and 90 % intervals of runs with the posterior hold {} (in sample).",
                 "用后验参数模拟，50 % 与 90 % 区间涵盖的观测比例分别为：{}（样本内）。"},
                in_turn(parts));
}

Text left_out_caveat(const std::vector<LeftOutMean>& means) {
  if (means.empty())
    return {
        "The fit is in sample: no city was left out in this file, so it says nothing of "
        "forecasts or of other cities.",
        "以上为样本内拟合：本文件未作留一城市检验，不能说明预测能力，也不能推及其他城市。"};
  std::vector<Text> parts;
  for (const LeftOutMean& mean : means)
    parts.push_back(phrase({"{0} ({1} with them) for {2}", "{2}为 {0}（使用时 {1}）"},
                           number(mean.log_mae, 2), number(mean.in_sample_log_mae, 2),
                           measure_title(mean.measure)));
  return phrase({"Cities predicted without their own observations: mean error in log LQ {}.",
                 "不使用该城市自身观测时的预测误差（对数区位商）：{}。"},
                list_of(parts));
}

// Of the parameters of the whole model, then of the numbers of cities.
Text told_of(const std::vector<FreeNumber>& numbers) {
  std::vector<FreeNumber> of_model, of_cities;
  for (const FreeNumber& number : numbers)
    (number.quantity.empty() ? of_model : of_cities).push_back(number);
  const auto counted = [](const Text& pattern, const std::vector<FreeNumber>& of) {
    return phrase(pattern, of.size(), told_among(of, Told::well), told_among(of, Told::a_little),
                  told_among(of, Told::not_at_all));
  };
  const Text model =
      counted({"Of the {} model-wide parameters that were free, the observations tell "
               "{} well, {} only a little and {} not at all",
               "{} 个待估的全局参数中，观测可较好确定 {} 个，仅略有约束 {} 个，"
               "完全没有约束 {} 个"},
              of_model);
  if (of_cities.empty()) return phrase({"{}.", "{}。"}, model);
  const Text cities = counted({"of the {} numbers of cities {} well, {} a little and {} not at all",
                               "{} 个城市待估参数中，上述三类依次为 {}、{}、{} 个"},
                              of_cities);
  return phrase({"{}; {}.", "{}；{}。"}, model, cities);
}

}  // namespace

Headline posterior_headline(const Sheet& sheet) {
  const auto numbers = free_numbers(sheet);
  const auto parameters = parameters_of(numbers);
  const auto fits = fits_of(sheet);
  Headline headline;
  headline.question = {"What do the observations tell about the parameters?",
                       "观测数据能告诉我们哪些参数？"};
  headline.answer = told_of(numbers);
  if (!fits.empty()) headline.details.push_back(coverage_of(fits));
  headline.caveats.push_back(phrase(
      {"Well told: the variance shrinks by {0} or more (contraction); a little: by {1} to {0}; "
       "not at all: by less than {1}. Parameters that are not shown were not free and stay as "
       "assumed.",
       "较好确定：方差缩小 {0} 以上（收缩度）；略有约束：{1} 至 {0}；没有约束：不足 {1}。"
       "未列出的参数未参与估计，沿用假设。"},
      percent(well_told_from), percent(told_from)));
  headline.caveats.push_back(left_out_caveat(left_out_means(sheet)));
  if (!parameters.empty() && !std::isnan(parameters.front().middle))
    headline.charts.push_back(chart_of(parameters));
  return headline;
}

}  // namespace agglomera::output::report
