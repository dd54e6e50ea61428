#include "output/report/drawing/index_rows.hpp"

#include <algorithm>
#include <array>

#include "output/report/drawing/effect_rows.hpp"
#include "output/report/drawing/marks.hpp"

namespace agglomera::output::report {
namespace {

constexpr int row_height = 30, bar_height = 9, bar_distance = 6;

const std::vector<Text> shares = {{"Alone (first order)", "单独作用（一阶指数）"},
                                  {"In all, with others (total)", "含交互作用（总效应指数）"}};

Json share_axis(const std::string& field, double low, double high) {
  Json x = quantitative(field);
  x["axis"] = {{"tickCount", 5}, {"format", ".1f"}};
  x["scale"] = {{"domain", {low, high}}, {"nice", false}};
  return x;
}

Json bars(const char* field, const Text& kind, int shift, double low, double high) {
  Json bar = layer("bar", {{"height", bar_height}, {"yOffset", shift}, {"clip", true}},
                   {{"x", share_axis(field, low, high)}, {"y", rows_axis()}});
  bar["encoding"]["color"] = {{"datum", kind},
                              {"type", "nominal"},
                              {"scale", colours_of(shares, {"first", "forecast"})},
                              {"legend", row_legend("square")}};
  return bar;
}

Json whiskers(const std::string& field, int shift, double low, double high) {
  Json rule = interval_rule(field + "_low", field + "_high", "ink", 1.5);
  rule["mark"]["yOffset"] = shift;
  rule["mark"]["clip"] = true;
  rule["encoding"]["x"] = share_axis(field + "_low", low, high);
  rule["encoding"]["y"] = rows_axis();
  rule["transform"] = Json::array(
      {{{"filter", fmt::format("isValid(datum.{0}_low) && isValid(datum.{0}_high)", field)}}});
  return rule;
}

// At the corners of the point, where its intervals do not pass.
struct Side {
  const char* align;
  const char* baseline;
  int dx, dy;
};
constexpr std::array<Side, 4> sides = {Side{"left", "bottom", 6, -4},
                                       Side{"right", "bottom", -6, -4}, Side{"left", "top", 6, 4},
                                       Side{"right", "top", -6, 4}};
constexpr double letter_height = 14, around_point = 4;

struct Box {
  double left, top, right, bottom;
  bool touches(const Box& other) const {
    return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
  }
};

Box box_of(const NamedPoint& point, const Side& side) {
  const double left = point.x + side.dx - (side.dx < 0 ? point.width : 0);
  const double top = point.y + side.dy - (side.dy < 0 ? letter_height : 0);
  return {left, top, left + point.width, top + letter_height};
}

Box box_of(const NamedPoint& point) {
  return {point.x - around_point, point.y - around_point, point.x + around_point,
          point.y + around_point};
}

// Empty where the name goes elsewhere or nowhere. On a seam of the page's colour, so that lines do not cross it.
void add_names(Json& layers, const Json& x, const Json& y, std::size_t side) {
  const Side& at = sides[side];
  const auto here = [&](const char* field) {
    return Json{{"condition",
                 {{"test", fmt::format("datum.{} == {}", field, side + 1)},
                  {"field", "row"},
                  {"type", "nominal"}}},
                {"value", ""}};
  };
  Json style = {{"align", at.align}, {"baseline", at.baseline}, {"dx", at.dx},
                {"dy", at.dy},       {"fontSize", 12},          {"tooltip", false}};
  const Json encoding = {
      {"x", x}, {"y", y}, {"text", by_width(here("side_wide"), here("side_narrow"))}};
  Json seam = style;
  seam["stroke"] = themed("surface");
  seam["strokeWidth"] = 4;
  seam["strokeJoin"] = "round";
  layers.push_back(layer("text", seam, encoding));
  layers.push_back(layer("text", style, encoding));
}

}  // namespace

Json index_rows(double low, double high) {
  return rows_spec(Json::array({zero_line("x"), bars("first", shares[0], -bar_distance, low, high),
                                bars("total", shares[1], bar_distance, low, high),
                                whiskers("first", -bar_distance, low, high),
                                whiskers("total", bar_distance, low, high)}),
                   row_height);
}

Json value_rows(const std::string& colour) {
  Json bar = layer("bar", {{"height", {{"band", 0.55}}}, {"color", themed(colour)}},
                   {{"x", effect_axis("value")}, {"y", rows_axis()}});
  Json rule = interval_rule("low", "high", "ink", 1.5);
  rule["encoding"]["x"] = effect_axis("low");
  rule["encoding"]["y"] = rows_axis();
  return rows_spec(Json::array({zero_line("x"), bar, rule}));
}

Json effect_scatter(int height) {
  Json x = quantitative("mu_star", {"mu*: mean size of the effect", "μ*：效应的平均大小"});
  Json y = quantitative("sigma", {"sigma: how much it differs", "σ：效应的差异"});
  for (Json* axis : {&x, &y}) {
    (*axis)["axis"] = {{"tickCount", 5}};
    (*axis)["scale"] = {{"zero", true}, {"nice", false}};
  }
  Json across = interval_rule("mu_star_low", "mu_star_high", "muted", 1);
  across["encoding"]["x"] = x;
  across["encoding"]["x"]["field"] = "mu_star_low";
  across["encoding"]["y"] = y;
  Json along = layer("rule", {{"color", themed("muted")}, {"strokeWidth", 1}},
                     {{"x", x}, {"y", y}, {"y2", {{"field", "sigma_high"}}}});
  along["encoding"]["y"]["field"] = "sigma_low";
  // Of the strong alone: many crosses hide the points.
  for (Json* rule : {&across, &along})
    (*rule)["encoding"]["opacity"] = {
        {"condition", {{"test", "datum.is_strong == 1"}, {"value", 0.7}}}, {"value", 0}};
  Json dots =
      layer("point", {{"color", themed("first")}, {"filled", true}, {"size", 60}, {"opacity", 1}},
            {{"x", x}, {"y", y}});
  Json layers = Json::array({across, along, dots});
  for (std::size_t side = 0; side < sides.size(); ++side) add_names(layers, x, y, side);
  return {{"data", {{"name", "table"}}}, {"height", height}, {"layer", layers}};
}

std::vector<int> sides_of(const std::vector<NamedPoint>& points, std::size_t named, double width,
                          double height) {
  std::vector<int> chosen(points.size(), 0);
  std::vector<Box> taken;
  const auto try_sides = [&](std::size_t point, bool may_cover_points) {
    for (std::size_t side = 0; side < sides.size() && chosen[point] == 0; ++side) {
      const Box box = box_of(points[point], sides[side]);
      bool is_free = box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height;
      for (const Box& other : taken) is_free = is_free && !box.touches(other);
      for (std::size_t other = 0; other < points.size() && !may_cover_points; ++other)
        is_free = is_free && (other == point || !box.touches(box_of(points[other])));
      if (!is_free) continue;
      chosen[point] = static_cast<int>(side) + 1;
      taken.push_back(box);
    }
  };
  for (std::size_t point = 0; point < std::min(points.size(), named); ++point) {
    try_sides(point, false);
    if (point == 0) try_sides(point, true);  // the first is named even where it crowds others
  }
  return chosen;
}

}  // namespace agglomera::output::report
