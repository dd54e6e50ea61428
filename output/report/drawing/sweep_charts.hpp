// The charts of a sweep: an output over one factor, and over two.
#pragma once

#include "output/report/chart.hpp"
#include "output/report/reading/sweep.hpp"

namespace agglomera::output::report {

// A panel for each factor: the mean output at each of its levels, over all points there, and from where to
// where nine of ten of them go.
Chart curves_chart(const Sheet& sheet, const Sweep& sweep);

// Two factors against each other: the mean output of the points in each cell, as a colour. Without rows where
// there are not two factors that vary.
Chart pairs_chart(const Sheet& sheet, const Sweep& sweep);

// Of calibrations on one cluster after the other: how the error of each changes.
Chart fitted_chart(const Sheet& sheet, const Sweep& sweep);

}  // namespace agglomera::output::report
