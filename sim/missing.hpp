// A number that was not observed, or that cannot be said (0/0): NaN everywhere in the project.
#pragma once

#include <limits>

namespace agglomera {

inline constexpr double missing = std::numeric_limits<double>::quiet_NaN();

}  // namespace agglomera
