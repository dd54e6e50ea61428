#include <algorithm>
#include <cmath>
#include <map>

#include "output/report/drawing/map_rows.hpp"
#include "output/report/drawing/map_spec.hpp"
#include "output/report/reading/agreement.hpp"
#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {
namespace {

constexpr std::size_t most_links = 150;
constexpr double centre_latitude = 14;  // of the world without Antarctica
constexpr double world_degrees = 295;   // of longitude across the map, unzoomed

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
Control zoom_control(const Sheet& sheet, const std::vector<MapCity>& cities) {
  Control control{"zoom", {"Zoom to", "缩放至"}, {}};
  control.options.push_back(
      {{"The world", "全球"},
       {{"zoom", 1}, {"longitude", map_centre_longitude}, {"latitude", centre_latitude}}});
  struct Box {
    double west = 180, east = -180, south = 90, north = -90;
    int cities = 0;
  };
  std::map<std::string, Box> boxes;
  for (const MapCity& city : cities) {
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

std::vector<Control> controls_of(const Sheet& sheet, const std::vector<MapCity>& cities,
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
  if (worlds_on_map(sheet) > 1) {
    Control world{"world", {"Scenario", "情景"}, {}};
    for (std::size_t scenario = 0; scenario < worlds_on_map(sheet); ++scenario)
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

Text note_of(const Sheet& sheet, const MapRows& rows, std::size_t links) {
  Text note = phrase({"Medians of the members. The largest circle: {} firms, or {}. Orange: less "
                      "specialised than the world (LQ "
                      "below 1); blue: more. The smallest dots: no firm in the median. The outline "
                      "of the land is coarse.",
                      "各成员的中位数。最大的圆代表 {} 家企业，或 "
                      "{}。橙色：专业化程度低于世界平均（区位商小于 1）；蓝色：高于世界平均。"
                      "最小的点：企业数中位数为零。陆地轮廓较粗略。"},
                     number(rows.largest_firms, 0),
                     Text{number(rows.largest_revenue * revenue_unit_usd / 1e9, 1) + " billion USD",
                          number(rows.largest_revenue * revenue_unit_usd / 1e8, 0) + " 亿美元"});
  if (links > 0)
    note = phrase({"{} A link is as wide as the share of what a hub radiates that goes there.",
                   "{}联系线越粗，表示中心城市的辐射流向该地的份额越大。"},
                  note);
  const int last = last_observed_year(sheet);
  if (last > 0 && sheet.years("series").back() > last)
    note = phrase({"{} Years after {} are a forecast.", "{}{} 年之后为预测。"}, note, last);
  if (sheet.labels("series", "scenario").size() > worlds_on_map(sheet))
    note = phrase({"{} Only the first {} of {} scenarios are on the map.",
                   "{0}地图只含 {2} 个情景中的前 {1} 个。"},
                  note, worlds_on_map(sheet), sheet.labels("series", "scenario").size());
  return note;
}

}  // namespace

Section world_map(const Sheet& sheet) {
  Section section{"world-map", {"Where the industry gathers", "产业在哪里集聚"}};
  const auto cities = map_cities(sheet);
  const auto years = sheet.years("series");
  if (cities.empty() || years.empty()) {
    section.warnings.push_back(
        {"No city of this file has a place on the map.", "本文件中没有可标在地图上的城市。"});
    return section;
  }
  const MapRows rows = map_rows(sheet, cities);
  if (rows.largest_firms <= 0) {
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
  chart.spec = map_spec({rows.largest_firms, rows.largest_revenue, worlds_on_map(sheet) > 1,
                         last > 0 && years.back() > last, static_cast<double>(years.back()),
                         map_centre_longitude, centre_latitude, last},
                        links);
  chart.table = rows.table;
  chart.controls = controls_of(sheet, cities, !links.empty());
  chart.note = note_of(sheet, rows, links.size());
  section.charts.push_back(std::move(chart));
  if (!links.empty()) section.listings.push_back(listing_of(links));
  return section;
}

}  // namespace agglomera::output::report
