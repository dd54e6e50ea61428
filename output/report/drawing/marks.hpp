// The building blocks of chart specifications (Vega-Lite, Satyanarayan et al. 2017).
#pragma once

#include <string>
#include <vector>

#include "output/report/chart.hpp"

namespace agglomera::output::report {

// {"theme": name}: a colour by its meaning, light or dark (web/colours.js).
Json themed(const std::string& colour);

// {"wide": …, "narrow": …}: one or the other, by the width of the chart.
Json by_width(Json wide, Json narrow);

// Encodings of a field of the table. An axis without a title: the chart's own title says it.
Json quantitative(const std::string& field, const Text& title = {});
Json nominal(const std::string& field, const Text& title = {});
Json year_axis(const std::string& field = "year");  // whole years without a comma

// One layer: a mark with its style and what it encodes.
Json layer(const std::string& mark, Json style, Json encoding);

// The area between two fields; the line of one; points of one. `colour` is a theme name.
Json band(const std::string& low, const std::string& high, const std::string& colour,
          double opacity);
Json line(const std::string& field, const std::string& colour);
Json points(const std::string& field, const std::string& colour);

// A rule from one field to another along x: an interval.
Json interval_rule(const std::string& low, const std::string& high, const std::string& colour,
                   double width);

// A straight line where x (y) is 0.
Json zero_line(const char* axis);

// A scale that gives each text of `domain` the theme colour beside it.
Json colours_of(const std::vector<Text>& domain, const std::vector<std::string>& colours);

// What a legend says of marks drawn in fixed colours, in one line: a shape ("square" for a band,
// "stroke" for a line, "circle", "diamond") in its theme colour. It is the colour encoding of one layer:
// the layer that the first sample speaks of.
struct Sample {
  Text label;
  std::string colour;
  std::string shape;
  double opacity = 1;
};
Json legend_of(const std::vector<Sample>& samples);

// Small multiples: one panel of `height` for each value of `field`, in the order of the table.
Json panels_of(const std::string& field, Json layers, int height, bool own_scale);

}  // namespace agglomera::output::report
