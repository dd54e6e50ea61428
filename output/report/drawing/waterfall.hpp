// A change as steps that add up: what is not explained first, then each part, to the observed change.
#pragma once

#include <string>

#include "output/report/chart.hpp"
#include "output/report/reading/sheet.hpp"

namespace agglomera::output::report {

Text not_explained_title();

// Of one measure ("lq_count"), for a city the reader chooses, in LQ or, where the file has it, in
// log LQ. The parts are means and add up to the mean; what is not explained is against the median: a
// step from mean to median stands between, so that
//   not explained + parts + (median − mean) = observed change.
Chart waterfall(const Sheet& sheet, const std::string& measure);

}  // namespace agglomera::output::report
