// links.csv: which cities are linked, and how long each link is.
//   city_a,city_b,kind,length_km,source
// A link has no direction and a pair one link; `kind` is cluster, nearest, hub or the user's own
// word. Without the table a study has the usual links (sim/city_network.hpp).
#pragma once

#include <vector>

#include "scenarios/study/frame.hpp"

namespace agglomera::scenarios {

// In the order of their cities.
std::vector<sim::Link> read_links(const TableText& table, const Frame& frame,
                                  Complaints& complaints);

}  // namespace agglomera::scenarios
