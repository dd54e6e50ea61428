// totals.csv: the world, year by year.
//   measure,year,value,unit,log_sd,kind,source[,known]
// `firms` and `revenue` of the focal industry need every year up to their last, after which they are
// continued, and so does `listed_firms`, the firms of all industries, where it stands at all. `known` is
// the year from which on a value could be known; empty: its own. Units are firms, and 1e8 USD or USD. How sure a total is
// (log_sd, kind) is checked and shown to readers; the model takes it from its parameters.
#pragma once

#include "models/study.hpp"
#include "scenarios/study/frame.hpp"

namespace agglomera::scenarios {

models::WorldTotals read_totals(const TableText& table, const Frame& frame, Complaints& complaints);

}  // namespace agglomera::scenarios
