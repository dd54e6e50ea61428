// The order of an activity table: regions and industries by their names, years ascending, rows by year,
// industry and region. So the order in which a user's rows stand changes nothing, to the last bit of a
// sum and of a random draw.
#pragma once

#include <cstdint>
#include <vector>

#include "scenarios/study/activity_table.hpp"

namespace agglomera::scenarios {

// `lines`: where each row stood in the file; goes along. Of equal rows the one of the lower line comes
// first when they came in that order.
void put_in_order(ActivityTable& table, std::vector<std::uint32_t>& lines);

}  // namespace agglomera::scenarios
