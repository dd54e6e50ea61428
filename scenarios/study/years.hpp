// A span of years, both ends in it; also of other whole numbers, such as horizons.
#pragma once

#include "sim/ids.hpp"

namespace agglomera::scenarios {

struct Years {
  sim::Year first = 0;
  sim::Year last = 0;
};

}  // namespace agglomera::scenarios
