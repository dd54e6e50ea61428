// clusters.csv: what the clusters of a study are called.
//   cluster,name_en,name_zh
// A cluster that is not listed keeps its id as its name.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "scenarios/study/frame.hpp"
#include "sim/cities.hpp"
#include "sim/wording.hpp"

namespace agglomera::scenarios {

// By cluster.
std::map<std::string, sim::Wording> read_cluster_names(const TableText& table, const Frame& frame,
                                                       const std::vector<sim::City>& cities,
                                                       Complaints& complaints);

}  // namespace agglomera::scenarios
