#include <algorithm>
#include <cmath>

#include "output/report/drawing/marks.hpp"
#include "output/report/measures.hpp"
#include "output/report/reading/spread_columns.hpp"
#include "output/report/sections/sections.hpp"
#include "sim/missing.hpp"

namespace agglomera::output::report {
namespace {

// One measure of a backtest: its forecasts and what was observed.
class Fans {
 public:
  Fans(const Sheet& sheet, const std::string& measure)
      : sheet_(sheet),
        forecast_(sheet.array("forecast", measure)),
        observed_(sheet.array("observed", measure)),
        ids_(sheet.labels("forecast", "city")),
        origins_(sheet.years("forecast", "origin")),
        horizons_(sheet.years("forecast", "horizon")),
        years_(sheet.years("observed")) {
    for (std::size_t city = 0; city < ids_.size(); ++city)
      if (is_observed(city) && is_forecast(city)) cities_.push_back(city);
  }

  const std::vector<std::size_t>& cities() const { return cities_; }
  const std::vector<int>& origins() const { return origins_; }

  Table table() const {
    Rows rows;
    for (const std::size_t city : cities_) {
      for (const int year : years_)
        rows.add(name(city), missing, year, no_members(), observed(city, year));
      for (std::size_t origin = 0; origin < origins_.size(); ++origin) {
        const double known = observed(city, origins_[origin]);
        if (!std::isnan(known))  // the fan opens from the last year known
          rows.add(name(city), origins_[origin], origins_[origin],
                   {1, known, known, known, known, known, known}, known);
        for (std::size_t horizon = 0; horizon < horizons_.size(); ++horizon) {
          const Spread spread = spread_of(forecast_.along(
              "member", {{"origin", origin}, {"horizon", horizon}, {"city", city}}));
          const int year = origins_[origin] + horizons_[horizon];
          rows.add(name(city), origins_[origin], year, spread, observed(city, year));
        }
      }
    }
    return rows.table();
  }

 private:
  struct Rows {
    std::vector<Text> city;
    SpreadColumns spreads;
    std::vector<double> origin, year, observed;

    void add(const Text& name, double from, int at, const Spread& spread, double seen) {
      city.push_back(name);
      origin.push_back(from);
      year.push_back(at);
      spreads.add(spread);
      observed.push_back(seen);
    }

    Table table() const {
      Table table;
      table.add("city", {"City", "城市"}, city);
      table.add("origin", {"Last year known", "起点（最后已知年）"}, origin, 0);
      table.add("year", {"Year", "年份"}, year, 0);
      spreads.put_into(table);
      table.add("observed", {"Observed", "观测值"}, observed);
      return table;
    }
  };

  static Spread no_members() { return {0, missing, missing, missing, missing, missing, missing}; }
  Text name(std::size_t city) const { return sheet_.places().name(ids_[city]); }

  double observed(std::size_t city, int year) const {
    const std::size_t row = sheet_.index("observed", "city", ids_[city]);
    const auto at = std::find(years_.begin(), years_.end(), year);
    if (row == observed_.size("city") || at == years_.end()) return missing;
    return observed_.at({{"city", row}, {"year", static_cast<std::size_t>(at - years_.begin())}});
  }

  bool is_observed(std::size_t city) const {
    return std::any_of(years_.begin(), years_.end(),
                       [&](int year) { return !std::isnan(observed(city, year)); });
  }

  bool is_forecast(std::size_t city) const {
    for (std::size_t origin = 0; origin < origins_.size(); ++origin)
      for (std::size_t horizon = 0; horizon < horizons_.size(); ++horizon)
        if (spread_of(forecast_.along("member",
                                      {{"origin", origin}, {"horizon", horizon}, {"city", city}}))
                .present > 0)
          return true;
    return false;
  }

  const Sheet& sheet_;
  Array forecast_, observed_;
  std::vector<std::string> ids_;
  std::vector<int> origins_, horizons_, years_;
  std::vector<std::size_t> cities_;
};

// Only the forecast of the origin that the reader chose.
Json of_origin(Json layer) {
  layer["transform"] = Json::array({{{"filter", "datum.origin === origin"}}});
  return layer;
}

Json fan_layers() {
  Json seen = points("observed", "observed");
  seen["transform"] =
      Json::array({{{"filter", "!isValid(datum.origin) && isValid(datum.observed)"}}});
  seen["mark"]["size"] = 26;
  seen["mark"]["stroke"] = themed("observed");
  seen["mark"]["strokeWidth"] = 1.5;
  seen["encoding"]["fillOpacity"] = {
      {"condition", {{"test", "datum.year <= origin"}, {"value", 1}}}, {"value", 0}};
  Json zero = quantitative("q50");
  zero["axis"] = {{"tickCount", 3}, {"title", nullptr}};
  Json median = line("q50", "simulated");
  median["encoding"]["y"] = zero;
  return Json::array({of_origin(band("q05", "q95", "simulated", 0.2)),
                      of_origin(band("q25", "q75", "simulated", 0.35)), of_origin(median), seen});
}

Chart chart_of(const Fans& fans, const std::string& measure) {
  Chart chart;
  chart.id = "forecasts-" + id_part(measure);
  chart.title =
      phrase({"{}: forecasts and what came", "{}：预测与后来的观测"}, measure_title(measure));
  chart.says =
      phrase({"Forecasts of {1} of {0} cities from a chosen year, beside the observations.",
              "{0} 个城市{1}自选定起点的预测与观测。"},
             fans.cities().size(), measure_title(measure));
  const int last = fans.origins().back();
  chart.spec = panels_of("city", fan_layers(), 80, true);
  chart.spec["params"] = Json::array({{{"name", "origin"}, {"value", last}}});
  chart.table = fans.table();
  chart.panel_width = 150;
  Control origin;
  origin.name = "origin";
  origin.label = {"Last year known", "起点（最后已知年）"};
  for (const int year : fans.origins())
    origin.options.push_back({plainly(std::to_string(year)), {{"origin", year}}});
  origin.at = static_cast<double>(fans.origins().size() - 1);
  chart.controls = {origin};
  chart.note = {
      "Full dots: known when the forecast was made; open dots: what came later. Line: median; "
      "bands: 50 % (25 % to 75 %) and 90 % (5 % to 95 %) of the members. Scales differ from "
      "panel to panel. Rows of the table without an origin are the observations.",
      "实心点为预测时已知的观测，空心点为后来的观测。线为中位数，色带为 50 %（25 %—75 %）与 "
      "90 %（5 %—95 %）区间。各格纵轴不同。表中无起点的行为观测值。"};
  return chart;
}

}  // namespace

Section forecasts(const Sheet& sheet) {
  Section section{"forecasts", {"What was forecast and what came", "预测与实际"}};
  if (!sheet.has("observed")) {
    section.warnings.push_back({"This file holds no observations.", "本文件不含观测值。"});
    return section;
  }
  for (const std::string measure : {"lq_count", "lq_revenue"}) {
    const Fans fans(sheet, measure);
    if (!fans.cities().empty()) section.charts.push_back(chart_of(fans, measure));
  }
  if (section.charts.empty())
    section.warnings.push_back(
        {"No observed city was forecast.", "没有对任何有观测的城市作预测。"});
  return section;
}

}  // namespace agglomera::output::report
