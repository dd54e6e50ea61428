#include <algorithm>
#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/drawing/rows.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/fit.hpp"
#include "output/report/reading/spread_columns.hpp"
#include "output/report/sections/sections.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

// --- runs against observations, city by city ------------------------------------------------------

Table years_of(const Sheet& sheet, const Fit& fit) {
  const Array members = sheet.array("posterior_predictive", fit.measure);
  const Array observed = sheet.array("observed_data", fit.measure);
  const auto ids = sheet.labels("posterior_predictive", "city");
  const auto years = sheet.years("posterior_predictive");
  const auto seen_years = sheet.years("observed_data");
  std::vector<Text> names;
  SpreadColumns spreads;
  std::vector<double> year, seen;
  for (const std::size_t city : fit.cities)
    for (std::size_t y = 0; y < years.size(); ++y) {
      const Spread spread =
          spread_of(members.along("draw", {{"chain", 0}, {"city", city}, {"year", y}}));
      const std::size_t row = sheet.index("observed_data", "city", ids[city]);
      const auto at = std::find(seen_years.begin(), seen_years.end(), years[y]);
      names.push_back(sheet.places().name(ids[city]));
      year.push_back(years[y]);
      spreads.add(spread);
      seen.push_back(
          at == seen_years.end()
              ? missing
              : observed.at(
                    {{"city", row}, {"year", static_cast<std::size_t>(at - seen_years.begin())}}));
    }
  Table table;
  table.add("city", {"City", "城市"}, names);
  table.add("year", {"Year", "年份"}, year, 0);
  spreads.put_into(table);
  table.add("observed", {"Observed", "观测值"}, seen);
  return table;
}

Chart city_by_city(const Sheet& sheet, const Fit& fit) {
  Chart chart;
  chart.id = "predictive-" + id_part(fit.measure);
  chart.title =
      phrase({"{}: runs with the posterior against observations", "{}：后验模拟与观测的对照"},
             measure_title(fit.measure));
  chart.says =
      phrase({"{0} by year, runs with the posterior and {1} observations, a panel for each of "
              "{2} cities.",
              "{2} 个城市历年{0}的后验模拟与 {1} 个观测值，每城一格。"},
             measure_title(fit.measure), fit.observations, fit.cities.size());
  chart.spec = panels_of(
      "city",
      Json::array({band("q05", "q95", "simulated", 0.2), band("q25", "q75", "simulated", 0.35),
                   line("q50", "simulated"), points("observed", "observed")}),
      80, true);
  chart.table = years_of(sheet, fit);
  chart.panel_width = 150;
  chart.note = {
      "Line: median; bands: 50 % (25 % to 75 %) and 90 % (5 % to 95 %) of the runs; dots: "
      "observations the posterior learned from. Scales differ from panel to panel.",
      "线为中位数，色带为 50 %（25 %—75 %）与 90 %（5 %—95 %）区间，"
      "圆点为后验所依据的观测值。各格纵轴不同。"};
  return chart;
}

// --- coverage and ranks ---------------------------------------------------------------------------

Chart coverage(const std::vector<Fit>& fits) {
  std::vector<Text> measure, level;
  std::vector<double> share, nominal_share, observations;
  for (const Fit& fit : fits)
    for (const bool wide : {false, true}) {
      measure.push_back(measure_title(fit.measure));
      level.push_back(wide ? Text{"90 % interval", "90 % 区间"}
                           : Text{"50 % interval", "50 % 区间"});
      share.push_back(wide ? fit.coverage_90 : fit.coverage_50);
      nominal_share.push_back(wide ? 0.9 : 0.5);
      observations.push_back(fit.observations);
    }
  Chart chart;
  chart.id = "coverage-in-sample";
  chart.title = {"Share of observations inside the intervals, against the expected share",
                 "落入区间的观测比例与应有比例"};
  chart.says = {"For each measure the share of observations inside the 50 % and 90 % intervals.",
                "各指标落入 50 % 与 90 % 区间的观测比例。"};
  const Json scale = colours_of({{"90 % interval", "90 % 区间"}, {"50 % interval", "50 % 区间"}},
                                {"first", "fourth"});
  Json colour = nominal("level");
  colour["scale"] = scale;
  colour["legend"] = {{"title", nullptr}};
  Json found = dot("share", "first", 110), gap = interval_rule("expected", "share", "muted", 2);
  Json expected = layer("tick", {{"thickness", 3}, {"size", 22}, {"opacity", 1}},
                        {{"x", quantitative("expected")}});
  found["mark"].erase("color");
  found["encoding"]["color"] = expected["encoding"]["color"] = colour;
  found["encoding"]["x"]["scale"] = {{"domain", {0, 1}}};
  found["encoding"]["x"]["axis"] = {{"format", "%"}, {"values", {0, 0.5, 0.9}}, {"title", nullptr}};
  chart.spec = rows_of("measure", Json::array({gap, expected, found}), 46, fits.size());
  chart.table.add("measure", {"Measure", "指标"}, measure);
  chart.table.add("level", {"Interval", "区间"}, level);
  chart.table.add("share", {"Share inside", "落入比例"}, share);
  chart.table.add("expected", {"Expected share", "应有比例"}, nominal_share);
  chart.table.add("observations", {"Observations", "观测数"}, observations, 0);
  chart.note = {
      "Dot: share found; upright mark: share expected. A dot to the right: the intervals are "
      "wider than they need be; to the left: too narrow.",
      "圆点为实际比例，竖线为应有比例。圆点在右：区间偏宽；在左：区间偏窄。"};
  return chart;
}

Chart pit_histogram(const std::vector<Fit>& fits) {
  constexpr int bins = 10;
  std::vector<Text> measure;
  std::vector<double> from, to, share;
  for (const Fit& fit : fits) {
    std::vector<int> counts(bins, 0);
    for (const double pit : fit.pits) ++counts[static_cast<std::size_t>(std::min(9.0, pit * bins))];
    for (int bin = 0; bin < bins; ++bin) {
      measure.push_back(measure_title(fit.measure));
      from.push_back(0.1 * bin);
      to.push_back(0.1 * (bin + 1));
      share.push_back(counts[static_cast<std::size_t>(bin)] / static_cast<double>(fit.pits.size()));
    }
  }
  Chart chart;
  chart.id = "pit";
  chart.title = {"Where observations fall in their runs (PIT)", "观测值在模拟分布中的位置（PIT）"};
  chart.says = {
      "Histogram of the places of observations in the distribution of runs, for each measure.",
      "各指标观测值在模拟分布中位置的直方图。"};
  Json bars = layer("bar", {{"color", themed("simulated")}, {"opacity", 0.8}, {"binSpacing", 1}},
                    {{"x",
                      {{"field", "from"},
                       {"type", "quantitative"},
                       {"title", nullptr},
                       {"bin", {{"binned", true}, {"step", 0.1}}},
                       {"axis", {{"format", ".1f"}, {"values", {0, 0.5, 1}}, {"grid", false}}}}},
                     {"x2", {{"field", "to"}}},
                     {"y", quantitative("share")}});
  bars["encoding"]["y"]["axis"] = {{"format", "%"}, {"tickCount", 3}, {"title", nullptr}};
  Json even = layer("rule", {{"color", themed("ink")}, {"strokeDash", {3, 3}}, {"tooltip", false}},
                    {{"y", {{"datum", 1.0 / bins}}}});
  chart.spec = panels_in_order("measure", {{"height", 110}, {"layer", Json::array({bars, even})}});
  chart.panel_width = 400;
  chart.table.add("measure", {"Measure", "指标"}, measure);
  chart.table.add("from", {"From", "自"}, from, 1);
  chart.table.add("to", {"To", "至"}, to, 1);
  chart.table.add("share", {"Share of observations", "观测比例"}, share);
  chart.note = {
      "0: below all runs; 1: above all. Even bars at the dashed line are honest intervals; a "
      "heap in the middle means intervals too wide; heaps at the ends, too narrow; a slope, bias.",
      "0 表示低于全部模拟，1 表示高于全部模拟。各柱齐于虚线为区间可靠；"
      "中间高说明区间偏宽，两端高说明偏窄，一侧高说明有偏差。"};
  return chart;
}

// --- cities left out ------------------------------------------------------------------------------

struct Pair {
  Text city;
  double with, without, coverage, observations;
};

std::vector<Pair> pairs_of(const Sheet& sheet, std::size_t measure) {
  const auto ids = sheet.labels("left_out", "city");
  std::map<std::string, Array> of;
  for (const char* name : {"in_sample_log_mae", "log_mae", "coverage_90", "observations"})
    of.emplace(name, sheet.array("left_out", name));
  std::vector<Pair> pairs;
  for (std::size_t city = 0; city < ids.size(); ++city) {
    const auto value = [&](const char* name) {
      return of.at(name).at({{"measure", measure}, {"city", city}});
    };
    if (std::isnan(value("log_mae")) || std::isnan(value("in_sample_log_mae"))) continue;
    pairs.push_back({sheet.places().name(ids[city]), value("in_sample_log_mae"), value("log_mae"),
                     value("coverage_90"), value("observations")});
  }
  std::stable_sort(pairs.begin(), pairs.end(),
                   [](const Pair& a, const Pair& b) { return a.without > b.without; });
  return pairs;
}

Chart left_out(const std::string& measure, const std::vector<Pair>& pairs) {
  std::vector<Text> city;
  std::vector<double> with, without, coverage, observations;
  for (const Pair& pair : pairs) {
    city.push_back(pair.city);
    with.push_back(pair.with);
    without.push_back(pair.without);
    coverage.push_back(pair.coverage);
    observations.push_back(pair.observations);
  }
  Chart chart;
  chart.id = "left-out-" + id_part(measure);
  chart.title = phrase({"{}: error by city, in sample and left out (log LQ)",
                        "{}：各城市样本内误差与留一误差（对数区位商）"},
                       measure_title(measure));
  chart.says = phrase({"Mean errors of {} cities, fitted with and without their own observations.",
                       "{} 个城市在使用与不使用自身观测时的平均误差。"},
                      pairs.size());
  const Text in_key = {"Fitted with its observations", "使用自身观测"};
  const Text out_key = {"Without them", "不使用自身观测"};
  const Json scale = colours_of({in_key, out_key}, {"posterior", "observed"});
  Json inside = keyed(dot("with", "posterior", 60), in_key, scale);
  Json outside = keyed(dot("without", "observed", 60), out_key, scale);
  inside["encoding"]["x"]["axis"] = {{"tickCount", 6}, {"title", nullptr}};
  outside["mark"]["shape"] = "diamond";
  chart.spec =
      rows_of("city", Json::array({interval_rule("with", "without", "muted", 2), inside, outside}),
              18, pairs.size());
  chart.table.add("city", {"City", "城市"}, city);
  chart.table.add("with", {"Error in sample", "样本内误差"}, with);
  chart.table.add("without", {"Error left out", "留一误差"}, without);
  chart.table.add("coverage", {"Inside 90 %, left out", "留一时落入 90 % 区间"}, coverage);
  chart.table.add("observations", {"Observations", "观测数"}, observations, 0);
  chart.note = {"Error: mean of |ln(median + 0.05) − ln(observed + 0.05)|; 0.1 is about 10 %.",
                "误差为 |ln(中位数 + 0.05) − ln(观测值 + 0.05)| 的均值；0.1 约为 10 %。"};
  return chart;
}

void add_left_out(const Sheet& sheet, Section& section) {
  const auto means = left_out_means(sheet);
  if (means.empty()) {
    section.warnings.push_back(
        {"All this is in sample: the runs are held against the observations they learned from. No "
         "city was predicted without its own (agglomera calibrate --leave-one-out does that).",
         "以上均为样本内检验：模拟所对照的正是其学习所用的观测。本文件没有留一城市检验"
         "（可用 agglomera calibrate --leave-one-out 进行）。"});
    return;
  }
  for (const LeftOutMean& mean : means)
    section.says.push_back(phrase(
        {"{0}: without its own observations a city is predicted with a mean error of {1} in log "
         "LQ, against {2} with them; the 90 % intervals then hold {3}. What is fitted to a "
         "city does not carry over to others{4}.",
         "{0}：不使用某城市自身观测时，平均误差为 {1}（对数区位商），使用时为 {2}；"
         "此时 90 % 区间涵盖 {3} 的观测。{4}"},
        measure_title(mean.measure), number(mean.log_mae, 2), number(mean.in_sample_log_mae, 2),
        percent(mean.coverage_90),
        mean.log_mae > 1.5 * mean.in_sample_log_mae
            ? Text{" without loss: the in-sample error flatters the model",
                   "样本内误差高估了模型的能力。"}
            : Text{" entirely, but the loss here is small", "两者差距不大。"}));
  const auto measures = sheet.labels("left_out", "measure");
  for (std::size_t m = 0; m < measures.size(); ++m) {
    const auto pairs = pairs_of(sheet, m);
    if (!pairs.empty()) section.charts.push_back(left_out(measures[m], pairs));
  }
}

}  // namespace

Section predictive_check(const Sheet& sheet) {
  Section section{"predictive-check", {"Runs with what was learned", "用校准后的参数再模拟"}};
  const auto fits = fits_of(sheet);
  if (fits.empty()) {
    section.warnings.push_back({"This file holds no runs that could be held against observations.",
                                "本文件不含可与观测对照的模拟。"});
  } else {
    for (const Fit& fit : fits)
      section.says.push_back(phrase(
          {"{0}: of {1} observations {2} lie inside the 50 % intervals and {3} inside the 90 % "
           "intervals.",
           "{0}：{1} 个观测值中，{2} 落入 50 % 区间，{3} 落入 90 % 区间。"},
          measure_title(fit.measure), fit.observations, percent(fit.coverage_50),
          percent(fit.coverage_90)));
    section.charts = {coverage(fits), pit_histogram(fits)};
    for (const Fit& fit : fits) section.charts.push_back(city_by_city(sheet, fit));
  }
  add_left_out(sheet, section);
  return section;
}

}  // namespace agglomera::output::report
