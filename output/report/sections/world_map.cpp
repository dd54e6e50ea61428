#include "output/report/sections/sections.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "output/report/agreement.hpp"
#include "output/report/map_labels.hpp"
#include "output/report/map_spec.hpp"
#include "output/report/measures.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t most_worlds = 4;  // scenarios on one map: more would make a slow page
constexpr std::size_t most_links = 150;
constexpr double centre_longitude = 12, centre_latitude = 14;  // of the world without Antarctica
constexpr double world_degrees = 295;  // of longitude across the map, unzoomed

struct City {
  std::string id;
  std::size_t row;  // in `series`
  Place place;
  double typical_firms;  // largest median over the years
  Label label;
};

std::vector<City> cities_of(const Sheet& sheet) {
  const Array firms = sheet.array("series", "firms");
  const auto ids = sheet.labels("series", "city");
  std::vector<City> cities;
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
  for (const City& city : cities) largest = std::max(largest, city.typical_firms);
  std::vector<LabelledPoint> points;
  for (const City& city : cities)
    points.push_back(
        {city.place.longitude_degrees, city.place.latitude_degrees, city.typical_firms / largest});
  const auto labels = labels_of(points);
  for (std::size_t i = 0; i < cities.size(); ++i) cities[i].label = labels[i];
  return cities;
}

// --- What is drawn --------------------------------------------------------------------------------

struct Largest {
  double firms = 0, revenue = 0;  // medians, over all worlds, cities and years
};

struct Drawn {
  Table table;
  Largest largest;
};

Text state_of(int year, int last_observed) {
  return year <= last_observed ? Text{"Simulated", "模拟"} : Text{"Forecast", "预测"};
}

std::size_t worlds_of(const Sheet& sheet) {
  return std::min(most_worlds, sheet.labels("series", "scenario").size());
}

Text world_name(const Sheet& sheet, std::size_t scenario) {
  const auto titles = sheet.both("scenarios", "title");
  if (scenario < titles.size() && !titles[scenario].empty()) return titles[scenario];
  const std::string id = sheet.labels("series", "scenario").at(scenario);
  return id == "baseline" ? Text{"Baseline", "基准情景"} : plainly(id);
}

Drawn drawn_of(const Sheet& sheet, const std::vector<City>& cities) {
  const std::array<std::string, 4> measures = {"lq_count", "lq_revenue", "firms", "revenue"};
  const auto years = sheet.years("series");
  const int last_observed = last_observed_year(sheet);
  std::map<std::string, std::vector<double>> middle, low, high;
  std::vector<Text> worlds, names, clusters, states;
  std::vector<double> world, year, longitude, latitude, labelled, across, along;
  Drawn drawn;
  std::vector<Array> arrays;
  for (const std::string& measure : measures) arrays.push_back(sheet.array("series", measure));
  for (std::size_t scenario = 0; scenario < worlds_of(sheet); ++scenario)
    for (const City& city : cities)
      for (std::size_t y = 0; y < years.size(); ++y) {
        for (std::size_t m = 0; m < measures.size(); ++m) {
          const Spread spread = spread_of(
              arrays[m].along("member", {{"scenario", scenario}, {"city", city.row}, {"year", y}}));
          const double scale = measures[m] == "revenue" ? 1e-9 : 1;
          middle[measures[m]].push_back(scale * spread.q50);
          low[measures[m]].push_back(scale * spread.q05);
          high[measures[m]].push_back(scale * spread.q95);
        }
        worlds.push_back(world_name(sheet, scenario));
        world.push_back(static_cast<double>(scenario));
        names.push_back(sheet.places().name(city.id));
        clusters.push_back(city.place.cluster.empty() ? Text{"–", "–"}
                                                      : sheet.places().cluster(city.place.cluster));
        year.push_back(years[y]);
        states.push_back(state_of(years[y], last_observed));
        longitude.push_back(city.place.longitude_degrees);
        latitude.push_back(city.place.latitude_degrees);
        labelled.push_back(city.label.from_width);
        across.push_back(city.label.across);
        along.push_back(city.label.along);
      }
  for (const double firms : middle["firms"])
    drawn.largest.firms = std::fmax(drawn.largest.firms, firms);
  for (const double revenue : middle["revenue"])
    drawn.largest.revenue = std::fmax(drawn.largest.revenue, revenue);
  Table& table = drawn.table;
  table.add("city", {"City", "城市"}, names);
  table.add("cluster", {"Cluster", "城市群"}, clusters);
  if (worlds_of(sheet) > 1) table.add("world", {"Scenario", "情景"}, worlds);
  table.add("world_number", {"Number of the scenario", "情景编号"}, world, 0, false);
  table.add("year", {"Year", "年份"}, year, 0);
  if (last_observed > 0 && years.back() > last_observed)
    table.add("state", {"Kind of year", "年份类别"}, states);
  for (const std::string measure : {"lq_count", "lq_revenue"}) {
    const Text title = measure_title(measure);
    table.add(measure, title, middle[measure]);
    table.add(measure + "_low", phrase({"{}, 5 %", "{}，5%"}, title), low[measure]);
    table.add(measure + "_high", phrase({"{}, 95 %", "{}，95%"}, title), high[measure]);
  }
  table.add("firms", measure_title("firms"), middle["firms"], 1);
  table.add("revenue", {"Revenue (billion USD)", "营收（十亿美元）"}, middle["revenue"], 2);
  table.add("longitude", {"Longitude", "经度"}, longitude, 2, false);
  table.add("latitude", {"Latitude", "纬度"}, latitude, 2, false);
  table.add("labelled_from", {"Label from", "标注起点"}, labelled, 0, false);
  table.add("across", {"Label across", "标注横向"}, across, 0, false);
  table.add("along", {"Label along", "标注纵向"}, along, 0, false);
  return drawn;
}

// --- Links ----------------------------------------------------------------------------------------

// The strongest between places that have a place on the map.
std::vector<MapLink> links_of(const Sheet& sheet) {
  for (const char* name : {"from", "to", "share", "distance_km"})
    if (!sheet.has("links", name)) return {};
  const auto from = sheet.texts("links", "from"), to = sheet.texts("links", "to");
  const Array share = sheet.array("links", "share"), distance = sheet.array("links", "distance_km");
  std::vector<MapLink> links;
  for (std::size_t i = 0; i < from.size(); ++i) {
    const Place start = sheet.places().place(from[i]), end = sheet.places().place(to[i]);
    if (std::isfinite(start.latitude_degrees) && std::isfinite(end.latitude_degrees) &&
        share.at({{"link", i}}) > 0)
      links.push_back({start, end, share.at({{"link", i}}), distance.at({{"link", i}})});
  }
  std::stable_sort(links.begin(), links.end(),
                   [](const MapLink& a, const MapLink& b) { return a.share > b.share; });
  if (links.size() > most_links) links.resize(most_links);
  return links;
}

Listing listing_of(const std::vector<MapLink>& links) {
  std::vector<Text> from, to;
  std::vector<double> share, distance;
  for (const MapLink& link : links) {
    from.push_back(link.from.name);
    to.push_back(link.to.name);
    share.push_back(100 * link.share);
    distance.push_back(link.distance_km);
  }
  Listing listing{"radiation-links", {"Links of radiation on the map", "地图上的辐射联系"}, {}};
  listing.table.add("from", {"From", "自"}, from);
  listing.table.add("to", {"To", "至"}, to);
  listing.table.add("share", {"Share of what it radiates (%)", "占其辐射的份额（%）"}, share, 1);
  listing.table.add("distance", {"Distance (km)", "距离（公里）"}, distance, 0);
  listing.note = phrase(
      {"The {} strongest, in the first year, without levers.", "首年、无政策时最强的 {} 条。"},
      links.size());
  return listing;
}

// --- What the reader turns ------------------------------------------------------------------------

// The whole world, then each cluster with two cities or more: its middle, and as near as it fits.
Control zoom_control(const Sheet& sheet, const std::vector<City>& cities) {
  Control control{"zoom", {"Zoom to", "缩放至"}, {}};
  control.options.push_back(
      {{"The world", "全球"},
       {{"zoom", 1}, {"longitude", centre_longitude}, {"latitude", centre_latitude}}});
  struct Box {
    double west = 180, east = -180, south = 90, north = -90;
    int cities = 0;
  };
  std::map<std::string, Box> boxes;
  for (const City& city : cities) {
    if (city.place.cluster.empty()) continue;
    Box& box = boxes[city.place.cluster];
    box.west = std::min(box.west, city.place.longitude_degrees);
    box.east = std::max(box.east, city.place.longitude_degrees);
    box.south = std::min(box.south, city.place.latitude_degrees);
    box.north = std::max(box.north, city.place.latitude_degrees);
    ++box.cities;
  }
  for (const auto& [id, box] : boxes) {
    if (box.cities < 2) continue;
    const double latitude = (box.south + box.north) / 2;
    const double across = (box.east - box.west) * std::cos(latitude * M_PI / 180);
    const double span = std::max({across, 2.1 * (box.north - box.south), 1.2});
    control.options.push_back({sheet.places().cluster(id),
                               {{"zoom", std::clamp(world_degrees / (1.9 * span), 2.0, 110.0)},
                                {"longitude", (box.west + box.east) / 2},
                                {"latitude", latitude}}});
  }
  return control;
}

std::vector<Control> controls_of(const Sheet& sheet, const std::vector<City>& cities,
                                 bool has_links) {
  const auto years = sheet.years("series");
  std::vector<Control> controls;
  Control year{"year", {"Year", "年份"}, {}};
  year.low = years.front();
  year.high = year.at = years.back();
  controls.push_back(year);
  controls.push_back({"sized",
                      {"Show", "显示"},
                      {{{"Firms (area) and their LQ", "企业数（面积）及其区位商"}, {{"sized", 0}}},
                       {{"Revenue (area) and its LQ", "营收（面积）及其区位商"}, {{"sized", 1}}}}});
  if (worlds_of(sheet) > 1) {
    Control world{"world", {"Scenario", "情景"}, {}};
    for (std::size_t scenario = 0; scenario < worlds_of(sheet); ++scenario)
      world.options.push_back({world_name(sheet, scenario), {{"world", scenario}}});
    controls.push_back(world);
  }
  if (const Control zoom = zoom_control(sheet, cities); zoom.options.size() > 1)
    controls.push_back(zoom);
  if (has_links)
    controls.push_back({"links",
                        {"Links of radiation", "辐射联系"},
                        {{{"off", "不显示"}, {{"links", 0}}}, {{"on", "显示"}, {{"links", 1}}}}});
  return controls;
}

Text note_of(const Sheet& sheet, const Largest& largest, std::size_t links) {
  Text note = phrase({"Medians of the members. The largest circle: {} firms, or {} billion USD. "
                      "Orange: less specialised than the "
                      "world (LQ below 1); blue: more. The smallest dots: no firm in the median. "
                      "The outline of the "
                      "land is coarse.",
                      "各成员的中位数。最大的圆代表 {} 家企业，或 {} "
                      "十亿美元。橙色：专业化程度低于世界平均（区位商小于 "
                      "1）；蓝色：高于世界平均。最小的点：企业数中位数为零。陆地轮廓较粗略。"},
                     number(largest.firms, 0), number(largest.revenue, 1));
  if (links > 0)
    note = phrase({"{} A link is as wide as the share of what a hub radiates that goes there.",
                   "{}联系线越粗，表示中心城市的辐射流向该地的份额越大。"},
                  note);
  const int last = last_observed_year(sheet);
  if (last > 0 && sheet.years("series").back() > last)
    note = phrase({"{} Years after {} are a forecast.", "{}{} 年之后为预测。"}, note, last);
  if (sheet.labels("series", "scenario").size() > most_worlds)
    note = phrase({"{} Only the first {} of {} scenarios are on the map.",
                   "{0}地图只含 {2} 个情景中的前 {1} 个。"},
                  note, most_worlds, sheet.labels("series", "scenario").size());
  return note;
}

}  // namespace

Section world_map(const Sheet& sheet) {
  Section section{"world-map", {"Where the industry gathers", "产业在哪里集聚"}};
  const auto cities = cities_of(sheet);
  const auto years = sheet.years("series");
  if (cities.empty() || years.empty()) {
    section.warnings.push_back(
        {"No city of this file has a place on the map.", "本文件中没有可标在地图上的城市。"});
    return section;
  }
  const Drawn drawn = drawn_of(sheet, cities);
  if (drawn.largest.firms <= 0) {
    section.warnings.push_back({"No firm was simulated in any city, so there is no map.",
                                "所有城市都没有模拟出企业，因此没有地图。"});
    return section;
  }
  const auto links = links_of(sheet);
  const int last = last_observed_year(sheet);
  Chart chart;
  chart.id = "map";
  chart.title = {"Cities by size and LQ", "各城市的规模与区位商"};
  chart.says =
      phrase({"World map of {} cities, sized by firms or revenue and coloured by LQ, for each year "
              "from {} to {}.",
              "{} 个城市的世界地图：按企业数或营收定大小，按区位商着色，{} 至 {} 年逐年可选。"},
             cities.size(), years.front(), years.back());
  chart.spec = map_spec({drawn.largest.firms, drawn.largest.revenue, worlds_of(sheet) > 1,
                         last > 0 && years.back() > last, static_cast<double>(years.back()),
                         centre_longitude, centre_latitude, last},
                        links);
  chart.table = drawn.table;
  chart.controls = controls_of(sheet, cities, !links.empty());
  chart.note = note_of(sheet, drawn.largest, links.size());
  section.charts.push_back(std::move(chart));
  if (!links.empty()) section.listings.push_back(listing_of(links));
  return section;
}

}  // namespace agglomera::output::report
