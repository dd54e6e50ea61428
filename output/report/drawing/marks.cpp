#include "output/report/drawing/marks.hpp"

namespace agglomera::output::report {
namespace {

Json titled(const Text& title) { return title.empty() ? Json(nullptr) : Json(title); }

}  // namespace

Json themed(const std::string& colour) { return {{"theme", colour}}; }

Json by_width(Json wide, Json narrow) {
  return {{"wide", std::move(wide)}, {"narrow", std::move(narrow)}};
}

Json quantitative(const std::string& field, const Text& title) {
  return {{"field", field}, {"type", "quantitative"}, {"title", titled(title)}};
}

Json nominal(const std::string& field, const Text& title) {
  return {{"field", field}, {"type", "nominal"}, {"title", titled(title)}};
}

Json year_axis(const std::string& field) {
  Json year = quantitative(field);
  year["axis"] = {{"format", "d"}, {"tickMinStep", 1},         {"tickCount", 4},
                  {"grid", false}, {"labelOverlap", "greedy"}, {"labelSeparation", 6}};
  year["scale"] = {{"zero", false}, {"nice", false}};
  return year;
}

Json layer(const std::string& mark, Json style, Json encoding) {
  style["type"] = mark;
  return {{"mark", std::move(style)}, {"encoding", std::move(encoding)}};
}

Json band(const std::string& low, const std::string& high, const std::string& colour,
          double opacity) {
  return layer("area", {{"color", themed(colour)}, {"opacity", opacity}, {"tooltip", false}},
               {{"y", quantitative(low)}, {"y2", {{"field", high}}}});
}

Json line(const std::string& field, const std::string& colour) {
  return layer("line", {{"color", themed(colour)}}, {{"y", quantitative(field)}});
}

Json points(const std::string& field, const std::string& colour) {
  return layer("point", {{"color", themed(colour)}, {"filled", true}, {"size", 22}, {"opacity", 1}},
               {{"y", quantitative(field)}});
}

Json interval_rule(const std::string& low, const std::string& high, const std::string& colour,
                   double width) {
  return layer("rule", {{"color", themed(colour)}, {"strokeWidth", width}},
               {{"x", quantitative(low)}, {"x2", {{"field", high}}}});
}

Json zero_line(const char* axis) {
  return layer("rule", {{"color", themed("muted")}, {"strokeDash", {3, 3}}, {"tooltip", false}},
               {{axis, {{"datum", 0}}}});
}

Json colours_of(const std::vector<Text>& domain, const std::vector<std::string>& colours) {
  Json range = Json::array();
  for (const std::string& colour : colours) range.push_back(themed(colour));
  return {{"domain", domain}, {"range", range}};
}

Json legend_of(const std::vector<Sample>& samples) {
  std::vector<Text> labels;
  std::vector<std::string> colours;
  std::string shapes, opacities;
  for (const Sample& sample : samples) {
    labels.push_back(sample.label);
    colours.push_back(sample.colour);
    const char* comma = labels.size() == 1 ? "" : ",";
    shapes += fmt::format("{}'{}'", comma, sample.shape);
    opacities += fmt::format("{}{}", comma, sample.opacity);
  }
  const auto of_each = [](const std::string& list) {
    return Json{{"expr", fmt::format("[{}][datum.index]", list)}};
  };
  return {{"datum", labels.front()},
          {"type", "nominal"},
          {"scale", colours_of(labels, colours)},
          {"legend",
           {{"title", nullptr},
            {"columns", by_width(4, 2)},
            {"symbolType", of_each(shapes)},
            {"symbolOpacity", of_each(opacities)},
            {"symbolFillColor", {{"expr", "scale('color', datum.value)"}}},
            {"symbolStrokeColor", {{"expr", "scale('color', datum.value)"}}},
            {"symbolStrokeWidth", 2}}}};
}

Json panels_of(const std::string& field, Json layers, int height, bool own_scale) {
  Json facet = nominal(field);
  // Facets sort by name unless they are given a number to sort by.
  facet["sort"] = {{"field", "row_number"}, {"op", "min"}};
  return {
      {"data", {{"name", "table"}}},
      {"transform", {{{"window", {{{"op", "row_number"}, {"as", "row_number"}}}}}}},
      {"facet", facet},
      {"align", "all"},
      {"bounds", "flush"},
      {"spacing", {{"row", 54}, {"column", 42}}},  // room for titles and numbers of axes
      // An axis under each panel: a phone shows one or two beside each other, and the last row may be
      // short.
      {"resolve",
       {{"scale", {{"y", own_scale ? "independent" : "shared"}}},
        {"axis", {{"x", "independent"}}}}},
      {"spec",
       {{"height", height}, {"encoding", {{"x", year_axis()}}}, {"layer", std::move(layers)}}}};
}

}  // namespace agglomera::output::report
