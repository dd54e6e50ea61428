#include <algorithm>
#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/agreement.hpp"
#include "output/report/reading/spread_columns.hpp"
#include "output/report/sections/sections.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

// The years after the last observed one, shaded: one row in each panel, of the panel's first year.
Json beyond_observed() {
  Json shade = layer("rect", {{"color", themed("forecast")}, {"opacity", 0.12}, {"tooltip", false}},
                     {{"x", year_axis("forecast_from")}, {"x2", {{"field", "forecast_to"}}}});
  shade["transform"] = {{{"filter", "isValid(datum.forecast_from)"}}};
  shade["encoding"]["x"]["title"] = nullptr;
  return shade;
}

Json bands_and_points(bool has_forecast) {
  Json middle = line("q50", "simulated");
  middle["mark"].erase("color");
  std::vector<Sample> samples = {
      {{"Simulated median", "模拟中位数"}, "simulated", "stroke"},
      {{"50 % and 90 % interval", "50% 与 90% 区间"}, "simulated", "square", 0.4},
      {{"Observed", "观测值"}, "observed", "circle"}};
  if (has_forecast)
    samples.push_back({{"Not observed: forecast", "无观测：预测"}, "forecast", "square", 0.25});
  middle["encoding"]["color"] = legend_of(samples);
  Json layers = Json::array();
  if (has_forecast) layers.push_back(beyond_observed());
  for (Json part : {band("q05", "q95", "simulated", 0.2), band("q25", "q75", "simulated", 0.35),
                    middle, points("observed", "observed")})
    layers.push_back(std::move(part));
  return layers;
}

struct Columns {
  std::vector<Text> city;
  SpreadColumns spreads;
  std::vector<double> year, observed, forecast_from, forecast_to;
};

Columns columns_of(const Sheet& sheet, const std::string& measure,
                   const std::vector<std::size_t>& cities, int last_observed) {
  const Array series = sheet.array("series", measure);
  const Observed observed(sheet, measure);
  const auto years = sheet.years("series");
  const auto ids = sheet.labels("series", "city");
  Columns columns;
  for (const std::size_t city : cities)
    for (std::size_t y = 0; y < years.size(); ++y) {
      const Spread spread =
          spread_of(series.along("member", {{"scenario", 0}, {"city", city}, {"year", y}}));
      columns.city.push_back(sheet.places().name(ids[city]));
      columns.year.push_back(years[y]);
      columns.spreads.add(spread);
      columns.observed.push_back(observed.at(ids[city], years[y]));
      const bool shades = y == 0 && years.back() > last_observed;
      columns.forecast_from.push_back(shades ? last_observed : missing);
      columns.forecast_to.push_back(shades ? years.back() : missing);
    }
  return columns;
}

Table table_of(Columns columns) {
  Table table;
  table.add("city", {"City", "城市"}, std::move(columns.city));
  table.add("year", {"Year", "年份"}, std::move(columns.year), 0);
  columns.spreads.put_into(table);
  table.add("observed", {"Observed", "观测值"}, std::move(columns.observed));
  table.add("forecast_from", {"Forecast from", "预测起始"}, std::move(columns.forecast_from), 0,
            false);
  table.add("forecast_to", {"Forecast to", "预测截止"}, std::move(columns.forecast_to), 0, false);
  return table;
}

Chart chart_of(const Sheet& sheet, const std::string& measure,
               const std::vector<std::size_t>& cities) {
  const int last_observed = Observed(sheet, measure).last_year();
  const bool has_forecast = sheet.years("series").back() > last_observed;
  const Agreement agreement = agreement_of(sheet, measure);
  Chart chart;
  chart.id = "trajectories-" + id_part(measure);
  chart.title = measure_title(measure);
  chart.says = phrase({"{} by year, simulated and observed, a panel for each of {} cities.",
                       "{1} 个城市历年{0}的模拟值与观测值，每城一格。"},
                      measure_title(measure), cities.size());
  chart.spec = panels_of("city", bands_and_points(has_forecast), 90, true);
  chart.table = table_of(columns_of(sheet, measure, cities, last_observed));
  chart.panel_width = 140;
  chart.note = phrase({"{} of {} observed values ({}) lie inside the 90 % interval (5 % to 95 % of "
                       "the members), {} inside the "
                       "50 % interval. Each panel has its own scale.",
                       "{1} 个观测值中有 {0} 个（{2}）落在 90% 区间（成员的 5% 至 95%）内，{3} "
                       "个落在 50% 区间内。各格纵轴刻度不同。"},
                      agreement.inside_90, agreement.observed, percent(agreement.coverage_90()),
                      agreement.inside_50);
  if (has_forecast)
    chart.note = phrase({"{} Years after {} were not observed.", "{}{} 年之后没有观测值。"},
                        chart.note, last_observed);
  return chart;
}

// The observed cities of which the ensemble says anything, the most specialised in the end first.
std::vector<std::size_t> cities_of(const Sheet& sheet, const std::string& measure) {
  const Observed observed(sheet, measure);
  const Array series = sheet.array("series", measure);
  const auto ids = sheet.labels("series", "city");
  std::vector<std::pair<double, std::size_t>> found;
  for (std::size_t city = 0; city < ids.size(); ++city) {
    if (!observed.any(ids[city])) continue;
    double last = missing;
    for (std::size_t year = 0; year < series.size("year"); ++year) {
      const Spread spread =
          spread_of(series.along("member", {{"scenario", 0}, {"city", city}, {"year", year}}));
      if (spread.present > 0) last = spread.q50;
    }
    if (!std::isnan(last)) found.emplace_back(last, city);
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  std::vector<std::size_t> cities;
  for (const auto& [last, city] : found) cities.push_back(city);
  return cities;
}

}  // namespace

Section trajectories(const Sheet& sheet) {
  Section section{"trajectories", {"Simulated against observed", "模拟与观测的对照"}};
  if (last_observed_year(sheet) == 0) {
    section.warnings.push_back(
        {"This file holds no observations to compare with.", "本文件不含可对照的观测值。"});
    return section;
  }
  for (const std::string measure : {"lq_count", "lq_revenue"}) {
    const auto cities = cities_of(sheet, measure);
    if (cities.empty())
      section.warnings.push_back(phrase(
          {"{}: no city with an observation was simulated.", "{}：有观测值的城市均无模拟结果。"},
          measure_title(measure)));
    else
      section.charts.push_back(chart_of(sheet, measure, cities));
  }
  if (!section.charts.empty()) section.says.push_back(freedom_of(sheet));
  return section;
}

}  // namespace agglomera::output::report
