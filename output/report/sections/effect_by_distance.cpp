#include "output/report/sections/sections.hpp"

namespace agglomera::output::report {

Section effect_by_distance(const Sheet&) { return {"effect-by-distance", {}}; }

}  // namespace agglomera::output::report
