#include "output/report/drawing/map_spec.hpp"

#include <algorithm>

#include "output/report/drawing/map_labels.hpp"
#include "output/report/measures.hpp"

namespace agglomera::output::report {
namespace {

Json expression(const std::string& text) { return {{"expr", text}}; }

Json parameter(const char* name, double value) { return {{"name", name}, {"value", value}}; }

Json tip(const char* field, const Text& title) {
  return {{"field", field}, {"type", "nominal"}, {"title", title}};
}

Json tip(const char* field, const Text& title, const char* format) {
  return {{"field", field}, {"type", "quantitative"}, {"title", title}, {"format", format}};
}

Json land_layer() {
  return {{"data", {{"asset", "land"}}},
          {"mark",
           {{"type", "geoshape"},
            {"fill", themed("land")},
            {"stroke", nullptr},
            {"clip", true},
            {"tooltip", false}}}};
}

Json link_layer(const std::vector<MapLink>& links) {
  Json values = Json::array();
  for (const MapLink& link : links)
    values.push_back({{"from", link.from.name},
                      {"to", link.to.name},
                      {"share", link.share},
                      {"distance_km", link.distance_km},
                      {"from_longitude", link.from.longitude_degrees},
                      {"from_latitude", link.from.latitude_degrees},
                      {"to_longitude", link.to.longitude_degrees},
                      {"to_latitude", link.to.latitude_degrees}});
  const Json width = {
      {"field", "share"},
      {"type", "quantitative"},
      {"legend", nullptr},
      {"scale", {{"type", "linear"}, {"domain", {0, 0.5}}, {"range", {0.5, 9}}, {"clamp", true}}}};
  return {{"data", {{"values", values}}},
          {"transform", {{{"filter", "links == 1"}}}},
          {"mark",
           {{"type", "rule"},
            {"color", themed("link")},
            {"opacity", 0.6},
            {"strokeCap", "round"},
            {"clip", true}}},
          {"encoding",
           {{"longitude", {{"field", "from_longitude"}}},
            {"latitude", {{"field", "from_latitude"}}},
            {"longitude2", {{"field", "to_longitude"}}},
            {"latitude2", {{"field", "to_latitude"}}},
            {"strokeWidth", width},
            {"tooltip",
             {tip("from", {"From", "自"}), tip("to", {"To", "至"}),
              tip("share", {"Share of what it radiates", "占其辐射的份额"}, ".1%"),
              tip("distance_km", {"Distance (km)", "距离（公里）"}, ",.0f")}}}}};
}

// Diverging around the world's average, on a log scale: a half is as far from 1 as a double.
Json quotient_colour() {
  return {{"field", "quotient"},
          {"type", "quantitative"},
          {"scale",
           {{"type", "log"},
            {"domain", {0.25, 1, 4}},
            {"range", {themed("low"), themed("middle"), themed("high")}},
            {"interpolate", "rgb"},
            {"clamp", true}}},
          {"legend",
           {{"title", Text{"LQ", "区位商"}},
            {"values", {0.25, 0.5, 1, 2, 4}},
            {"format", "~g"},
            // The colours end there, the values need not.
            {"labelExpr",
             "datum.value >= 4 ? '≥ ' + datum.label : datum.value <= 0.25 ? '≤ ' + datum.label : "
             "datum.label"},
            {"gradientLength", 250},
            {"titleOrient", "left"}}}};
}

Json tooltips(const MapSettings& settings) {
  Json tips = Json::array({tip("city", {"City", "城市"}), tip("cluster", {"Cluster", "城市群"})});
  if (settings.several_worlds) tips.push_back(tip("world", {"Scenario", "情景"}));
  tips.push_back(tip("year", {"Year", "年份"}, "d"));
  if (settings.has_forecast) tips.push_back(tip("state", {"Kind of year", "年份类别"}));
  tips.push_back(tip("firms", measure_title("firms"), ",.1f"));
  tips.push_back(tip("revenue", {"Revenue (100 million USD)", "营收（亿美元）"}, ",.1f"));
  tips.push_back(tip("quotient", {"LQ, median", "区位商中位数"}, ".2f"));
  tips.push_back(tip("quotient_low", {"LQ, 5 %", "区位商 5%"}, ".2f"));
  tips.push_back(tip("quotient_high", {"LQ, 95 %", "区位商 95%"}, ".2f"));
  return tips;
}

Json circles(const MapSettings& settings, const Json& at) {
  Json circles = layer(
      "circle", {{"opacity", 0.9}, {"stroke", themed("ink")}, {"strokeWidth", 0.7}, {"clip", true}},
      at);
  circles["encoding"]["size"] = {
      {"field", "amount"},
      {"type", "quantitative"},
      {"legend", nullptr},
      {"scale",
       {{"domain", {0, 1}},
        {"range",
         {expression(fmt::format("{} * (zoom > 1 ? 4 : 1)", smallest_circle)),
          expression(fmt::format("clamp(width * {}, {}, {}) * (zoom > 1 ? 2 : 1)", circle_by_width,
                                 largest_on_narrow, largest_circle))}}}}};
  circles["encoding"]["color"] = quotient_colour();
  circles["encoding"]["order"] = {{"field", "amount"}, {"sort", "descending"}};
  circles["encoding"]["tooltip"] = tooltips(settings);
  return circles;
}

Json names(const Json& at) {
  const std::string radius = "sqrt(scale('size', datum.amount) / PI)";
  Json names = layer(
      "text",
      {{"align", expression("datum.across > 0 ? 'left' : datum.across < 0 ? 'right' : 'center'")},
       {"baseline", "middle"},
       {"fontSize", 11},
       {"clip", true},
       // Aslant a name lies nearer: see name_at of map_labels.cpp.
       {"dx", expression("datum.across * (datum.along == 0 ? 4 + " + radius + " : 1 + 0.7 * " +
                         radius + ")")},
       {"dy", expression("datum.along * (datum.across == 0 ? 9 + " + radius + " : 5 + 0.7 * " +
                         radius + ")")},
       {"tooltip", false}},
      at);
  names["transform"] = {{{"filter", "datum.labelled_from <= width * zoom"}}};
  names["encoding"]["text"] = {{"field", "city"}, {"type", "nominal"}};
  names["encoding"]["color"] = {{"value", themed("ink")}};
  return names;
}

// Circles and names of the cities, in the year and the world that are turned.
Json city_layers(const MapSettings& settings) {
  const Json at = {{"longitude", {{"field", "longitude"}}}, {"latitude", {{"field", "latitude"}}}};
  const std::string amount =
      fmt::format("sized == 0 ? datum.firms / {} : datum.revenue / {}",
                  std::max(settings.largest_firms, 1e-9), std::max(settings.largest_revenue, 1e-9));
  const auto of_shown = [](const std::string& ending) -> Json {
    return {
        {"calculate", fmt::format("sized == 0 ? datum.lq_count{0} : datum.lq_revenue{0}", ending)},
        {"as", "quotient" + ending}};
  };
  return {{"data", {{"name", "table"}}},
          {"transform",
           {{{"filter", "datum.year == year && datum.world_number == world"}},
            {{"calculate", amount}, {"as", "amount"}},
            {{"filter", "isValid(datum.amount)"}},
            of_shown(""),
            of_shown("_low"),
            of_shown("_high")}},
          {"layer", {circles(settings, at), names(at)}}};
}

// In the corner, while a year is shown that nobody has observed.
Json forecast_mark(int last_observed) {
  Json mark = layer("text",
                    {{"align", "left"},
                     {"baseline", "top"},
                     {"fontSize", 13},
                     {"fontWeight", "bold"},
                     {"color", themed("forecast")},
                     {"tooltip", false}},
                    {{"x", {{"value", 4}}},
                     {"y", {{"value", 2}}},
                     {"text", {{"field", "label"}, {"type", "nominal"}}}});
  mark["data"] = {
      {"values",
       {{{"label", Text{"Forecast: not observed", "预测：无观测值"}}, {"after", last_observed}}}}};
  mark["transform"] = {{{"filter", "year > datum.after"}}};
  return mark;
}

// In the corner: which of several worlds is shown.
Json world_mark() {
  Json mark = layer("text",
                    {{"align", "left"},
                     {"baseline", "top"},
                     {"fontSize", 12},
                     {"color", themed("ink")},
                     {"tooltip", false}},
                    {{"x", {{"value", 4}}},
                     {"y", {{"value", 20}}},
                     {"text", {{"field", "world"}, {"type", "nominal"}}}});
  mark["data"] = {{"name", "table"}};
  mark["transform"] = {
      {{"filter", "datum.year == year && datum.world_number == world"}},
      {{"aggregate", {{{"op", "count"}, {"as", "cities"}}}}, {"groupby", {"world"}}}};
  return mark;
}

}  // namespace

Json map_spec(const MapSettings& settings, const std::vector<MapLink>& links) {
  Json layers = Json::array({land_layer()});
  if (!links.empty()) layers.push_back(link_layer(links));
  layers.push_back(city_layers(settings));
  if (settings.has_forecast) layers.push_back(forecast_mark(settings.last_observed));
  if (settings.several_worlds) layers.push_back(world_mark());
  return {{"height", {{"of_width", 0.47}, {"least", 190}}},
          {"params",
           {parameter("year", settings.year), parameter("sized", 0), parameter("world", 0),
            parameter("links", 0), parameter("zoom", 1), parameter("longitude", settings.longitude),
            parameter("latitude", settings.latitude)}},
          {"projection",
           {{"type", "equalEarth"},
            {"scale", expression(fmt::format("zoom * width / {}", map_units_across))},
            {"rotate", expression("[-longitude, 0, 0]")},
            {"center", expression("[0, latitude]")},
            {"translate", expression("[width / 2, height / 2]")}}},
          {"layer", std::move(layers)}};
}

}  // namespace agglomera::output::report
