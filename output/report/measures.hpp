// What is measured, as people call it.
#pragma once

#include <string>
#include <vector>

#include "output/report/text.hpp"

namespace agglomera::output::report {

// "LQ of firm counts"; with its unit where it has one. The name itself where it is unknown.
Text measure_title(const std::string& measure);

// The unit of a stored variable as people read it: "firms"/"家企业", "USD", "" for "1".
Text unit_text(const std::string& unit);

// "lq_count" → "lq-count": as part of the id of a chart.
std::string id_part(std::string words);

}  // namespace agglomera::output::report
