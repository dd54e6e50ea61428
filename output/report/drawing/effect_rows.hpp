// The drawing of effects one below the other: mean, half of the members, 90 % of them.
#pragma once

#include <string>
#include <vector>

#include "output/report/chart.hpp"

namespace agglomera::output::report {

// Rows by the field "row", top down by the field "order"; fields as EffectColumns names them, and
// "kind", which gives each row its colour (`kinds` and `colours` by their number). A mean is filled
// where it is told from zero: the field "told" is 1. `x` titles the axis.
Json effect_rows(const std::vector<Text>& kinds, const std::vector<std::string>& colours,
                 const Text& x);

// Adds the texts of a field at the right of each row, below a heading.
// Where labels of rows are long, a narrow page is better without it.
void add_column(Json& spec, const std::string& field, const Text& heading, bool also_narrow = true);
// Adds the shares of members with more and with fewer, as EffectColumns names them.
void add_shares(Json& spec, bool also_narrow = true);

// An x encoding of effects: few ticks.
Json effect_axis(const std::string& field, const Text& title = {});

// A legend without a title; on a narrow page its entries stand one below the other.
Json row_legend(const char* symbol);

// A chart of rows `step` high; makes room for the longest label whenever rows change.
Json rows_spec(Json layers, int step = 22);

// A y encoding: the field "row" in the order of "order".
Json rows_axis();

}  // namespace agglomera::output::report
