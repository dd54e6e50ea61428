#include "output/report/drawing/map_rows.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>

#include "output/report/measures.hpp"
#include "output/report/reading/agreement.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t most_worlds = 4;
constexpr double hub_weight = 2;  // a hub is named before a city of less than twice its size

// Calls `visit` with the scenario, the city and the index of the year of each row.
template <typename Visit>
void for_each_row(const Sheet& sheet, const std::vector<MapCity>& cities, Visit visit) {
  const std::size_t years = sheet.years("series").size();
  for (std::size_t scenario = 0; scenario < worlds_on_map(sheet); ++scenario)
    for (const MapCity& city : cities)
      for (std::size_t year = 0; year < years; ++year) visit(scenario, city, year);
}

struct Measured {
  std::vector<double> low, middle, high;
};

Measured measured(const Sheet& sheet, const std::vector<MapCity>& cities,
                  const std::string& measure, double unit) {
  const Array series = sheet.array("series", measure);
  Measured measured;
  for_each_row(sheet, cities, [&](std::size_t scenario, const MapCity& city, std::size_t year) {
    const Spread spread = spread_of(
        series.along("member", {{"scenario", scenario}, {"city", city.row}, {"year", year}}));
    measured.low.push_back(spread.q05 / unit);
    measured.middle.push_back(spread.q50 / unit);
    measured.high.push_back(spread.q95 / unit);
  });
  return measured;
}

double largest(const std::vector<double>& values) {
  double most = 0;
  for (const double value : values) most = std::fmax(most, value);
  return most;
}

void add_names(Table& table, const Sheet& sheet, const std::vector<MapCity>& cities) {
  const auto years = sheet.years("series");
  const int last_observed = last_observed_year(sheet);
  std::vector<Text> worlds, names, clusters, states;
  std::vector<double> numbers, calendar;
  for_each_row(sheet, cities, [&](std::size_t scenario, const MapCity& city, std::size_t year) {
    const std::string& cluster = city.place.cluster;
    worlds.push_back(world_name(sheet, scenario));
    numbers.push_back(static_cast<double>(scenario));
    names.push_back(city.place.name);
    clusters.push_back(cluster.empty() ? Text{"–", "–"} : sheet.places().cluster(cluster));
    calendar.push_back(years[year]);
    states.push_back(years[year] <= last_observed ? Text{"Simulated", "模拟"}
                                                  : Text{"Forecast", "预测"});
  });
  table.add("city", {"City", "城市"}, names);
  table.add("cluster", {"Cluster", "城市群"}, clusters);
  if (worlds_on_map(sheet) > 1) table.add("world", {"Scenario", "情景"}, worlds);
  table.add("world_number", {"Number of the scenario", "情景编号"}, numbers, 0, false);
  table.add("year", {"Year", "年份"}, calendar, 0);
  if (last_observed > 0 && years.back() > last_observed)
    table.add("state", {"Kind of year", "年份类别"}, states);
}

void add_positions(Table& table, const Sheet& sheet, const std::vector<MapCity>& cities) {
  std::vector<double> longitude, latitude, labelled, across, along;
  for_each_row(sheet, cities, [&](std::size_t, const MapCity& city, std::size_t) {
    longitude.push_back(city.place.longitude_degrees);
    latitude.push_back(city.place.latitude_degrees);
    labelled.push_back(city.label.from_width);
    across.push_back(city.label.across);
    along.push_back(city.label.along);
  });
  table.add("longitude", {"Longitude", "经度"}, longitude, 2, false);
  table.add("latitude", {"Latitude", "纬度"}, latitude, 2, false);
  table.add("labelled_from", {"Label from", "标注起点"}, labelled, 0, false);
  table.add("across", {"Label across", "标注横向"}, across, 0, false);
  table.add("along", {"Label along", "标注纵向"}, along, 0, false);
}

// Cities that radiate.
std::set<std::string> hubs_of(const Sheet& sheet) {
  if (!sheet.has("links", "from")) return {};
  const auto from = sheet.texts("links", "from");
  return {from.begin(), from.end()};
}

// Cities that a policy treats: "beijing;shanghai" of each lever.
std::set<std::string> treated_of(const Sheet& sheet) {
  std::set<std::string> treated;
  if (!sheet.has("levers", "targets")) return treated;
  for (const std::string& targets : sheet.texts("levers", "targets")) {
    std::istringstream ids(targets);
    for (std::string id; std::getline(ids, id, ';');) treated.insert(id);
  }
  return treated;
}

}  // namespace

std::vector<MapCity> map_cities(const Sheet& sheet) {
  const Array firms = sheet.array("series", "firms");
  const auto ids = sheet.labels("series", "city");
  std::vector<MapCity> cities;
  for (std::size_t row = 0; row < ids.size(); ++row) {
    const Place place = sheet.places().place(ids[row]);
    if (!std::isfinite(place.latitude_degrees) || !std::isfinite(place.longitude_degrees)) continue;
    double most = 0;
    for (std::size_t year = 0; year < firms.size("year"); ++year)
      most = std::fmax(
          most,
          spread_of(firms.along("member", {{"scenario", 0}, {"city", row}, {"year", year}})).q50);
    cities.push_back({ids[row], row, place, most, {}});
  }
  double largest = 1e-9;
  for (const MapCity& city : cities) largest = std::max(largest, city.typical_firms);
  std::vector<LabelledPoint> points;
  const auto hubs = hubs_of(sheet), treated = treated_of(sheet);
  for (const MapCity& city : cities)
    points.push_back({city.place.longitude_degrees, city.place.latitude_degrees,
                      city.typical_firms / largest, name_width(city.place.name),
                      treated.contains(city.id), hubs.contains(city.id) ? hub_weight : 1});
  const auto labels = labels_of(points);
  for (std::size_t i = 0; i < cities.size(); ++i) cities[i].label = labels[i];
  return cities;
}

std::size_t worlds_on_map(const Sheet& sheet) {
  return std::min(most_worlds, sheet.labels("series", "scenario").size());
}

Text world_name(const Sheet& sheet, std::size_t scenario) {
  const auto titles = sheet.both("scenarios", "title");
  if (scenario < titles.size() && !titles[scenario].empty()) return titles[scenario];
  const std::string id = sheet.labels("series", "scenario").at(scenario);
  return id == "baseline" ? Text{"Baseline", "基准情景"} : plainly(id);
}

MapRows map_rows(const Sheet& sheet, const std::vector<MapCity>& cities) {
  MapRows rows;
  add_names(rows.table, sheet, cities);
  for (const std::string measure : {"lq_count", "lq_revenue"}) {
    Measured lq = measured(sheet, cities, measure, 1);
    const Text title = measure_title(measure);
    rows.table.add(measure, title, std::move(lq.middle));
    rows.table.add(measure + "_low", phrase({"{}, 5 %", "{}，5%"}, title), std::move(lq.low));
    rows.table.add(measure + "_high", phrase({"{}, 95 %", "{}，95%"}, title), std::move(lq.high));
  }
  Measured firms = measured(sheet, cities, "firms", 1);
  Measured revenue = measured(sheet, cities, "revenue", revenue_unit_usd);
  rows.largest_firms = largest(firms.middle);
  rows.largest_revenue = largest(revenue.middle);
  rows.table.add("firms", measure_title("firms"), std::move(firms.middle), 1);
  rows.table.add("revenue", {"Revenue (100 million USD)", "营收（亿美元）"},
                 std::move(revenue.middle), 1);
  add_positions(rows.table, sheet, cities);
  return rows;
}

}  // namespace agglomera::output::report
