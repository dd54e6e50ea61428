// What files of points share: what was varied, and what was measured at every point.
#pragma once

#include "output/store/rules.hpp"

namespace agglomera::output {

GroupRule factors();
Rules output_variables();  // along the dimension output

}  // namespace agglomera::output
