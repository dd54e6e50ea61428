// What a reader turns on a chart: each keeps the rows whose field of its name has the value chosen.
#pragma once

#include <string>
#include <vector>

#include "output/report/chart.hpp"

namespace agglomera::output::report {

// One of `options`; the rows' field holds the number of the option. One option alone: no control.
void add_choice(Chart& chart, const std::string& name, const Text& label,
                const std::vector<Text>& options, std::size_t at = 0);

// A whole number from `low` to `high`, such as a year.
void add_range(Chart& chart, const std::string& name, const Text& label, int low, int high, int at);

// Holds the x axis over 0 and all values of `columns` among the rows of each option of the choice `name`,
// so that other controls do not stretch it.
void hold_scale(Chart& chart, const std::string& name, const std::vector<std::string>& columns);

}  // namespace agglomera::output::report
