// A chart as data: a Vega-Lite specification, the table it draws, and what a reader may turn.
//
// In a specification these stand for what is known only in the page:
//   {"name": "table"} as data     the rows of the chart's table
//   {"asset": "land"} as data     the outline of the land (world-atlas)
//   {"en": …, "zh": …}            the text in the reader's language
//   {"theme": NAME}               the colour of that name, light or dark (web/colours.js)
//   {"wide": …, "narrow": …}      by the width of the chart: 600 pixels and less are narrow
//   {"of_width": SHARE, "least": PIXELS} as height     of a map: it follows the width
// Specifications come from the program alone; what users wrote (names of cities) is only ever in
// tables and texts, never in an expression.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "output/report/table.hpp"
#include "output/report/text.hpp"

namespace agglomera::output::report {

using Json = nlohmann::ordered_json;

// Something of the chart that the reader turns: a range of whole numbers (a year) that sets the
// parameter of its name, or a choice whose every option sets parameters.
struct Control {
  std::string name;
  Text label;
  struct Option {
    Text label;
    Json sets;  // {"parameter": value, …}
  };
  std::vector<Option> options = {};  // empty: a range
  double low = 0, high = 0, at = 0;  // of a range; `at` (an index) also of options
};

struct Chart {
  std::string id;  // unique in the page: letters, digits, hyphens
  Text title;      // what is shown, with the unit
  Text says;       // one sentence for those who can't see it: its accessible name
  Json spec;
  Table table;
  std::vector<Control> controls = {};
  Text note = {};  // below the chart: how to read it, what is left out
  // Small multiples: the specification has a facet, and its panels are at least this wide (half of it on a phone); the page
  // chooses the number of columns. 0: one view as wide as the page.
  int panel_width = 0;
};

void to_json(Json& json, const Chart& chart);

}  // namespace agglomera::output::report
