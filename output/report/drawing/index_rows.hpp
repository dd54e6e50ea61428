// Charts of sensitivity: what each factor does, with the interval of the estimate.
#pragma once

#include "output/report/chart.hpp"

namespace agglomera::output::report {

// Two bars in each row, "first" above "total", each with its interval "first_low" … "total_high", from
// `low` to `high` of the axis; what reaches farther is cut there.
Json index_rows(double low, double high);

// One bar in each row, "value" with its interval "low" and "high".
Json value_rows(const std::string& colour);

// Points of "mu_star" and "sigma", their intervals where "is_strong" is 1. The name "row" stands at the side
// that "side_wide" or "side_narrow" says (sides_of), nowhere where they are 0.
Json effect_scatter(int height);

// Where the names of points go so that they touch neither each other nor another point: 0 nowhere, else
// 1 up right, 2 up left, 3 down right, 4 down left. Names are given room in the order of the points, the first `named` of
// them at most.
struct NamedPoint {
  double x, y;   // pixels in the view
  double width;  // of the name
};
std::vector<int> sides_of(const std::vector<NamedPoint>& points, std::size_t named, double width,
                          double height);

}  // namespace agglomera::output::report
