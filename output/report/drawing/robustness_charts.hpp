// The charts of what a policy's effect rests on.
#pragma once

#include <vector>

#include "output/report/chart.hpp"
#include "output/report/reading/policies.hpp"

namespace agglomera::output::report {

// What an assumed background is called.
Text variant_title(const std::string& variant);

// Each reads a group that must be there; without rows where nothing is known.
Chart variants_chart(const Sheet& sheet, const std::vector<Policy>& policies);  // other assumptions
Chart turning_chart(const Sheet& sheet,
                    const std::vector<Policy>& policies);  // spread or siphoning
Chart outside_chart(const Sheet& sheet, const std::vector<Policy>& policies);  // extrapolation

}  // namespace agglomera::output::report
