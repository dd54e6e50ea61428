#include "output/report/drawing/rows.hpp"

#include <set>

#include "output/report/drawing/marks.hpp"

namespace agglomera::output::report {

Json rows_of(const std::string& field, Json layers, int step, std::size_t count) {
  Json y = nominal(field);
  y["sort"] = nullptr;
  y["axis"] = {
      {"title", nullptr}, {"ticks", false}, {"domain", false}, {"labelLimit", by_width(320, 150)}};
  return {{"data", {{"name", "table"}}},
          {"height", step * static_cast<int>(count)},
          {"encoding", {{"y", y}}},
          {"layer", std::move(layers)}};
}

Json panels_in_order(const std::string& field, Json panel) {
  Json facet = nominal(field);
  // Facets sort by name unless they are given a number to sort by.
  facet["sort"] = {{"field", "row_number"}, {"op", "min"}};
  return {{"data", {{"name", "table"}}},
          {"transform", {{{"window", {{{"op", "row_number"}, {"as", "row_number"}}}}}}},
          {"facet", facet},
          {"align", "all"},
          {"spacing", {{"row", 14}, {"column", 18}}},
          {"spec", std::move(panel)}};
}

std::size_t rows_in(const std::vector<Text>& cells) {
  std::set<std::string> different;
  for (const Text& cell : cells) different.insert(cell.en);
  return different.size();
}

Json keyed(Json layer, const Text& key, const Json& scale) {
  layer["mark"].erase("color");
  layer["encoding"]["color"] = {{"datum", key},
                                {"type", "nominal"},
                                {"scale", scale},
                                {"legend", {{"title", nullptr}, {"columns", by_width(4, 1)}}}};
  return layer;
}

Json dot(const std::string& field, const std::string& colour, int size) {
  return layer("point",
               {{"color", themed(colour)}, {"filled", true}, {"size", size}, {"opacity", 1}},
               {{"x", quantitative(field)}});
}

Json rule_at(double x, const std::string& colour) {
  return layer("rule", {{"color", themed(colour)}, {"strokeDash", {3, 3}}, {"tooltip", false}},
               {{"x", {{"datum", x}}}, {"y", nullptr}});
}

Json interval_pairs(const std::string& behind, const Text& behind_key, const Text& key,
                    const std::string& behind_colour, const std::string& colour) {
  const Json scale = colours_of({behind_key, key}, {behind_colour, colour});
  Json first = interval_rule(behind + "_low", behind + "_high", behind_colour, 9);
  first["encoding"]["x"]["axis"] = {{"tickCount", 6}, {"title", nullptr}};
  return Json::array({keyed(first, behind_key, scale),
                      keyed(interval_rule("low", "high", colour, 3), key, scale),
                      keyed(dot("middle", colour, 60), key, scale)});
}

}  // namespace agglomera::output::report
