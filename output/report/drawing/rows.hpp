// Charts of horizontal rows: one row for each value of a field, in the order of the table.
#pragma once

#include <string>
#include <vector>

#include "output/report/chart.hpp"

namespace agglomera::output::report {

// One view of `count` rows, each `step` pixels high.
Json rows_of(const std::string& field, Json layers, int step, std::size_t count);

// Small multiples of `panel`, one for each value of `field`, in the order of the table.
Json panels_in_order(const std::string& field, Json panel);

// How many different texts there are: rows of a chart with several marks in each.
std::size_t rows_in(const std::vector<Text>& cells);

// The layer in the colour of `key` by `scale` (colours_of), with an entry in the legend.
Json keyed(Json layer, const Text& key, const Json& scale);

// A dot at a field along x; a dashed rule across all rows at a value of x.
Json dot(const std::string& field, const std::string& colour, int size);
Json rule_at(double x, const std::string& colour);

// Layers of two intervals in each row, the broad pale one behind the other, with the dot of its
// middle. Fields: `<behind>_low`, `<behind>_high`, `low`, `middle`, `high`.
Json interval_pairs(const std::string& behind, const Text& behind_key, const Text& key,
                    const std::string& behind_colour, const std::string& colour);

}  // namespace agglomera::output::report
