#include "output/report/drawing/effect_rows.hpp"

#include "output/report/drawing/marks.hpp"

namespace agglomera::output::report {
namespace {

Json in_row(Json layer, const Json& colour) {
  layer["encoding"]["y"] = rows_axis();
  layer["encoding"]["color"] = colour;
  return layer;
}

Json mean_layer(const Text& x, const Json& colour) {
  Json mean = in_row(layer("point", {{"size", 70}, {"opacity", 1}, {"strokeWidth", 2}},
                           {{"x", effect_axis("mean", x)}}),
                     colour);
  // Hollow: not told from zero.
  mean["encoding"]["fill"] = colour;
  mean["encoding"]["fillOpacity"] = {{"condition", {{"test", "datum.told == 1"}, {"value", 1}}},
                                     {"value", 0}};
  return mean;
}

}  // namespace

Json effect_axis(const std::string& field, const Text& title) {
  Json x = quantitative(field, title);
  x["axis"] = {{"tickCount", 5}};
  return x;
}

Json row_legend(const char* symbol) {
  return {{"title", nullptr}, {"symbolType", symbol}, {"columns", by_width(5, 1)}};
}

Json rows_spec(Json layers, int step) {
  return {{"data", {{"name", "table"}}},
          {"height", {{"step", step}}},
          {"autosize", {{"type", "fit-x"}, {"contains", "padding"}, {"resize", true}}},
          {"layer", std::move(layers)}};
}

Json rows_axis() {
  Json row = nominal("row");
  row["sort"] = {{"field", "order"}, {"op", "min"}};
  row["axis"] = {{"grid", false},     {"ticks", false},      {"domain", false},
                 {"labelPadding", 6}, {"labelFlush", false}, {"labelLimit", by_width(320, 130)}};
  return row;
}

Json effect_rows(const std::vector<Text>& kinds, const std::vector<std::string>& colours,
                 const Text& x) {
  Json colour = nominal("kind");
  colour["scale"] = colours_of(kinds, colours);
  if (kinds.size() < 2)
    colour["legend"] = nullptr;
  else
    colour["legend"] = row_legend("circle");
  const auto rule = [&](const char* low, const char* high, double width, double opacity) {
    Json rule = interval_rule(low, high, "policy", width);
    rule["mark"]["opacity"] = opacity;
    rule["encoding"]["x"] = effect_axis(low, x);
    return in_row(rule, colour);
  };
  return rows_spec(Json::array({zero_line("x"), rule("q05", "q95", 1.5, 0.9),
                                rule("q25", "q75", 6, 0.45), mean_layer(x, colour)}));
}

void add_column(Json& spec, const std::string& field, const Text& heading, bool also_narrow) {
  const auto unless_narrow = [&](const Json& text) {
    return also_narrow ? text : by_width(text, {{"value", ""}});
  };
  const Json style = {{"align", "left"}, {"dx", 8}, {"color", themed("muted")}, {"tooltip", false}};
  spec["layer"].push_back(
      layer("text", style,
            {{"x", {{"value", "width"}}},
             {"y", rows_axis()},
             {"text", unless_narrow({{"field", field}, {"type", "nominal"}})}}));
  // Said once, whatever rows are chosen.
  Json head = layer("text", style,
                    {{"x", {{"value", "width"}}},
                     {"y", {{"value", -8}}},
                     {"text", unless_narrow({{"value", heading}})}});
  head["mark"]["fontWeight"] = "bold";
  head["data"] = {{"values", Json::array({Json{{"head", 1}}})}};
  spec["layer"].push_back(std::move(head));
  spec["padding"] = {{"left", 0}, {"right", 4}, {"top", 4}, {"bottom", 4}};
}

void add_shares(Json& spec, bool also_narrow) {
  add_column(spec, "shares", {"more / fewer", "增加／减少"}, also_narrow);
}

}  // namespace agglomera::output::report
