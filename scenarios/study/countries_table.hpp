// countries.csv: how well each country is governed, about 0 with standard deviation 1.
//   country,governance_score,source
// Where a study names this table, every country of its cities needs a row; without the table every
// score is 0.
#pragma once

#include <vector>

#include "scenarios/study/frame.hpp"

namespace agglomera::scenarios {

// The score of each city's country.
std::vector<double> read_governance_scores(const TableText& table,
                                           const std::vector<sim::City>& cities,
                                           Complaints& complaints);

}  // namespace agglomera::scenarios
