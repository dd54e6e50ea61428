#include "output/report/marks.hpp"
#include "output/report/measures.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

using Cities = std::vector<std::size_t>;

Json bands_and_points() {
  return Json::array({band("q05", "q95", "simulated", 0.2), band("q25", "q75", "simulated", 0.35),
                      line("q50", "simulated"), points("observed", "observed")});
}

Table rows_of(const Sheet& sheet, const std::string& measure, const Cities& cities) {
  const Array series = sheet.array("series", measure);
  const Array observed = sheet.array("observed", measure);
  const auto years = sheet.years("series");
  const auto ids = sheet.labels("series", "city");
  std::vector<Text> names;
  std::vector<double> year, q05, q25, q50, q75, q95, seen;
  for (const std::size_t city : cities)
    for (std::size_t y = 0; y < years.size(); ++y) {
      const Spread spread =
          spread_of(series.along("member", {{"scenario", 0}, {"city", city}, {"year", y}}));
      names.push_back(sheet.places().name(ids[city]));
      year.push_back(years[y]);
      q05.push_back(spread.q05);
      q25.push_back(spread.q25);
      q50.push_back(spread.q50);
      q75.push_back(spread.q75);
      q95.push_back(spread.q95);
      seen.push_back(observed.at({{"city", city}, {"year", y}}));
    }
  Table table;
  table.add("city", {"City", "城市"}, names);
  table.add("year", {"Year", "年份"}, year, 0);
  table.add("q05", {"5 %", "5 %"}, q05);
  table.add("q25", {"25 %", "25 %"}, q25);
  table.add("q50", {"Median", "中位数"}, q50);
  table.add("q75", {"75 %", "75 %"}, q75);
  table.add("q95", {"95 %", "95 %"}, q95);
  table.add("observed", {"Observed", "观测值"}, seen);
  return table;
}

Chart chart_of(const Sheet& sheet, const std::string& measure, const Cities& cities) {
  Chart chart;
  chart.id = "trajectories-" + id_part(measure);
  chart.title = measure_title(measure);
  chart.says = phrase({"{} by year, simulated and observed, a panel for each of {} cities.",
                       "{1} 个城市历年{0}的模拟值与观测值，每城一格。"},
                      measure_title(measure), cities.size());
  chart.spec = panels_of("city", bands_and_points(), 90, true);
  chart.table = rows_of(sheet, measure, cities);
  chart.panel_width = 150;
  return chart;
}

}  // namespace

Section trajectories(const Sheet& sheet) {
  Section section{"trajectories", {"Simulated against observed", "模拟与观测的对照"}};
  if (!sheet.has("observed")) {
    section.warnings.push_back({"This file holds no observations.", "本文件不含观测值。"});
    return section;
  }
  for (const std::string measure : {"lq_count", "lq_revenue"}) {
    const Array observed = sheet.array("observed", measure);
    Cities cities;
    for (std::size_t city = 0; city < observed.size("city"); ++city)
      if (spread_of(observed.along("year", {{"city", city}})).present > 0) cities.push_back(city);
    if (!cities.empty()) section.charts.push_back(chart_of(sheet, measure, cities));
  }
  return section;
}

}  // namespace agglomera::output::report
